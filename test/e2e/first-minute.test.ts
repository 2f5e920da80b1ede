import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  makeBundle,
  openWindow,
  status,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('the first minute', () => {
  it('leads from the start page to a finished scout', async () => {
    window = await openWindow({ colorScheme: 'dark' });
    const { page, errors, foreign } = window;
    await page.getByRole('button', { name: /^turntable/i }).click();

    const grid = page.getByRole('grid', { name: 'Tasks' });
    await grid.waitFor();
    await page.getByText('480 tasks', { exact: true }).waitFor();
    await page.getByText('240 frames × 2 layers').waitFor();

    const frames = page.getByRole('region', { name: 'Parameters' }).getByLabel('Frames');
    await frames.fill('1-12');
    await page.getByText('24 tasks', { exact: true }).waitFor();
    await page.getByText('12 frames × 2 layers').waitFor();
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('25');
    await button(page, 'Reset to 1-240').waitFor();

    await button(page, 'Scout').click();
    const sheet = page.getByRole('alertdialog');
    await sheet.getByText('draw.py').first().waitFor();
    await trust(page);

    await page.getByRole('log', { name: /^Log of Render #/ }).waitFor();
    await page
      .getByRole('log')
      .getByText(/Frame \d+, layer|frames on/)
      .first()
      .waitFor();
    await waitForStatus(page, 'Finished');
    await expect.poll(() => status(page).textContent()).toContain('3 of 3 tasks');
    await button(page, 'Run all 25').waitFor();
    await grid.getByText('done').first().waitFor();
    await keepPicture(page, 'first-minute');
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);

    // Agreed to once: the next run asks nothing.
    await button(page, 'Scout').click();
    await waitForStatus(page, 'Running', 5000).catch(() => {});
    await waitForStatus(page, 'Finished');
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });

  it('asks for trust with commands whose arguments can be told apart', async () => {
    window = await openWindow({
      path: makeBundle(`specificationVersion: jobtemplate-2023-09
name: Quoted
steps:
  - name: Only
    script: { actions: { onRun: { command: echo, args: ["a b", c, "it's", ""] } } }
`),
    });
    const { page } = window;
    await button(page, 'Scout').click();
    const command = page.getByRole('alertdialog').locator('.trust-command code');
    await expect.poll(() => command.textContent()).toBe(`echo 'a b' c 'it'\\''s' ''`);
  });

  it('shows problems while typing and keeps running what is on the screen', async () => {
    window = await openWindow();
    const { page } = window;
    await page.getByRole('button', { name: /^turntable/i }).click();
    await page.getByText('480 tasks', { exact: true }).waitFor();
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nnonsense: 1');
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page
      .getByRole('list', { name: 'Problems of this template' })
      .getByText(/nonsense/)
      .waitFor();
    await expect.poll(() => status(page).textContent()).toContain('1 problem');
    await button(page, 'Scout').click();
    await page.getByText('Nothing ran: the template or the values have problems.').waitFor();
    await page.locator('.monaco-editor').first().click();
    for (let i = 0; i < 12; i++) await page.keyboard.press('Control+Z');
    await page.getByText('No problems.').waitFor();
    // What was said of the problems went with them.
    await page.getByText(/^Nothing ran/).waitFor({ state: 'detached' });
  });
});
