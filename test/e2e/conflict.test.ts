import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { button, makeBundle, openWindow, type Window } from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Shared   # by two people
steps:
  - name: Only
    script: { actions: { onRun: { command: echo } } }
`;

let window: Window;
afterEach(() => window.close());

async function typeAtEnd(text: string): Promise<void> {
  const { page } = window;
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
  await page.getByRole('img', { name: 'Unsaved changes' }).waitFor();
}

describe.skipIf(skipReason)('a file that changes on disk', () => {
  it('is read again when nothing was typed', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page } = window;
    await page.locator('.view-line').first().waitFor();
    appendFileSync(join(root, 'template.yaml'), '# theirs\n');
    await page.locator('.view-lines').getByText('# theirs').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('can be saved again when it was deleted', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page } = window;
    await page.locator('.view-line').first().waitFor();
    rmSync(join(root, 'template.yaml'));
    await page.getByText('is gone from the disk').waitFor();
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'template.yaml'), 'utf8')).toBe(TEMPLATE);
  });

  it('is a choice when something was: theirs, and undo brings mine back', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await typeAtEnd('# mine');
    appendFileSync(join(root, 'template.yaml'), '# theirs\n');
    await page.getByRole('dialog', { name: 'The file changed on disk' }).waitFor();
    await button(page, 'Compare').click();
    await page.locator('.text-compare').getByText('# theirs').first().waitFor();
    await page.locator('.text-compare').getByText('# mine').first().waitFor();
    await button(page, 'Take theirs').click();
    await page.locator('.text-editor .view-lines').getByText('# theirs').waitFor();
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+Z');
    await page.locator('.text-editor .view-lines').getByText('# mine').waitFor();
    expect(errors).toEqual([]);
  });

  it('is a choice when something was: mine, byte by byte', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page } = window;
    await typeAtEnd('# mine');
    writeFileSync(join(root, 'template.yaml'), '# all gone\n');
    await page.getByRole('dialog', { name: 'The file changed on disk' }).waitFor();
    await button(page, 'Keep mine').click();
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'template.yaml'), 'utf8')).toBe(`${TEMPLATE}# mine`);
  });
});
