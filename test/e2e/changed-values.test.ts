import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  ready,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Changing
parameterDefinitions:
  - { name: Frames, type: STRING, default: 1-4 }
  - { name: Quality, type: STRING, default: draft }
  - { name: Mark, type: PATH, default: mark }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "{{Param.Frames}}" }
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo {{Task.Param.Frame}} {{Param.Quality}}; [ ! -e {{Param.Mark}}-{{Task.Param.Frame}} ]"] }
`;

/** Each row of the table: the task's values, then its state. */
async function rows(page: Page): Promise<string[]> {
  const cells = page.getByRole('grid', { name: 'Tasks' }).locator('.task-row');
  return (await cells.allInnerTexts()).map((text) => text.split('\n').slice(1, 3).join(' '));
}

const waitForRows = (page: Page, expected: readonly string[]) =>
  expect.poll(() => rows(page)).toEqual(expected);

const field = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Parameters' }).getByLabel(name, { exact: true });

describe.skipIf(skipReason)('values that change between runs', () => {
  it('knows tasks again by their values, says of which values they ran, and runs the rest', async () => {
    const root = makeBundle(TEMPLATE);
    writeFileSync(join(root, 'mark-3'), '');
    window = await openWindow({ path: root });
    const { page } = window;
    await page.getByText('4 tasks', { exact: true }).waitFor();
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: 'All 4 tasks' }).click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    await waitForRows(page, ['1 done', '2 done', '3 failed', '4']);

    // Others before and behind: those that ran are where their values are.
    await field(page, 'Frames').fill('0-5');
    await waitForRows(page, ['0', '1 done', '2 done', '3 failed', '4', '5']);
    // The log of a task leads to where it is now.
    await page.getByRole('tab', { name: 'Log', exact: true }).click();
    await page.locator('.log-action', { hasText: 'Frame=2' }).click();
    await page.getByRole('tab', { name: 'Tasks', exact: true }).click();
    await expect
      .poll(() => page.locator('.task-row[aria-selected=true]').allInnerTexts())
      .toEqual([expect.stringMatching(/^3\n2\ndone/)]);

    // Over a reload too.
    await page.reload();
    await ready(page);
    await waitForRows(page, ['0', '1 done', '2 done', '3 failed', '4', '5']);

    // What would run now: what failed, what never ran, and what is new.
    await page.getByRole('tab', { name: 'Dry run', exact: true }).click();
    await page
      .getByLabel('What to run')
      .selectOption({ label: 'Tasks that failed or have not run' });
    await expect
      .poll(() => page.locator('.plan-task .plan-what').allInnerTexts())
      .toEqual(['Render Frame=0', 'Render Frame=3', 'Render Frame=4', 'Render Frame=5']);
    await page.getByRole('tab', { name: 'Tasks', exact: true }).click();

    rmSync(join(root, 'mark-3'));
    await button(page, 'Run remaining').click();
    await waitForStatus(page, 'Finished');
    await waitForRows(
      page,
      [0, 1, 2, 3, 4, 5].map((frame) => `${frame} done`),
    );
    await button(page, 'Export for the farm').waitFor();

    // Another value of what they use: they ran, but not like this.
    await field(page, 'Quality').fill('final');
    await page.getByText('What ran did so before Quality changed.').waitFor();
    // Each row in view says so.
    const marks = page.getByRole('img', { name: 'It ran before Quality changed.' });
    await marks.first().waitFor();
    await expect
      .poll(async () => (await marks.count()) - (await page.locator('.task-row').count()))
      .toBe(0);
    await button(page, 'Export for the farm').waitFor({ state: 'detached' });
    await keepPictures(page, 'changed-values');
    await field(page, 'Quality').fill('draft');
    await button(page, 'Export for the farm').click();
    await page.getByRole('dialog', { name: 'Export the bundle' }).waitFor();
  });
});
