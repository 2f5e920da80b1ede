import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import { still } from './support/still.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  ready,
  trust,
  type Window,
  waitForStatus,
  wholeLog,
} from './support/window.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Files
parameterDefinitions:
  - { name: Frames, type: STRING, default: 1-2 }
  - { name: Script, type: PATH, objectType: FILE, dataFlow: IN, default: scripts/draw.sh }
steps:
  - name: Only
    script: { actions: { onRun: { command: sh, args: ["{{Param.Script}}"] } } }
`;
const ENVIRONMENT = `specificationVersion: environment-2023-09
environment:
  name: Tools
  variables: { A: b }
`;

const bundle = () =>
  makeBundle(TEMPLATE, {
    'scripts/draw.sh': '#!/bin/sh\necho from the disk\n',
    'tools.yaml': ENVIRONMENT,
    'parameter_values.yaml': 'parameterValues:\n- name: Frame   # a slip\n  value: 1-5\n',
    'asset_references.yaml': 'assetReferences:\n  inputs:\n    filenames: [gone.blend]\n',
  });

let window: Window;
afterEach(() => window.close());

const entry = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const lines = (page: Page) => page.locator('.text-editor:visible .view-lines');

async function openTab(name: string, file = name.replace(/^.*\//, '')): Promise<void> {
  const { page } = window;
  await entry(page, name).click();
  await tab(page, file).waitFor();
  await lines(page).waitFor();
}

async function typeAtEnd(text: string): Promise<void> {
  const { page } = window;
  await page.locator('.text-editor:visible .monaco-editor').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

const mark = (page: Page, name: string) =>
  page.locator(`[role=tab][aria-label="${name}"][aria-description="Unsaved changes"]`);

describe.skipIf(skipReason)('files of a bundle in tabs', () => {
  it('keep their own text, history and mark; one key saves the one in front, another all', async () => {
    const root = bundle();
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await openTab('scripts/draw.sh');
    await typeAtEnd('echo more');
    await mark(page, 'draw.sh').waitFor();
    await openTab('parameter_values.yaml');
    await typeAtEnd('#kept');
    await mark(page, 'parameter_values.yaml').waitFor();
    await page.keyboard.press('Control+Z');
    await mark(page, 'parameter_values.yaml').waitFor({ state: 'detached' });
    await expect.poll(() => mark(page, 'draw.sh').count()).toBe(1);
    await page.keyboard.press('Control+Y');
    await mark(page, 'parameter_values.yaml').waitFor();
    await page.keyboard.press('Control+S');
    await mark(page, 'parameter_values.yaml').waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'parameter_values.yaml'), 'utf8')).toMatch(/#kept$/);
    expect(readFileSync(join(root, 'scripts/draw.sh'), 'utf8')).not.toContain('more');
    await tab(page, 'YAML').click();
    await typeAtEnd('# also');
    await page.keyboard.press('Control+Shift+S');
    await mark(page, 'draw.sh').waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'scripts/draw.sh'), 'utf8')).toMatch(/echo more$/);
    expect(readFileSync(join(root, 'template.yaml'), 'utf8')).toMatch(/# also$/);
    await tab(page, 'draw.sh').click();
    await keepPictures(page, 'bundle-files');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('show findings under their names, and lead to the place', async () => {
    window = await openWindow({ path: bundle() });
    const { page } = window;
    await tab(page, 'Problems').click();
    const list = page.getByRole('list', { name: 'Problems of this template' });
    await list.getByText('There is no file gone.blend.').waitFor();
    await list
      .getByRole('button', {
        name: /no parameter "Frame"\. Did you mean "Frames"\?.*parameter_values\.yaml/,
      })
      .click();
    await tab(page, 'parameter_values.yaml').waitFor();
    await page.locator('.text-editor:visible .squiggly-error').first().waitFor();
    // The cursor stands where the name does.
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.type('Frames');
    await list.getByText('There is no file gone.blend.').waitFor();
    await list.getByText('no parameter').waitFor({ state: 'detached' });
    // Its own template language for an environment template.
    await openTab('tools.yaml');
    await typeAtEnd('  sript: {}\n');
    await list
      .getByRole('button', { name: /sript.*tools\.yaml/ })
      .first()
      .waitFor();
  });

  it('are opened where the template names them, by a click and by a key', async () => {
    window = await openWindow({ path: bundle() });
    const { page, errors } = window;
    const link = page.locator('.file-link').getByText('scripts/draw.sh');
    await link.click({ modifiers: ['Control'] });
    await lines(page).getByText('echo from the disk').waitFor();
    await tab(page, 'YAML').click();
    await link.click();
    await page.keyboard.press('F12');
    await lines(page).getByText('echo from the disk').waitFor();
    // Elsewhere the same key leads to where a name comes from.
    await tab(page, 'YAML').click();
    await page.locator('.view-line').getByText('Param.Script').click();
    await page.keyboard.press('F12');
    await still(page);
    await expect.poll(() => tab(page, 'YAML').getAttribute('aria-selected')).toBe('true');
    expect(errors).toEqual([]);
  });

  it('are opened so too where they are environments that the template names', async () => {
    const named = TEMPLATE.replace('["{{Param.Script}}"]', '[run, environments/tools.yaml]');
    window = await openWindow({
      path: makeBundle(named, { 'environments/tools.yaml': ENVIRONMENT }),
    });
    const { page, errors } = window;
    const link = page.locator('.file-link').getByText('environments/tools.yaml');
    await link.click({ modifiers: ['Control'] });
    await lines(page).getByText('environment-2023-09').waitFor();
    await expect.poll(() => tab(page, 'tools.yaml').getAttribute('aria-selected')).toBe('true');
    expect(errors).toEqual([]);
  });

  it('ask in place before unsaved changes are lost', async () => {
    const root = bundle();
    window = await openWindow({ path: root });
    const { page } = window;
    await openTab('scripts/draw.sh');
    await typeAtEnd('echo more');
    await tab(page, 'draw.sh').focus();
    await page.keyboard.press('Delete');
    const question = page.getByRole('group', { name: 'scripts/draw.sh has unsaved changes.' });
    await question.waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await button(page, 'Keep open').click();
    await question.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+W');
    await button(page, 'Discard changes').click();
    await tab(page, 'draw.sh').waitFor({ state: 'detached' });
    await openTab('scripts/draw.sh');
    await typeAtEnd('echo kept');
    await page.keyboard.press('Alt+W');
    await button(page, 'Save and close').click();
    await tab(page, 'draw.sh').waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'scripts/draw.sh'), 'utf8')).toBe(
      '#!/bin/sh\necho from the disk\necho kept',
    );
  });

  it('come back after a reload with text, cursor and tabs; all unsaved ones are named', async () => {
    const root = bundle();
    window = await openWindow({ path: root });
    const { page } = window;
    await openTab('parameter_values.yaml');
    await openTab('scripts/draw.sh');
    await typeAtEnd('echo draft');
    await page.keyboard.press('ArrowUp');
    await calm(page);
    await page.reload();
    await ready(page);
    await page.getByText('were brought back: scripts/draw.sh.').waitFor();
    await mark(page, 'draw.sh').waitFor();
    await expect.poll(() => tab(page, 'draw.sh').getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => tab(page, 'parameter_values.yaml').count()).toBe(1);
    await lines(page).getByText('echo draft').waitFor();
    // Where the cursor was, the next letter goes.
    await page.locator('.text-editor:visible :is(textarea, .native-edit-context)').first().focus();
    await page.keyboard.type('X');
    await button(page, 'Save').click();
    await mark(page, 'draw.sh').waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'scripts/draw.sh'), 'utf8')).toBe(
      '#!/bin/sh\necho from Xthe disk\necho draft',
    );
  });

  it('are a choice when they change outside: theirs, and undo brings mine back', async () => {
    const root = bundle();
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await openTab('scripts/draw.sh');
    appendFileSync(join(root, 'scripts/draw.sh'), 'echo first\n');
    await lines(page).getByText('echo first').waitFor();
    await typeAtEnd('echo mine');
    appendFileSync(join(root, 'scripts/draw.sh'), 'echo theirs\n');
    const dialog = page.getByRole('dialog', { name: 'The file changed on disk' });
    await dialog.getByText('scripts/draw.sh was changed outside').waitFor();
    await button(page, 'Compare').click();
    await page.locator('.text-compare').getByText('echo theirs').first().waitFor();
    await button(page, 'Take theirs').click();
    await lines(page).getByText('echo theirs').waitFor();
    await mark(page, 'draw.sh').waitFor({ state: 'detached' });
    await page.locator('.text-editor:visible .monaco-editor').first().click();
    await page.keyboard.press('Control+Z');
    await lines(page).getByText('echo mine').waitFor();
    writeFileSync(join(root, 'scripts/draw.sh'), '# all gone\n');
    await dialog.waitFor();
    await button(page, 'Keep mine').click();
    await mark(page, 'draw.sh').waitFor({ state: 'detached' });
    expect(readFileSync(join(root, 'scripts/draw.sh'), 'utf8')).toContain('echo mine');
    expect(errors).toEqual([]);
  });

  it('are saved with the run that reads them, which says so before: what runs is what is on the screen', async () => {
    const root = bundle();
    window = await openWindow({ path: root });
    const { page } = window;
    await openTab('scripts/draw.sh');
    await typeAtEnd('echo from the screen');
    await page.getByText('Run saves draw.sh').waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('log').getByText('from the screen', { exact: true }).waitFor();
    expect((await wholeLog(page)).join('\n')).toContain('from the screen');
    expect(readFileSync(join(root, 'scripts/draw.sh'), 'utf8')).toContain('from the screen');
    await page.getByText('Run saves draw.sh').waitFor({ state: 'detached' });
    // An edit from inside keeps the trust: nothing is asked again.
    await typeAtEnd('\necho once more');
    await button(page, 'Scout').click();
    await page.getByText('Saved with the run: scripts/draw.sh.').waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    await button(page, 'Trusted').waitFor();
  });

  it('run as they are on the screen also where they are layered environment templates', async () => {
    window = await openWindow({ path: bundle() });
    const { page } = window;
    await tab(page, 'Set-up').click();
    await page.getByRole('button', { name: 'Add', exact: true }).first().click();
    await page.getByRole('dialog').getByText('tools.yaml').click();
    await button(page, 'Choose').click();
    await button(page, 'Choose').waitFor({ state: 'detached' });
    // Once it is read the file stands among the environments.
    await page.getByRole('button', { name: /^Tools added/ }).waitFor();
    await openTab('tools.yaml');
    await typeAtEnd(
      '  script: { actions: { onEnter: { command: echo, args: [entered from the screen] } } }',
    );
    await page.getByText('Run saves tools.yaml').waitFor();
    // What the job is made of follows what is typed.
    await page.getByText('Runs onEnter.').waitFor();
    await button(page, 'Scout').click();
    await page.getByRole('alertdialog').getByText('entered from the screen').first().waitFor();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await mark(page, 'tools.yaml').waitFor({ state: 'detached' });
  });

  it('say why they cannot be shown', async () => {
    const root = bundle();
    writeFileSync(join(root, 'picture.bin'), Buffer.from([0, 1, 2, 255]));
    writeFileSync(join(root, 'huge.txt'), 'x'.repeat(5 * 1024 * 1024));
    symlinkSync('/etc/hostname', join(root, 'link.txt'));
    window = await openWindow({ path: root });
    const { page } = window;
    for (const [name, why] of [
      ['picture.bin', 'is not a text file'],
      ['huge.txt', 'Files above 4194304 bytes are not edited here.'],
      ['link.txt', 'leads out of the bundle’s folder'.replace('’', "'")],
    ] as const) {
      await entry(page, name).click();
      await page.getByRole('alert').getByText(why).waitFor();
    }
    expect(existsSync(join(root, 'huge.txt'))).toBe(true);
    expect(readdirSync(root)).toContain('link.txt');
  });
});
