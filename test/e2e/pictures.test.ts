import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { drawn } from './support/still.ts';
import {
  button,
  keepPicture,
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

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Keeps a picture of a view and asks that everyone can use it: no rule is turned off. */
function looking(page: Page, theme: string, width: number) {
  return async (what: string) => {
    await drawn(page);
    await keepPicture(page, `${what}-${theme}-${width}`);
    expect([what, ...(await findings(page))]).toEqual([what]);
    // Nothing is wider than the window.
    const fits = await page.evaluate('document.documentElement.scrollWidth <= innerWidth');
    expect([what, fits]).toEqual([what, true]);
  };
}

/** Pictures of real runs, kept with the output of the tests for whoever looks at the design. */
describe.skipIf(skipReason)('pictures', () => {
  for (const colorScheme of ['dark', 'light'] as const)
    for (const viewport of SIZES) {
      const size = `${colorScheme}, ${viewport.width} × ${viewport.height}`;

      it(`of a run before, while and after, ${size}`, async () => {
        window = await openWindow({ colorScheme, viewport });
        const { page, errors } = window;
        const look = looking(page, colorScheme, viewport.width);
        await page.getByRole('button', { name: /^turntable/i }).waitFor();
        await look('start');
        await page.getByRole('button', { name: /^turntable/i }).click();
        await page.getByLabel('Frames').fill('1-24');
        await page.getByText('48 tasks', { exact: true }).waitFor();
        await page.locator('.view-line').first().waitFor();
        await look('before');
        // Before: the whole order of actions, what surrounds the job, the values of one task.
        await tab(page, 'Dry run').click();
        await page.getByRole('listbox', { name: 'Actions in their order' }).waitFor();
        await look('before-order');
        await tab(page, 'Set-up').click();
        await button(page, 'Add rule').click();
        await look('before-set-up');
        await page.getByRole('button', { name: 'Remove rule 1' }).click();
        for (const view of ['Files', 'Timeline', 'History', 'Terminal', 'Problems', 'Log']) {
          await tab(page, view).click();
          await look(`before-${view.toLowerCase()}`);
        }
        await tab(page, 'Tasks').click();
        await button(page, 'Scout').click();
        await page.getByRole('alertdialog').waitFor();
        await look('trust');
        await trust(page);
        await waitForStatus(page, 'Finished');
        await page.getByRole('grid', { name: 'Tasks' }).getByText('done').first().click();
        await look('finished');
        // The pictures of the run are in sight, whatever else the panel holds.
        const thumbnail = page.getByRole('region', { name: 'Output' }).locator('canvas').first();
        await thumbnail.waitFor();
        const box = await thumbnail.boundingBox();
        expect(box && box.y + box.height).toBeLessThan(viewport.height - 24);

        // While: the whole job runs.
        await runAll(page);
        await tab(page, 'Timeline').click();
        await page.locator('.timeline-name').first().waitFor({ state: 'attached' });
        await keepPicture(page, `while-timeline-${colorScheme}-${viewport.width}`);
        await tab(page, 'Log').click();
        await look('while-log');
        await waitForStatus(page, 'Finished');

        // After: what came out.
        await tab(page, 'Files').click();
        await page.getByRole('listbox', { name: 'Frames' }).waitFor();
        await look('after-files');
        await tab(page, 'History').click();
        await page.getByRole('grid', { name: 'Runs' }).waitFor();
        await look('after-history');
        await tab(page, 'Timeline').click();
        await look('after-timeline');
        // The next step is one button: all is done, so the job goes to the farm.
        await button(page, 'Export for the farm').click();
        await page.getByRole('dialog').waitFor();
        await look('after-export');
        await page.keyboard.press('Escape');
        // Who makes pictures sees them beside the values; nothing of host requirements.
        await tab(page, 'Tasks').click();
        await button(page, 'Artist').click();
        const inFront = page.getByRole('region', { name: 'Pictures of the run' });
        await inFront.getByRole('listbox', { name: 'Frames' }).waitFor();
        await look('after-artist');
        expect(await button(page, 'Insert as hostRequirements').count()).toBe(0);
        const picture = await inFront.locator('.stage').boundingBox();
        expect(picture?.width).toBeGreaterThan(viewport.width * 0.35);
        expect(errors).toEqual([]);
      });

      it(`of what is written, searched and failed, ${size}`, async () => {
        window = await openWindow({ path: sample('failing'), colorScheme, viewport });
        const { page, errors } = window;
        const look = looking(page, colorScheme, viewport.width);
        await page.getByRole('grid', { name: 'Tasks' }).waitFor();
        await tab(page, 'Graph').click();
        await page.locator('.react-flow__node').first().waitFor();
        await look('graph');
        await tab(page, 'Form').click();
        await page.getByRole('textbox', { name: 'Name' }).first().waitFor();
        await look('form');
        await tab(page, 'YAML').click();
        await button(page, 'Run').click();
        await look('run-menu');
        await page.getByRole('menuitem', { name: /^All/ }).click();
        await trust(page);
        await waitForStatus(page, 'Failed');
        await page.getByRole('region', { name: 'Failed' }).waitFor();
        await look('failed');
        await tab(page, 'Log').click();
        await button(page, 'Search').click();
        await page.keyboard.type('frame');
        await look('log-search');
        for (const view of ['Files', 'Terminal']) {
          await tab(page, view).click();
          await look(`failed-${view.toLowerCase()}`);
        }
        await page.keyboard.press('Control+K');
        await page.getByRole('combobox', { name: 'Type a command' }).waitFor();
        await look('palette');
        await page.keyboard.press('Escape');
        expect(errors).toEqual([]);
      });

      it(`of too much and of what is broken, ${size}`, async () => {
        window = await openWindow({ path: makeBundle(TOO_MUCH), colorScheme, viewport });
        const { page, errors } = window;
        const look = looking(page, colorScheme, viewport.width);
        await page.getByText('1,000,000,000,000 tasks', { exact: true }).waitFor();
        await look('too-much');
        await page.locator('.monaco-editor').first().click();
        await page.keyboard.press('Control+End');
        await page.keyboard.type('  broken: [');
        await page.getByRole('tab', { name: /^Problems/ }).click();
        await look('problems');
        await tab(page, 'Form').click();
        await look('form-broken');
        expect(errors).toEqual([]);
      });
    }

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
    await expect.poll(() => tabs.getByRole('tab').count()).toBe(9);
    for (const view of ['Tasks', 'Dry run', 'Set-up', 'Log', 'Timeline', 'Files', 'History']) {
      await tab(page, view).click();
      await drawn(page);
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
    await keepPicture(window.page, 'controls');
  });
});

const TOO_MUCH = `specificationVersion: jobtemplate-2023-09
name: A name that is much longer than anyone would write it on purpose, so that it has to be cut somewhere
extensions: [EXPR]
steps:
  - name: Render everything in every layer, from every side and in light
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "1-1000000" }
        - { name: Sample, type: INT, range: "1-1000000" }
    script: { actions: { onRun: { command: echo, args: ["{{Task.Param.Frame}}"] } } }
`;
