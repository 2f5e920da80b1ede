import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import { button, makeBundle, openWindow, ready, type Window } from './support/window.ts';

const STEP = (at: number) => `  - name: Step${at}
    # What it is for
    script:
      actions:
        onRun:
          command: echo
          args: ["${at}"]
`;
const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Long
parameterDefinitions:
  - { name: First, type: STRING, default: a }
  - { name: Second, type: STRING, default: b }
steps:
${Array.from({ length: 40 }, (_, at) => STEP(at)).join('')}`;
const SCRIPT = Array.from({ length: 200 }, (_, at) => `echo line ${at}\n`).join('');

let window: Window;
afterEach(() => window.close());

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const editor = (page: Page) => page.locator('.text-editor:visible .monaco-editor').first();
const numbers = async (page: Page): Promise<number[]> =>
  (await page.locator('.text-editor:visible .line-numbers').allTextContents())
    .filter((text) => text !== '')
    .map(Number)
    .toSorted((left, right) => left - right);

const mark = (page: Page) =>
  page.locator('[role=tab][aria-label="draw.sh"][aria-description="Unsaved changes"]');

async function reload(page: Page): Promise<void> {
  await calm(page);
  await page.reload();
  await ready(page);
}

describe.skipIf(skipReason)('a window that went away', () => {
  it('comes back with text, cursor, folds, what was in view, and undo and redo', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE, { 'scripts/draw.sh': SCRIPT }) });
    const { page, errors } = window;
    await editor(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# one two');
    await page.keyboard.press('Control+Z');
    await page.getByText('# one', { exact: false }).last().waitFor();
    // The last step is folded: its first line stays.
    for (let up = 0; up < 6; up++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+Shift+[');
    await calm(page);
    const before = await numbers(page);
    expect(before).not.toContain(1);
    await reload(page);
    await editor(page).waitFor();
    await expect.poll(() => numbers(page)).toEqual(before);
    await editor(page).click({ position: { x: 400, y: 5 } });
    await page.keyboard.press('Control+Y');
    await page.getByText('# one two').waitFor();
    for (let count = 0; count < 3; count++) await page.keyboard.press('Control+Z');
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('has the way back also of what was saved, and of a file in a tab with its place', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE, { 'scripts/draw.sh': SCRIPT }) });
    const { page, errors } = window;
    const outline = page.getByRole('navigation', { name: 'Outline' });
    await outline.getByRole('button', { name: 'scripts/draw.sh' }).click();
    await editor(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('exit 3');
    await mark(page).waitFor();
    await page.keyboard.press('Control+S');
    await mark(page).waitFor({ state: 'detached' });
    await calm(page);
    const before = await numbers(page);
    await reload(page);
    await expect.poll(() => numbers(page)).toEqual(before);
    await editor(page).click({ position: { x: 400, y: 5 } });
    await page.keyboard.press('Control+Z');
    await mark(page).waitFor();
    expect(await page.getByText('exit 3').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('shows the form and the graph as they were left, and the same sizes', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page, errors } = window;
    await tab(page, 'Form').click();
    const form = page.getByRole('region', { name: 'Form of the template' });
    const card = form.getByRole('button', { name: 'Step3', exact: true });
    await card.click();
    await form.evaluate((element) => {
      element.scrollTop = 900;
    });
    const splitter = page.getByRole('separator', { name: 'Outline' });
    await splitter.focus();
    for (let count = 0; count < 3; count++) await page.keyboard.press('ArrowRight');
    const width = await splitter.getAttribute('aria-valuenow');
    await page.locator('#parameter-Second').fill('typed');
    await tab(page, 'YAML').click();
    await tab(page, 'Form').click();
    await expect.poll(() => card.getAttribute('aria-expanded')).toBe('true');
    await reload(page);
    await expect.poll(() => form.evaluate((element) => element.scrollTop)).toBeGreaterThan(860);
    await expect.poll(() => card.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => splitter.getAttribute('aria-valuenow')).toBe(width);
    await expect.poll(() => page.locator('#parameter-Second').inputValue()).toBe('typed');
    await tab(page, 'Graph').click();
    await button(page, 'Fold').click();
    await reload(page);
    await button(page, 'Unfold').waitFor();
    expect(errors).toEqual([]);
  });
});
