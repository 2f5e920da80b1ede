import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
  wholeLog,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TRILLION = `specificationVersion: jobtemplate-2023-09
name: Trillion
parameterDefinitions:
  - { name: Frames, type: STRING, default: "1-1000000" }
steps:
  - name: Sim
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "{{Param.Frames}}" }
        - { name: Tile, type: INT, range: "1-1000000" }
    script:
      actions:
        onRun: { command: echo, args: ["frame {{Task.Param.Frame}} tile {{Task.Param.Tile}}"] }
`;

const LINES = 200_000;
const FLOOD = `specificationVersion: jobtemplate-2023-09
name: Flood
steps:
  - name: Talk
    script:
      actions:
        onRun: { command: seq, args: ["1", "${LINES}"] }
`;

const STEPS = `specificationVersion: jobtemplate-2023-09
name: Thousands of steps
steps:
${Array.from({ length: 3000 }, (_, at) => `  - {name: S${at}, script: {actions: {onRun: {command: ${at === 2500 ? 'rm' : 'echo'}, args: ["number ${at}."]}}}}`).join('\n')}
`;

describe.skipIf(skipReason)('too much', () => {
  it('is no problem for the sheet of a job of thousands of commands', async () => {
    window = await openWindow({ path: makeBundle(STEPS) });
    const { page, errors } = window;
    await page.getByText('1 task', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    const sheet = page.getByRole('alertdialog');
    await sheet.getByText('200 of 3,000 commands, different programs first').waitFor();
    const commands = sheet.locator('.trust-command');
    await expect.poll(() => commands.count()).toBe(200);
    // Another program is told at once, however many stand before it.
    await expect.poll(() => commands.nth(1).innerText()).toContain('number 2500.');
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'trust-many');
    await sheet.getByRole('button', { name: 'Show more' }).click();
    await sheet.getByText('400 of 3,000 commands, different programs first').waitFor();
    await sheet.getByRole('searchbox').fill('NUMBER 2999.');
    await sheet.getByText('1 command').waitFor();
    await expect
      .poll(() => commands.allInnerTexts())
      .toEqual([expect.stringContaining('number 2999.')]);
    await sheet.getByRole('searchbox').fill('nowhere');
    await sheet.getByText('No command contains this.').waitFor();
    expect(errors).toEqual([]);
  });

  it('is no problem for a trillion tasks', async () => {
    window = await openWindow({ path: makeBundle(TRILLION) });
    const { page, errors } = window;
    await page.getByText('1,000,000,000,000 tasks', { exact: true }).waitFor();
    await page.getByText('1,000,000 frames × 1,000,000 tiles').waitFor();
    const grid = page.getByRole('grid', { name: 'Tasks' });
    await grid.focus();
    await page.keyboard.press('End');
    await grid.getByRole('gridcell', { name: '1,000,000,000,000' }).waitFor();
    await page.getByText('Task 1,000,000,000,000 will run').waitFor();
    await page
      .getByText(/frame 1000000 tile 1000000/)
      .first()
      .waitFor();
    expect(await grid.getByRole('row').count()).toBeLessThan(40);
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    await page.getByText('Task 1 will run').waitFor();

    // The very last of them runs like any other.
    await page.keyboard.press('End');
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: '1 selected task' }).click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('log').getByText('frame 1000000 tile 1000000', { exact: true }).waitFor();
    expect(errors).toEqual([]);
  });

  it('is no problem for a flood of lines', async () => {
    window = await openWindow({ path: makeBundle(FLOOD) });
    const { page } = window;
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    const log = page.getByRole('log');
    await log.getByText(String(LINES), { exact: true }).waitFor();
    expect(await page.locator('.log-row').count()).toBeLessThan(80);
    expect(Number(await page.evaluate('document.querySelectorAll("*").length'))).toBeLessThan(1500);

    await button(page, 'Search').click();
    await page.getByLabel('Search the log').fill('12345');
    await page.keyboard.press('Enter');
    await page.locator('.log-row-current').getByText('12345', { exact: true }).waitFor();
    await page
      .locator('.log-search')
      .getByText(/^1 of 1\d$/)
      .waitFor();
    await page.keyboard.press('Escape');

    const lines = (await wholeLog(page)).filter((line) => /^\d+$/.test(line));
    expect(lines).toHaveLength(LINES);
    expect(new Set(lines).size).toBe(LINES);
  });
});
