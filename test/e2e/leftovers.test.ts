import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  sample,
  trust,
  type Window,
} from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Cut off
steps:
  - name: Wait
    script:
      actions:
        onRun: { command: sh, args: [-c, "head -c 5000 /dev/zero > made.bin; pwd; sleep 301"] }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason !== undefined || process.platform !== 'linux')(
  'what a crash has left',
  () => {
    it("is told at the start, in nobody's way, left alone or cleaned up as the user says", async () => {
      window = await openWindow({ path: makeBundle(TEMPLATE) });
      const { home } = window.server;
      await window.page.getByText('1 task', { exact: true }).waitFor();
      await button(window.page, 'Scout').click();
      await trust(window.page);
      const line = window.page.getByRole('log').getByText(/^\/.*OpenJD/);
      const folder = (await line.first().innerText()).trim();
      await window.server.crash();
      await window.close();
      expect(existsSync(folder)).toBe(true);

      window = await openWindow({ path: sample('dependencies'), home });
      const { page, errors } = window;
      const strip = page.getByRole('region', { name: 'Left behind by a crash' });
      await strip.getByText(/It left 1 session folder \(.* KB\) and 2 processes\.$/).waitFor();
      // Nothing stands in the way meanwhile.
      await button(page, 'Scout').waitFor();
      await strip.getByRole('button', { name: 'Show' }).focus();
      await page.keyboard.press('Enter');
      await strip.getByText(folder).waitFor();
      await strip.getByText('sleep 301', { exact: true }).waitFor();
      expect(await findings(page)).toEqual([]);
      await keepPictures(page, 'leftovers');

      await strip.getByRole('button', { name: 'Leave' }).click();
      await strip.getByRole('button').first().waitFor({ state: 'detached' });
      await page.reload();
      await page.waitForSelector('body[data-app-state="ready"]');
      await calm(page);
      expect(await strip.getByRole('button').count()).toBe(0);
      expect(existsSync(folder)).toBe(true);

      await page.keyboard.press('Control+K');
      await page.keyboard.type('Look for what a crash');
      await page.keyboard.press('Enter');
      const clean = strip.getByRole('button', { name: 'Clean up' });
      await clean.focus();
      await page.keyboard.press('Enter');
      await page.getByText('What a crash had left behind is gone.').waitFor();
      await strip.getByRole('button').first().waitFor({ state: 'detached' });
      expect(existsSync(folder)).toBe(false);
      await page.keyboard.press('Control+K');
      await page.keyboard.type('Look for what a crash');
      await page.keyboard.press('Enter');
      await page.getByText('Nothing was left behind by a crash.').waitFor();
      expect(errors).toEqual([]);
    });
  },
);
