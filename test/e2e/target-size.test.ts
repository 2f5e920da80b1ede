import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { smallTargets } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { button, openWindow, sample, trust, type Window, waitForStatus } from './support/window.ts';

let window: Window;
afterEach(() => window.close());

/** Looks at each view behind the tabs of a list. */
async function lookAtTabs(page: Page, list: string, seen: Map<string, string[]>): Promise<void> {
  for (const tab of await page.getByRole('tablist', { name: list }).getByRole('tab').all()) {
    await tab.click();
    seen.set(`${list}: ${await tab.textContent()}`, await smallTargets(page));
  }
}

const tooSmall = (seen: ReadonlyMap<string, string[]>) =>
  [...seen].filter(([, found]) => found.length > 0);

describe.skipIf(skipReason)('what is hit by a pointer is large enough', () => {
  it('finds one that is not', async () => {
    window = await openWindow();
    await window.page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<p style="position:fixed;top:0;left:0;z-index:9;display:flex"><button style="all:unset;width:9px;height:9px" tabindex="0">a</button><button style="all:unset;width:9px;height:9px" tabindex="0">b</button></p>')`,
    );
    expect(await smallTargets(window.page)).not.toEqual([]);
  });

  it('on the start page, in its dialogs and in the palette', async () => {
    window = await openWindow();
    const { page } = window;
    await page.getByRole('heading', { name: 'Samples' }).waitFor();
    const seen = new Map([['start page', await smallTargets(page)]]);
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: 'Type a command' }).waitFor();
    seen.set('palette', await smallTargets(page));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+O');
    await page.getByRole('list', { name: 'Files and folders' }).waitFor();
    seen.set('open', await smallTargets(page));
    expect(tooSmall(seen)).toEqual([]);
  });

  for (const [name, end] of [
    ['turntable', 'Finished'],
    ['failing', 'Failed'],
    ['form-controls', 'Finished'],
  ] as const)
    it(`in every view after a run of ${name}`, async () => {
      window = await openWindow({ path: sample(name), colorScheme: 'dark' });
      const { page } = window;
      await page.getByRole('grid', { name: 'Tasks' }).waitFor();
      const seen = new Map([['before', await smallTargets(page)]]);
      await button(page, 'Run').click();
      await page.getByRole('menuitem', { name: /^All/ }).waitFor();
      seen.set('menu of Run', await smallTargets(page));
      await page.keyboard.press('Escape');
      if (name === 'failing') {
        await button(page, 'Run').click();
        await page.getByRole('menuitem', { name: /^All/ }).click();
      } else await button(page, 'Scout').click();
      await button(page, 'Trust and run').waitFor();
      seen.set('trust', await smallTargets(page));
      await trust(page);
      await waitForStatus(page, end);
      await button(page, 'TD').click();
      await lookAtTabs(page, 'Views of the template', seen);
      await lookAtTabs(page, 'Tasks, problems and logs', seen);
      await page.getByRole('tab', { name: 'History' }).click();
      await page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1).click();
      seen.set('a run of the history', await smallTargets(page));
      await button(page, 'Artist').click();
      await lookAtTabs(page, 'Tasks, problems and logs', seen);
      expect(tooSmall(seen)).toEqual([]);
    });
});
