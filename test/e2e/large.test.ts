import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
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

describe.skipIf(skipReason)('too much', () => {
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
    await waitForStatus(page, 'Finished', 60_000);
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
