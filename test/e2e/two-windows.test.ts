import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { newPage, skipReason } from './support/browser.ts';
import {
  button,
  editorText,
  keepPictures,
  makeBundle,
  openWindow,
  ready,
  runAll,
  toEditor,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const template = (gate: string) => `specificationVersion: jobtemplate-2023-09
name: Shared
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 1-5 }
    script:
      actions:
        onRun:
          command: sh
          args: ["-c", "echo frame {{Task.Param.Frame}}; until [ -e ${gate} ]; do sleep 0.05; done; [ {{Task.Param.Frame}} != 4 ]"]
`;

/** A second window of the same host; it shares nothing of the first page's memory. */
async function secondWindow(): Promise<Page> {
  const page = await newPage(window.page.context());
  await page.goto(window.server.url);
  await ready(page);
  await page.getByText('5 tasks').first().waitFor();
  return page;
}

/** Frames of the tasks that are selected; what they did stands behind these. */
const rows = async (page: Page) =>
  (await page.locator('.task-row[aria-selected=true]').allInnerTexts()).map((text) =>
    text.split('\n').slice(0, 2).join(' '),
  );
const badge = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe.skipIf(skipReason || process.platform === 'win32')('two windows on one bundle', () => {
  it('show one trust and one run, each with its own selection and text', async () => {
    const gate = join(mkdtempSync(join(tmpdir(), 'jobwright-gate-')), 'go');
    window = await openWindow({ path: makeBundle(template(gate)) });
    const first = window.page;
    const second = await secondWindow();
    await second.locator('.task-row').nth(1).click();
    const before = await rows(second);
    expect(before).toEqual(['2 2']);
    await toEditor(second);
    await second.keyboard.press('Control+Home');
    await second.keyboard.type('# mine\n');
    await runAll(first);
    await trust(first);
    await waitForStatus(second, 'Running');
    await badge(second, 'Trusted').waitFor();
    // Nobody asked the second window for its selection or its editor.
    expect(await rows(second)).toEqual(before);
    writeFileSync(gate, '');
    await waitForStatus(first, 'Failed');
    await waitForStatus(second, 'Failed');
    await second.getByText('frame 2').first().waitFor();
    expect(await rows(second)).toEqual(before);
    expect(await editorText(second)).toBe(`# mine\n${template(gate)}`);
    await keepPictures(second, 'two-windows');
    // Trust is taken back for both.
    await badge(second, 'Trusted').click();
    await second.getByRole('menuitem', { name: 'Stop trusting this bundle' }).click();
    await badge(first, 'Restricted').waitFor();
    await button(first, 'Scout').click();
    await first.getByRole('button', { name: 'Trust and run' }).waitFor();
  });

  it('leave a log that someone reads, and lead to the run that another window began', async () => {
    const gate = join(mkdtempSync(join(tmpdir(), 'jobwright-gate-')), 'go');
    writeFileSync(gate, '');
    window = await openWindow({ path: makeBundle(template(gate)) });
    const first = window.page;
    await runAll(first);
    await trust(first);
    await waitForStatus(first, 'Failed');
    const second = await secondWindow();
    await second.getByRole('tab', { name: 'History' }).click();
    await second.getByRole('row').nth(1).click();
    await button(second, 'Show this run').click();
    await waitForStatus(second, 'Failed');
    rmSync(gate);
    expect(existsSync(gate)).toBe(false);
    await runAll(first);
    await waitForStatus(first, 'Running');
    const other = second.getByRole('button', { name: 'Shared is running' });
    await other.waitFor();
    await waitForStatus(second, 'Failed');
    await other.click();
    await waitForStatus(second, 'Running');
    await other.waitFor({ state: 'detached' });
    writeFileSync(gate, '');
    await waitForStatus(second, 'Failed');
  });
});
