import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { hold, makeBundle, openWindow, ready, type Window } from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TWICE = `specificationVersion: jobtemplate-2023-09
name: One
name: Two
parameterDefinitions:
- {name: Words, type: STRING, default: none}
steps:
- name: Only
  script: {actions: {onRun: {command: sh, args: [say.sh]}}}
`;

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const problem = (page: Page) =>
  page
    .getByRole('list', { name: 'Problems of this template' })
    .getByRole('button', { name: /name.*3:1/ })
    .first();
const text = (page: Page) => page.getByRole('textbox', { name: /^Template text/ });
const lines = (page: Page) => page.locator('.view-line').first();
const hasFocus = (goal: Locator) =>
  goal.evaluate((element) => element === element.ownerDocument.activeElement);

async function openProblems(late?: string): Promise<{ page: Page; release: () => Promise<void> }> {
  window = await openWindow({ path: makeBundle(TWICE, { 'say.sh': 'echo 1\necho 2\n' }) });
  const { page } = window;
  const release = await hold(page, late ?? '**/nothing');
  if (late !== undefined) {
    await page.reload();
    await ready(page);
  }
  await tab(page, 'Problems').click();
  await problem(page).waitFor();
  return { page, release };
}

describe.skipIf(skipReason)('the keyboard', () => {
  it('is in the text before the next key, when a problem is clicked', async () => {
    const { page } = await openProblems();
    await lines(page).waitFor();
    // In front of the form's side, too: the text is drawn first.
    for (const view of ['YAML', 'Graph']) {
      await tab(page, view).click();
      // No timer has run when a key is already waiting.
      const focused = await problem(page).evaluate(async (element) => {
        (element as unknown as { click(): void }).click();
        await new Promise<void>((done) => queueMicrotask(done));
        return element.ownerDocument.activeElement?.ariaLabel ?? '';
      });
      expect(focused).toMatch(/^Template text/);
    }
    await page.keyboard.press('Control+Shift+K');
    await page.getByText('No problems.').waitFor();
    expect(window.errors).toEqual([]);
  });

  it('goes to the place of a problem as soon as the editor is there', async () => {
    const { page, release } = await openProblems('**/text-editor*');
    await problem(page).click();
    // A key that comes too early does nothing anywhere.
    await page.keyboard.press('Control+Shift+K');
    await release();
    await expect.poll(() => hasFocus(text(page))).toBe(true);
    await page.keyboard.press('Control+Shift+K');
    await page.getByText('No problems.').waitFor();
    expect(window.errors).toEqual([]);
  });

  it('stays where someone has gone while the editor was coming', async () => {
    const { page, release } = await openProblems('**/text-editor*');
    await problem(page).click();
    const words = page.getByRole('textbox', { name: 'Words' });
    await words.fill('mi');
    await release();
    await lines(page).waitFor();
    await page.keyboard.type('ne');
    await expect.poll(() => words.inputValue()).toBe('mine');
    await page.getByRole('tab', { name: 'Tasks' }).click();
    // The place is kept for when the text is gone to.
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+Shift+K');
    await tab(page, 'Problems').click();
    await page.getByText('No problems.').waitFor();
    expect(window.errors).toEqual([]);
  });

  it('goes to a view whose code comes late', async () => {
    const { page, release } = await openProblems('**/graph-view*');
    await page.keyboard.press('Control+8');
    await page.locator('.late-view').last().waitFor();
    await release();
    await expect.poll(() => hasFocus(page.locator('.graph-keys'))).toBe(true);
    expect(window.errors).toEqual([]);
  });
});
