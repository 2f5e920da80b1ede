import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  copiedText,
  keepPictures,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
  wholeLog,
} from './support/window.ts';

const job = (script: string) => `specificationVersion: jobtemplate-2023-09
name: Details
steps:
  - name: Work
    script:
      embeddedFiles:
        - { name: Run, type: TEXT, data: ${JSON.stringify(script)} }
      actions:
        onRun: { command: sh, args: ["{{Task.File.Run}}"] }
`;

let window: Window;
afterEach(() => window.close());

async function runOf(script: string): Promise<Page> {
  window = await openWindow({ path: makeBundle(job(script)) });
  const { page } = window;
  await page.getByText('1 task', { exact: true }).waitFor();
  await button(page, 'Scout').click();
  await trust(page);
  await waitForStatus(page, 'Finished');
  await page.getByRole('tab', { name: 'Log' }).click();
  return page;
}

const copied = async (page: Page) => (await copiedText(page)).split('\n');

describe.skipIf(skipReason)('a log', () => {
  it('keeps a line of 10 MB: continued lines, any of them shown whole, all of it copied', async () => {
    const page = await runOf(
      "head -c 10485760 /dev/zero | tr '\\0' x; echo needle; echo behind it",
    );
    const log = page.getByRole('log');
    await log.getByText('behind it', { exact: true }).waitFor();
    const lines = await wholeLog(page);
    const long = lines.filter((line) => /^x+(?:needle)?$/.test(line) || line === 'needle');
    expect(long.join('')).toBe(`${'x'.repeat(10_485_760)}needle`);
    expect(Math.max(...long.map((line) => line.length))).toBe(65_536);
    // A row draws its beginning, and the rest when it is asked for.
    await page.getByRole('log').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    const more = log.getByRole('button', { name: '… 63,536 more characters' }).first();
    await more.waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'log-long-lines');
    const row = page.locator('.log-row', { has: page.locator('.log-more') }).first();
    const number = await row.getAttribute('data-line');
    await more.click();
    const text = page.locator(`.log-row[data-line="${number}"] .log-text`);
    expect((await text.textContent())?.length).toBe(65_536);
    expect(window.errors).toEqual([]);
  });

  it('is copied over a Shift range whose first line is long out of the page', async () => {
    const page = await runOf('seq 1 60000');
    const log = page.getByRole('log');
    await log.getByText('60000', { exact: true }).waitFor();
    await log.focus();
    await page.keyboard.press('Home');
    const first = log.getByText('5', { exact: true });
    await first.waitFor();
    await first.click({ position: { x: 1, y: 8 } });
    await log.focus();
    await page.keyboard.press('End');
    const last = log.getByText('59999', { exact: true });
    await last.click({ modifiers: ['Shift'], position: { x: 34, y: 8 } });
    const range = await copied(page);
    expect(range).toHaveLength(59_995);
    expect([range[0], range[30_000], range.at(-1)]).toEqual(['5', '30005', '59999']);
    expect(range).toEqual(Array.from({ length: 59_995 }, (_, i) => String(i + 5)));
  });

  it('is copied over a drag that scrolls on', async () => {
    const page = await runOf('seq 1 3000');
    const log = page.getByRole('log');
    await log.getByText('3000', { exact: true }).waitFor();
    await log.focus();
    await page.keyboard.press('Home');
    const begin = await log.getByText('3', { exact: true }).boundingBox();
    const box = await log.boundingBox();
    if (!begin || !box) throw new Error('nothing is drawn');
    await page.mouse.move(begin.x + 1, begin.y + 8);
    await page.mouse.down();
    await page.mouse.move(begin.x + 20, begin.y + 60, { steps: 4 });
    for (let i = 0; i < 20; i++) {
      await page.mouse.wheel(0, 1000);
      await page.waitForTimeout(50);
    }
    await page.mouse.move(begin.x + 60, box.y + box.height - 40, { steps: 4 });
    await page.mouse.up();
    const range = await copied(page);
    expect(range.length).toBeGreaterThan(900);
    expect(range).toEqual(Array.from({ length: range.length }, (_, i) => String(i + 3)));
  });

  it('shows only matching lines as the search is changed, its case included', async () => {
    const page = await runOf('for i in 1 2 3; do echo "Tile $i"; echo "tile $i"; done');
    await button(page, 'Search').click();
    await page.keyboard.type('Tile 2');
    await page.getByText('Only matching').click();
    const count = page.locator('.log-count');
    await count.getByText('2', { exact: true }).waitFor();
    expect(await wholeLog(page)).toEqual(['Tile 2', 'tile 2']);
    await page.getByText('Match case').click();
    await count.getByText('1', { exact: true }).waitFor();
    expect(await wholeLog(page)).toEqual(['Tile 2']);
    await page.getByRole('textbox', { name: 'Search the log' }).fill('Tile');
    await count.getByText('3', { exact: true }).waitFor();
    expect(await wholeLog(page)).toEqual(['Tile 1', 'Tile 2', 'Tile 3']);
  });
});
