import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import {
  button,
  makeBundle,
  openWindow,
  ready,
  trust,
  type Window,
  waitForStatus,
  wholeLog,
} from './support/window.ts';

const LINES = 100_000;
const TALKATIVE = `specificationVersion: jobtemplate-2023-09
name: Talkative
steps:
  - name: Talk
    script:
      actions:
        onRun:
          command: python3
          args:
            - "-c"
            - |
              import time
              for i in range(${LINES}):
                  print("line", i, flush=i % 500 == 0)
                  if i % 1000 == 0: time.sleep(0.05)
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('a page that is reloaded during a run', () => {
  it('comes back to the run with every line', async () => {
    window = await openWindow({ path: makeBundle(TALKATIVE) });
    const { page, errors } = window;
    await button(page, 'Scout').click();
    await trust(page);
    await page
      .getByRole('log')
      .getByText(/^line \d+/)
      .first()
      .waitFor();
    await page.reload();
    await ready(page);
    await waitForStatus(page, 'Running');
    await page
      .getByRole('log', { name: /^Log of Talk/ })
      .getByText(/^line \d+/)
      .first()
      .waitFor();
    await page.reload();
    await ready(page);
    await waitForStatus(page, 'Finished');
    await expect.poll(() => page.getByRole('log').textContent()).toContain(`line ${LINES - 1}`);
    const lines = (await wholeLog(page)).filter((line) => /^line \d+$/.test(line));
    expect(lines).toHaveLength(LINES);
    expect(lines[0]).toBe('line 0');
    expect(lines.at(-1)).toBe(`line ${LINES - 1}`);
    expect(new Set(lines).size).toBe(LINES);
    expect(errors).toEqual([]);
  });

  it('is killed, and another one shows the run that went on, with every line', async () => {
    window = await openWindow({ path: makeBundle(TALKATIVE) });
    const { page } = window;
    await button(page, 'Scout').click();
    await trust(page);
    await page
      .getByRole('log')
      .getByText(/^line \d+/)
      .first()
      .waitFor();
    const crashed = page.waitForEvent('crash');
    const session = await page.context().newCDPSession(page);
    session.send('Page.crash').catch(() => {});
    await crashed;

    // A crashed page has no memory of its own; a second one is killed while its log comes in.
    for (const last of [false, true]) {
      const next = await page.context().newPage();
      await next.goto(window.server.url);
      await ready(next);
      await waitForStatus(next, last ? 'Finished' : 'Running');
      const log = next.getByRole('log', { name: /^Log of Talk/ });
      await log
        .getByText(/^line \d+/)
        .first()
        .waitFor();
      if (!last) {
        await next.close({ runBeforeUnload: false });
        continue;
      }
      const lines = (await wholeLog(next)).filter((line) => /^line \d+$/.test(line));
      expect(lines).toEqual(Array.from({ length: LINES }, (_, at) => `line ${at}`));
    }
  });

  it('brings back unsaved text and values', async () => {
    window = await openWindow({ path: makeBundle(TALKATIVE) });
    const { page } = window;
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# not saved yet');
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor();
    await calm(page);
    await page.reload();
    await ready(page);
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor();
    await page.getByText('# not saved yet').waitFor();
    await button(page, 'Save').click();
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  });
});
