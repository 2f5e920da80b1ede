import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  keepPictures,
  openWindow,
  sample,
  status,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const parameters = (page: Page) => page.getByRole('region', { name: 'Parameters' });

async function runAll(page: Page): Promise<void> {
  await button(page, 'Run').click();
  await page.getByRole('menuitem', { name: /^All/ }).click();
}

async function editorText(page: Page): Promise<string> {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  return String(await page.evaluate('navigator.clipboard.readText()'));
}

describe.skipIf(skipReason)('the history', () => {
  it('finds runs, shows them again, compares two, restores and exports one', async () => {
    window = await openWindow({ path: sample('failing'), colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Runs of this bundle are kept here.').waitFor();
    await keepPicture(page, 'history-empty-dark');
    expect(await findings(page)).toEqual([]);

    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Failed');
    await button(page, 'Shown').waitFor();
    const before = await editorText(page);

    // A second run: another value, and a template that was edited and not saved.
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n# the second run');
    await parameters(page).getByText('Repair the scene').last().click();
    await page.waitForTimeout(500);
    await runAll(page);
    await waitForStatus(page, 'Finished');
    const grid = page.getByRole('grid', { name: 'Runs' });
    await expect.poll(() => grid.getByRole('row').count()).toBe(3);
    await grid.getByText('Finished').first().waitFor({ state: 'attached' });
    expect(await findings(page)).toEqual([]);

    // Its tasks and its log are those of the first run again.
    await grid.getByRole('row').nth(2).click();
    await page.getByText('A task of "Render" failed.', { exact: false }).first().waitFor();
    await button(page, 'Show this run').click();
    await waitForStatus(page, 'Failed');
    await page.getByRole('tab', { name: 'Tasks' }).click();
    await page.getByRole('grid', { name: 'Tasks' }).getByText('failed').waitFor();
    await page.getByRole('region', { name: 'Failed' }).waitFor();
    expect(await status(page).textContent()).toContain('Failed');
    await page.getByRole('tab', { name: 'History' }).click();

    await button(page, 'Compare with').click();
    await page.getByRole('menuitem').first().click();
    const pairs = page.getByRole('grid', { name: 'Tasks of both runs' });
    await pairs.getByText('failed').first().waitFor();
    await keepPicture(page, 'history-compare-tasks-dark');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Values' }).click();
    await page.getByRole('cell', { name: 'yes', exact: true }).waitFor();
    await keepPicture(page, 'history-compare-values-dark');
    await page.getByRole('tab', { name: 'Template' }).click();
    await page
      .getByRole('grid', { name: 'Templates of both runs' })
      .getByText('# the second run')
      .waitFor();
    await keepPicture(page, 'history-compare-template-dark');
    expect(await findings(page)).toEqual([]);
    await button(page, 'Runs').click();

    // Restored exactly, as edits that are not saved; and taken back.
    await grid.getByRole('row').nth(2).click();
    await button(page, 'Restore inputs').click();
    await page.getByText('Template and values of that run are on the screen').waitFor();
    expect(await editorText(page)).toBe(before);
    expect(await parameters(page).getByRole('checkbox').isChecked()).toBe(false);
    await button(page, 'Undo restore').click();
    expect(await editorText(page)).toContain('# the second run');
    expect(await parameters(page).getByRole('checkbox').isChecked()).toBe(true);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(page, 'Export').click(),
    ]);
    const exported = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
      format: string;
      inputs: { text: string };
      actions: { state: string }[];
    };
    expect(exported.format).toBe('jobwright-run-1');
    expect(exported.inputs.text).toBe(before);
    expect(exported.actions.map((action) => action.state)).toContain('failed');

    await page.getByRole('searchbox').fill('nothing like this');
    await page.getByText('No run has this in its name or path.').waitFor();
    await page.getByRole('searchbox').fill('fails');
    await expect.poll(() => grid.getByRole('row').count()).toBe(3);
    await grid.getByRole('row').nth(1).click();
    await button(page, 'Remove').click();
    await button(page, 'Remove with its logs').click();
    await expect.poll(() => grid.getByRole('row').count()).toBe(2);
    expect(errors).toEqual([]);
  });

  it('fits a large window in the light theme, by keyboard', async () => {
    window = await openWindow({
      path: sample('turntable'),
      colorScheme: 'light',
      viewport: { width: 1920, height: 1080 },
    });
    const { page, errors } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await page.keyboard.press('Control+7');
    const grid = page.getByRole('grid', { name: 'Runs' });
    for (const [at, frames] of ['1-3', '2-4'].entries()) {
      await parameters(page).getByLabel('Frames').fill(frames);
      await page.waitForTimeout(500);
      await runAll(page);
      if (at === 0) await trust(page);
      await expect.poll(() => grid.getByText('Finished').count(), { timeout: 60_000 }).toBe(at + 1);
    }
    await grid.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    expect(await grid.locator('[aria-selected=true]').getAttribute('aria-rowindex')).toBe('3');
    await page.getByText('Host requirements that would hold what was measured').click();
    await page.getByText('amount.worker.memory').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'history');
    await page.keyboard.press('Escape');
    await grid.focus();
    await page.keyboard.press('Enter');
    await button(page, 'Shown').waitFor();
    await button(page, 'Compare with').click();
    await page.getByRole('menuitem').first().click();
    await page.getByRole('grid', { name: 'Tasks of both runs' }).waitFor();
    await keepPictures(page, 'history-compare');
    await button(page, 'Runs').click();

    // Its states are those of frames 1 to 3: they are shown once these are on the screen again.
    const tasks = page.getByRole('grid', { name: 'Tasks' });
    await page.keyboard.press('Control+3');
    await tasks.getByRole('row').nth(3).waitFor();
    expect(await tasks.getByText('done').count()).toBe(0);
    await page.keyboard.press('Control+7');
    await button(page, 'Restore inputs').click();
    await page.keyboard.press('Control+3');
    await tasks.getByText('done').first().waitFor();
    expect(await parameters(page).getByLabel('Frames').inputValue()).toBe('1-3');
    expect(errors).toEqual([]);
  });
});
