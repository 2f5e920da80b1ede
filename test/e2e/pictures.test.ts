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
        await button(page, 'Scout').click();
        await page.getByRole('alertdialog').waitFor();
        await keepPicture(page, name('trust'));
        await trust(page);
        await waitForStatus(page, 'Finished');
        await page.getByRole('grid', { name: 'Tasks' }).getByText('done').first().click();
        await page.waitForTimeout(400);
        await keepPicture(page, name('finished'));
        // Nothing is wider than the window.
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
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
