import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  makeBundle,
  openWindow,
  runAll,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Selection
parameterDefinitions:
  - { name: Bad, type: INT, default: 0 }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 1-5 }
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo frame {{Task.Param.Frame}}; [ {{Task.Param.Frame}} != {{Param.Bad}} ]"] }
  - name: Encode
    dependencies: [{ dependsOn: Render }]
    script:
      actions:
        onRun: { command: echo, args: [encode] }
`;

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** The step, the row of the table, the line of the template and the log that are chosen. */
async function chosen(page: Page) {
  const row = page.locator('.task-row[aria-selected=true]');
  return {
    step: (
      await page
        .locator('.outline [aria-current=true], .outline [aria-selected=true]')
        .allInnerTexts()
    ).map((text) => text.split('\n')[0]),
    task: (await row.allInnerTexts()).map((text) => text.split('\n')[1]),
    log: await page.getByRole('log').getAttribute('aria-label'),
  };
}

const waitForChosen = (page: Page, expected: object) =>
  expect.poll(() => chosen(page)).toMatchObject(expected);

/** The line of the template that is lit. */
const litLine = (page: Page) =>
  page.evaluate(`(() => {
    const lit = document.querySelector('.monaco-editor .step-line');
    if (!lit) return undefined;
    const top = lit.getBoundingClientRect().top;
    const line = [...document.querySelectorAll('.monaco-editor .view-line')].find(
      (one) => Math.abs(one.getBoundingClientRect().top - top) < 4);
    return line?.textContent?.replace(/\\u00a0/g, ' ').trim();
  })()`);

describe.skipIf(skipReason)('one selection', () => {
  it('is shared by step, task, log, bar and template, and holds after a run', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page, errors } = window;
    await page.getByText('5 tasks', { exact: true }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    // Nothing was chosen: what the log ends with is chosen.
    await waitForChosen(page, { step: ['Encode'], log: 'Log of Encode #1' });

    // A step, then one of its tasks.
    await page.locator('.outline').getByText('Render', { exact: true }).click();
    await page.locator('.task-row').nth(1).click();
    await waitForChosen(page, { step: ['Render'], task: ['2'], log: 'Log of Render #2' });
    await expect.poll(() => litLine(page)).toBe('- name: Render');

    // The same task's bar, and back from another one's.
    await tab(page, 'Timeline').click();
    const bar = page.getByRole('option', { includeHidden: true });
    await expect.poll(() => bar.getAttribute('aria-label')).toMatch(/Frame=2/);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowRight');
    const next = await bar.getAttribute('aria-label');
    expect(next).not.toMatch(/Frame=2/);
    const frame = /Frame=(\d)/.exec(next ?? '')?.[1] ?? '';
    await page.keyboard.press('Enter');
    await tab(page, 'Tasks').click();
    await waitForChosen(page, { step: ['Render'], task: [frame], log: `Log of Render #${frame}` });

    // From the list of actions; a step of another kind takes the template along.
    await tab(page, 'Log').click();
    await page.locator('.log-action', { hasText: 'Encode' }).click();
    await tab(page, 'Tasks').click();
    await waitForChosen(page, { step: ['Encode'], log: 'Log of Encode #1' });
    await expect.poll(() => litLine(page)).toBe('- name: Encode');

    // A task that is selected before a run is what the log is of after it.
    await page.locator('.outline').getByText('Render', { exact: true }).click();
    await page.locator('.task-row').nth(3).click();
    await waitForChosen(page, { task: ['4'], log: 'Log of Render #4' });
    await runAll(page);
    await waitForStatus(page, 'Running', 5000).catch(() => {});
    await waitForStatus(page, 'Finished');
    await waitForChosen(page, { step: ['Render'], task: ['4'], log: 'Log of Render #4' });

    // What failed comes before it.
    await page.getByLabel('Bad', { exact: true }).fill('2');
    await runAll(page);
    await waitForStatus(page, 'Failed');
    await waitForChosen(page, { step: ['Render'], task: ['2'], log: 'Log of Render #2' });
    expect(errors).toEqual([]);
  });
});
