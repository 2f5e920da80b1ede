import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import { button, makeBundle, openWindow, type Window } from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Kept
steps:
  - name: Only
    script: { actions: { onRun: { command: echo } } }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('unsaved changes', () => {
  it('are named when the bundle is left, and are there again', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# later');
    await page.getByRole('img', { name: 'Unsaved changes' }).waitFor();
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('start page');
    await page.keyboard.press('Enter');
    await page
      .getByText(
        'Not saved: template.yaml. Your changes are kept and are there again when you open the bundle.',
      )
      .waitFor();
    expect(errors).toEqual([]);
  });

  it('that cannot be put aside are told of, and the browser asks before they are lost', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page, server } = window;
    // Where drafts belong stands a file: nothing can be put there, as on a full disk.
    const drafts = join(server.home, 'drafts');
    rmSync(drafts, { recursive: true, force: true });
    writeFileSync(drafts, '');
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# only here');
    await page.getByText(/Your changes of .*template\.yaml cannot be put aside/).waitFor();
    const questions: string[] = [];
    page.on('dialog', (dialog) => {
      questions.push(dialog.type());
      void dialog.accept();
    });
    rmSync(drafts);
    mkdirSync(drafts);
    chmodSync(drafts, 0o700);
    await page.keyboard.type('!');
    await calm(page);
    await page.reload();
    expect(questions).toEqual([]);
    await page.getByText('# only here!').waitFor();
    rmSync(drafts, { recursive: true });
    writeFileSync(drafts, '');
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('?');
    await page.getByText(/cannot be put aside/).waitFor();
    await page.reload();
    expect(questions).toEqual(['beforeunload']);
    await button(page, 'Save').waitFor();
  });
});
