import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  makeBundle,
  openWindow,
  ready,
  type Window,
} from './support/window.ts';

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

  it('is shown to another page of the same bundle, which chooses where it has changes of its own', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page } = window;
    await page.locator('.view-line').first().waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await ready(other);
    await other.locator('.view-lines').getByText('by two people').waitFor();

    await page.bringToFront();
    await typeAtEnd('# first\n');
    await page.keyboard.press('Control+s');
    await other.locator('.view-lines').getByText('# first').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);

    await other.bringToFront();
    await other.locator('.monaco-editor').first().click();
    await other.keyboard.press('Control+End');
    await other.keyboard.type('# of the other page');
    await other.getByRole('img', { name: 'Unsaved changes' }).waitFor();
    await page.bringToFront();
    await typeAtEnd('# second\n');
    await page.keyboard.press('Control+s');
    await other.getByRole('dialog', { name: 'The file changed on disk' }).waitFor();
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
    // It is there again: nothing says otherwise.
    await page.getByText('is gone from the disk').waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'template.yaml'), 'utf8')).toBe(TEMPLATE);
  });

  it('is saved elsewhere when its folder is gone, with what is open of it, and goes on there', async () => {
    const root = makeBundle(TEMPLATE, { 'scripts/draw.sh': 'echo draw\n' });
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-elsewhere-'));
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await page
      .getByRole('navigation', { name: 'Outline' })
      .getByRole('button', { name: 'scripts/draw.sh' })
      .click();
    await page.locator('.text-editor:visible .view-lines').getByText('echo draw').waitFor();
    await page.getByRole('tab', { name: 'YAML' }).click();
    await typeAtEnd('# mine');
    rmSync(root, { recursive: true });
    await page.getByText('is gone from the disk').first().waitFor();
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'Save elsewhere' });
    await dialog.getByText(`${root} is gone: only what is open here can be saved.`).waitFor();
    await keepPicture(page, 'save-elsewhere-dark-1280');
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('Folder').fill(elsewhere);
    await dialog.getByLabel('Name').fill('again');
    await button(page, 'Save and open').click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('again ▸ template.yaml').waitFor();
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    expect(readFileSync(join(elsewhere, 'again/template.yaml'), 'utf8')).toBe(`${TEMPLATE}# mine`);
    expect(readFileSync(join(elsewhere, 'again/scripts/draw.sh'), 'utf8')).toBe('echo draw\n');
    expect(errors).toEqual([]);
  });

  it('says that a template is read-only in each of its views, and goes on where it can be written', async () => {
    const root = makeBundle(TEMPLATE);
    chmodSync(join(root, 'template.yaml'), 0o444);
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-elsewhere-'));
    window = await openWindow({ path: root });
    const { page, errors } = window;
    const note = page.getByText('The template is read-only.');
    for (const view of ['Graph', 'Form', 'YAML']) {
      await page.getByRole('tab', { name: view, exact: true }).click();
      await note.waitFor();
    }
    expect(await findings(page)).toEqual([]);
    await button(page, 'Save elsewhere…').click();
    const dialog = page.getByRole('dialog', { name: 'Save elsewhere' });
    await dialog.getByLabel('Folder').fill(elsewhere);
    await dialog.getByLabel('Name').fill('mine');
    await button(page, 'Save and open').click();
    await note.waitFor({ state: 'detached' });
    await typeAtEnd('# mine\n');
    await page.keyboard.press('Control+s');
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    expect(readFileSync(join(elsewhere, 'mine', 'template.yaml'), 'utf8')).toBe(
      `${TEMPLATE}# mine\n`,
    );
    expect(errors).toEqual([]);
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
