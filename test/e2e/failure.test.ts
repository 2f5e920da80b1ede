import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  openWindow,
  sample,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('a task that fails', () => {
  it('says why, where, and offers to run it again', async () => {
    window = await openWindow({ path: sample('failing'), colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: /^All/ }).click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    const card = page.getByRole('region', { name: 'Failed' });
    await card.waitFor();
    expect(await card.textContent()).toContain('Exit code 1');
    expect(await card.textContent()).toMatch(/template\.yaml:\d+/);
    // One selection: the table, the log and the preview speak of the same task.
    await page.getByRole('log', { name: 'Log of Render #3' }).waitFor();
    await page.getByText('Task 3 will run').waitFor();
    await page.locator('[role=row][aria-selected=true]').getByText('failed').waitFor();
    await keepPicture(page, 'failure');

    await page.getByLabel('Repair the scene').check();
    await card.getByRole('button', { name: 'Run this task again' }).click();
    await waitForStatus(page, 'Finished');
    expect(errors).toEqual([]);
  });

  it('runs what failed, and what that kept from running, from the header', async () => {
    window = await openWindow({ path: sample('failing') });
    const { page } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await button(page, 'Run').click();
    await page.getByRole('menuitem', { name: /^All/ }).click();
    await trust(page);
    await waitForStatus(page, 'Failed');
    await page.getByLabel('Repair the scene').check();
    await page.getByRole('button', { name: /^Run remaining \d+$/ }).click();
    await waitForStatus(page, 'Finished');
  });
});
