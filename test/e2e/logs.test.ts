import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  ready,
  runAll,
  trust,
  type Window,
  waitForStatus,
  wholeLog,
} from './support/window.ts';

const SCRIPT = `
            import sys
            frame = int(sys.argv[1])
            for i in range(3000):
                print(f"\\x1b[32mtile {i}\\x1b[0m of frame {frame}")
            print("openjd_progress: 250")
            if frame == 3:
                raise ValueError("no such texture")
`;
const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Panes
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "1-3" }
    script:
      embeddedFiles:
        - name: Run
          filename: render.py
          type: TEXT
          data: |${SCRIPT}
      actions:
        onRun: { command: python3, args: ["{{Task.File.Run}}", "{{Task.Param.Frame}}"] }
`;

let window: Window;
afterEach(() => window.close());

async function openFailed() {
  window = await openWindow({ path: makeBundle(TEMPLATE) });
  const { page } = window;
  await page.getByText('3 tasks', { exact: true }).waitFor();
  await runAll(page);
  await trust(page);
  await waitForStatus(page, 'Failed');
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('log').getByText('ValueError: no such texture').waitFor();
  return page;
}

const choose = async (menu: string | RegExp, item: string | RegExp) => {
  const { page } = window;
  await page.getByRole('button', { name: menu }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
};

describe.skipIf(skipReason)('log panes', () => {
  it('show an action, its session, the run merged by time, and only what matches', async () => {
    const page = await openFailed();
    await choose(/^Log of Render/, /^The whole run/);
    const log = page.getByRole('log', { name: 'Log of the run' });
    await log.getByText('ValueError: no such texture').waitFor();
    const whole = await wholeLog(page);
    const tiles = whole.filter((line) => /^tile \d+ of frame \d$/.test(line));
    expect(tiles).toHaveLength(9000);
    expect(tiles[0]).toBe('tile 0 of frame 1');
    expect(tiles[8999]).toBe('tile 2999 of frame 3');
    await choose(/^Log of the run/, 'Its session');
    const session = page.getByRole('log', { name: 'Log of Session 1' });
    await session.getByText('ValueError: no such texture').waitFor();
    expect(await wholeLog(page)).toEqual(whole);
    await button(page, 'Search').click();
    await page.keyboard.type('tile 2999');
    await page.getByText('3', { exact: true }).first().waitFor();
    await page.getByText('Only matching').click();
    await session.getByText(/of frame 1/).waitFor();
    expect(await wholeLog(page)).toEqual([
      'tile 2999 of frame 1',
      'tile 2999 of frame 2',
      'tile 2999 of frame 3',
    ]);
    // A line found this way leads to its action.
    await session.getByText(/of frame 2/).click();
    await button(page, 'Render #2').click();
    const own = page.getByRole('log', { name: 'Log of Render #2' });
    await own.getByText('tile 2998 of frame 2').waitFor();
    await choose('View of the log', 'Warnings and errors only');
    await own.getByText(/^openjd_progress needs a number/).waitFor();
    expect(await wholeLog(page)).toEqual([
      'openjd_progress: 250',
      'openjd_progress needs a number from 0 to 100, not "250"; it is ignored.',
    ]);
    await own.getByRole('img', { name: 'Not quite a directive' }).waitFor();
    await page.getByRole('tab', { name: 'Tasks' }).click();
    expect(
      await page
        .getByRole('img', { name: '1 line of its output is nearly a directive: see its log.' })
        .count(),
    ).toBe(3);
    expect(window.errors).toEqual([]);
  });

  it('lead from the failure to the line of the script in the template', async () => {
    const page = await openFailed();
    const card = page.getByRole('region', { name: 'Failed' });
    await card.getByText('ValueError: no such texture').waitFor();
    await card.getByText('Exit code 1: a general error').waitFor();
    const line = TEMPLATE.split('\n').findIndex((text) => text.includes('raise ValueError')) + 1;
    await card.getByRole('button', { name: `template.yaml:${line}` }).click();
    await page
      .locator('.monaco-editor .view-line', { hasText: 'raise ValueError' })
      .first()
      .waitFor();
    const refused = card.getByRole('button', { name: 'Open terminal here' });
    await refused.click({ force: true });
    await page
      .getByText(/The session’s folder was deleted when it ended/)
      .first()
      .waitFor();
  });

  it('stand side by side, wrapped, with times as chosen, and are remembered so', async () => {
    const page = await openFailed();
    await choose('View of the log', 'UTC');
    await expect
      .poll(() => page.locator('.log-time').first().getAttribute('data-time'))
      .toMatch(/^\d\d:\d\d:\d\d\.\d{3}Z$/);
    await choose('View of the log', 'Wrap long lines');
    await choose('View of the log', /^Two logs/);
    const second = page.getByRole('region', { name: 'Second log' });
    await second.getByRole('button', { name: /^Action of the second log/ }).click();
    await page.keyboard.type('frame=2');
    await page.getByRole('menuitem', { name: 'Render · Frame=2' }).waitFor();
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(1);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('frame=1');
    await page.getByRole('menuitem', { name: 'Render · Frame=1' }).waitFor();
    await page.keyboard.press('Enter');
    await second
      .getByRole('log', { name: 'Log of Render #1' })
      .getByText('tile 2999 of frame 1')
      .waitFor();
    await page
      .getByRole('region', { name: 'First log' })
      .getByText('tile 2999 of frame 3')
      .waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'logs-side-by-side');
    await calm(page);
    await page.reload();
    await ready(page);
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByRole('region', { name: 'Second log' }).getByRole('log').waitFor();
    await expect.poll(() => page.locator('.log-wrap').count()).toBe(2);
  });

  it('are exported as plain text without passing through the page', async () => {
    const page = await openFailed();
    const target = join(mkdtempSync(join(tmpdir(), 'jobwright-export-')), 'all.log');
    await choose('View of the log', 'Off');
    await choose(/^Log of Render/, /^The whole run/);
    await page
      .getByRole('log', { name: 'Log of the run' })
      .getByText('ValueError: no such texture')
      .waitFor();
    await choose('More for this log', 'Export…');
    await page.getByRole('dialog').getByRole('textbox').first().fill(target);
    await page.keyboard.press('Enter');
    await page.getByText(/lines written to/).waitFor();
    const lines = readFileSync(target, 'utf8').split('\n');
    expect(lines.filter((line) => /^tile \d+ of frame \d$/.test(line))).toHaveLength(9000);
    expect(lines.some((line) => line.includes('\x1b'))).toBe(false);
  });
});
