import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  keepPictures,
  makeBundle,
  openWindow,
  runAll,
  sample,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const HTML = '<img src=x onerror=window.attacked=1>';
/** Six tasks in three sessions, one of which fails. */
const PARALLEL = `specificationVersion: jobtemplate-2023-09
name: Parallel
steps:
  - name: 'Work ${HTML}'
    parameterSpace:
      taskParameterDefinitions:
        - { name: Part, type: INT, range: 1-9 }
    script:
      actions:
        onRun: { command: python3, args: ["-c", "import time,sys; time.sleep(0.2 + {{Task.Param.Part}} % 3 / 5); sys.exit(int({{Task.Param.Part}} == 5))"] }
`;

const chosen = (page: Page) => page.getByRole('option', { includeHidden: true });

async function runIn(page: Page, sessions: number): Promise<void> {
  await button(page, 'Run').click();
  await page.getByRole('menuitem', { name: `${sessions} sessions` }).click();
  await runAll(page);
  await trust(page);
}

describe.skipIf(skipReason)('the timeline', () => {
  it('shows sessions as lanes, with one selection for bar, task and log', async () => {
    window = await openWindow({ path: makeBundle(PARALLEL), colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('When each session did what appears here once a job runs').waitFor();
    await keepPicture(page, 'timeline-empty-dark');
    await runIn(page, 4);
    await waitForStatus(page, 'Running', 5000).catch(() => {});
    await page.getByText('4 sessions', { exact: true }).last().waitFor();
    await keepPicture(page, 'timeline-running-dark');
    await waitForStatus(page, 'Failed');
    await page.getByText('Session 4', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'timeline-failed-dark');

    // The keyboard goes from bar to bar; what it stands on is told.
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Home');
    const first = await chosen(page).getAttribute('aria-label');
    expect(first).toMatch(/^Work <img .*Part=\d, (done|failed), [\d.]+ s(, [\d.]+ [KMG]B)?$/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const second = await chosen(page).getAttribute('aria-label');
    expect(second).not.toBe(first);
    const task = /Part=(\d)/.exec(second ?? '')?.[1];
    await page.keyboard.press('Enter');
    await page.getByRole('log', { name: `Log of Work ${HTML} #${task}` }).waitFor();
    await page.getByRole('tab', { name: 'Tasks' }).click();
    const row = page.getByRole('grid', { name: 'Tasks' }).locator('[aria-selected=true]');
    await expect.poll(() => row.getByRole('gridcell').first().textContent()).toBe(task);

    await page.getByRole('tab', { name: 'Timeline' }).click();
    await button(page, 'Zoom in').click();
    await button(page, 'Zoom in').click();
    await expect.poll(() => button(page, 'Show all').isEnabled()).toBe(true);
    await button(page, 'Show all').click();
    await button(page, 'Fold done').click();
    await page.getByText(/^\d done$/).waitFor();
    await keepPicture(page, 'timeline-folded-dark');
    // A click chooses the bar under the pointer.
    const chart = page.getByRole('listbox');
    const box = await chart.boundingBox();
    await chart.click({ position: { x: 20, y: 36 } });
    expect(box?.width).toBeGreaterThan(300);
    await expect.poll(() => chosen(page).getAttribute('aria-label')).toMatch(/Part=/);
    expect(await page.evaluate('window.attacked')).toBeUndefined();
    expect(errors).toEqual([]);
  });

  it('fits real runs in both themes and sizes', async () => {
    window = await openWindow({
      path: sample('turntable'),
      colorScheme: 'light',
      viewport: { width: 1920, height: 1080 },
    });
    const { page, errors } = window;
    await page.getByRole('region', { name: 'Parameters' }).getByLabel('Frames').fill('1-12');
    await page.getByText('24 tasks', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await runIn(page, 2);
    await waitForStatus(page, 'Finished');
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'timeline');
    expect(errors).toEqual([]);
  });
});
