import type { Page } from 'playwright-core';
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

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Pictures of real runs, kept with the output of the tests for whoever looks at the design. */
describe.skipIf(skipReason)('pictures', () => {
  for (const colorScheme of ['dark', 'light'] as const)
    for (const viewport of SIZES)
      it(`${colorScheme}, ${viewport.width} × ${viewport.height}`, async () => {
        const name = (what: string) => `${what}-${colorScheme}-${viewport.width}`;
        window = await openWindow({ colorScheme, viewport });
        const { page, errors } = window;
        await page.getByRole('button', { name: /^turntable/i }).waitFor();
        await keepPicture(page, name('start'));
        await page.getByRole('button', { name: /^turntable/i }).click();
        await page.getByLabel('Frames').fill('1-24');
        await page.getByText('48 tasks', { exact: true }).waitFor();
        // Before: the whole order of actions, what surrounds the job, the values of one task.
        await tab(page, 'Dry run').click();
        await page.getByRole('listbox', { name: 'Actions in their order' }).waitFor();
        await page.waitForTimeout(300);
        await keepPicture(page, name('before-order'));
        await tab(page, 'Set-up').click();
        await button(page, 'Add rule').click();
        await page.waitForTimeout(200);
        await keepPicture(page, name('before-set-up'));
        await page.getByRole('button', { name: 'Remove rule 1' }).click();
        await tab(page, 'Tasks').click();
        await button(page, 'Scout').click();
        await page.getByRole('alertdialog').waitFor();
        await keepPicture(page, name('trust'));
        await trust(page);
        await waitForStatus(page, 'Finished');
        await page.getByRole('grid', { name: 'Tasks' }).getByText('done').first().click();
        await page.waitForTimeout(400);
        await keepPicture(page, name('finished'));
        // The pictures of the run are in sight, whatever else the panel holds.
        const thumbnail = page.getByRole('region', { name: 'Output' }).locator('canvas').first();
        await thumbnail.waitFor();
        const box = await thumbnail.boundingBox();
        expect(box && box.y + box.height).toBeLessThan(viewport.height - 24);

        // While: the whole job runs.
        await button(page, 'Run').click();
        await page.getByRole('menuitem', { name: /^All/ }).click();
        await tab(page, 'Timeline').click();
        await page.waitForTimeout(1500);
        await keepPicture(page, name('while-timeline'));
        await tab(page, 'Log').click();
        await page.waitForTimeout(300);
        await keepPicture(page, name('while-log'));
        await waitForStatus(page, 'Finished', 80_000);

        // After: what came out.
        await tab(page, 'Files').click();
        await page.getByRole('listbox', { name: 'Frames' }).waitFor();
        await page.waitForTimeout(800);
        await keepPicture(page, name('after-files'));
        await tab(page, 'History').click();
        await page.getByRole('grid', { name: 'Runs' }).waitFor();
        await page.waitForTimeout(300);
        await keepPicture(page, name('after-history'));
        // Nothing is wider than the window.
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
        expect(errors).toEqual([]);
      });

  it('colours of the system and no motion, in a small window', async () => {
    window = await openWindow({
      path: sample('turntable'),
      forcedColors: 'active',
      reducedMotion: 'reduce',
      viewport: { width: 1024, height: 768 },
    });
    const { page, errors } = window;
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    const tabs = page.getByRole('tablist', { name: 'Tasks, problems and logs' });
    // Every view is in sight, none behind the edge.
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('.tab-list')].every((list) => list.scrollWidth <= list.clientWidth)`,
      ),
    ).toBe(true);
    expect(await tabs.getByRole('tab').count()).toBe(9);
    for (const view of ['Tasks', 'Dry run', 'Set-up', 'Log', 'Timeline', 'Files', 'History']) {
      await tab(page, view).click();
      await page.waitForTimeout(500);
      await keepPicture(page, `system-colours-${view.toLowerCase().replace(' ', '-')}`);
    }
    // What is chosen has a frame where its ground is gone.
    await tab(page, 'Files').click();
    await page
      .getByRole('listbox', { name: 'Frames' })
      .or(page.locator('.stage'))
      .first()
      .waitFor();
    expect(
      await page.evaluate(
        `getComputedStyle(document.querySelector('.results-item[aria-selected=true]')).outlineStyle`,
      ),
    ).toBe('solid');
    expect(
      await page.evaluate(
        `document.getAnimations().filter((one) => one.playState === 'running').length`,
      ),
    ).toBe(0);
    expect(errors).toEqual([]);
  });

  it('every control', async () => {
    window = await openWindow({
      path: sample('form-controls'),
      colorScheme: 'dark',
      viewport: { width: 1280, height: 1700 },
    });
    await window.page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await window.page.locator('.view-line').first().waitFor();
    await window.page.waitForTimeout(300);
    await keepPicture(window.page, 'controls');
  });
});
