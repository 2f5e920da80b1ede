import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { drawn } from './support/still.ts';
import {
  button,
  keepPicture,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

/** Turns the rest of a line around: what is read is not what is there. */
const TURN = '\u202e';
const evil = (word: string) => `"${word}\\u202Egnp.exe"`;
const EVIL = `specificationVersion: jobtemplate-2023-09
name: ${evil('Job')}
description: ${evil('Description')}
parameterDefinitions:
  - name: Text
    type: STRING
    default: ${evil('Default')}
    description: ${evil('Help')}
    userInterface: { control: LINE_EDIT, label: ${evil('Label')}, groupLabel: ${evil('Group')} }
  - name: Choice
    type: STRING
    default: ${evil('One')}
    allowedValues: [${evil('One')}, ${evil('Two')}]
  - name: Path
    type: PATH
    objectType: FILE
    default: ${evil('path')}
    userInterface:
      control: CHOOSE_INPUT_FILE
      fileFilters: [{ label: ${evil('Filter')}, patterns: ["*.exr"] }]
jobEnvironments:
  - name: ${evil('Tools')}
    description: ${evil('About')}
    variables: { A: ${evil('value')} }
steps:
  - name: ${evil('First')}
    description: ${evil('About')}
    parameterSpace:
      taskParameterDefinitions:
        - { name: Kind, type: STRING, range: [${evil('a')}, ${evil('b')}, ${evil('c')}] }
    script:
      embeddedFiles:
        - name: Run
          type: TEXT
          filename: ${evil('file')}
          data: |
            print("openjd_status: \\u202Esutats")
            print("openjd_progress: 50")
            print("openjd_fail: \\u202Edeliaf")
            raise SystemExit(1)
      actions:
        onRun: { command: python3, args: ["{{Task.File.Run}}", ${evil('argument')}] }
  - name: ${evil('Second')}
    dependencies: [{ dependsOn: ${evil('First')} }, { dependsOn: ${evil('Third')} }]
    script: { actions: { onRun: { command: ${evil('echo')} } } }
`;

let window: Window;
afterEach(() => window.close());

/** Where the page holds the character other than in an editor or a field that shows what is typed. */
const raw = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const found = [];
    const skip = (element) => element.closest('.monaco-editor, textarea, input, script, style');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.nodeType === 3 ? node.parentElement : node;
      if (!element || skip(element)) continue;
      const where = element.tagName.toLowerCase() + '.' + element.className + ' in ' + (element.closest('section[aria-label], nav, [role=menu], header, footer')?.getAttribute('aria-label') ?? '');
      if (node.nodeType === 3 && node.data.includes('\\u202e')) found.push('text of ' + where + ': ' + node.data);
      if (node.nodeType === 1)
        for (const name of ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'alt', 'data-count'])
          if (element.getAttribute(name)?.includes('\\u202e')) found.push(name + ' of ' + where);
    }
    if (document.title.includes('\\u202e')) found.push('title of the window');
    return [...new Set(found)].map((one) => JSON.stringify(one));
  })()`);

describe.skipIf(skipReason)('characters that turn text around', () => {
  it('are shown as what they are, wherever a template or a run is told of', async () => {
    const keys = EVIL.replace(
      'variables: {',
      `${evil('unknown')}: 1\n    variables: { ${evil('B')}: b,`,
    );
    window = await openWindow({ path: makeBundle(keys), colorScheme: 'dark' });
    const { page, errors } = window;
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      await drawn(page);
      const here = await raw(page);
      if (here.length > 0) found[name] = here;
    };
    const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    await page.getByRole('tab', { name: /^Problems/ }).waitFor();
    for (const view of ['YAML', 'Form', 'Graph']) {
      await tab(view);
      await look(view);
    }
    await tab('Form');
    const closed = page.locator('.form-card-title[aria-expanded=false]');
    while ((await closed.count()) > 0) await closed.first().click();
    await look('open cards');
    for (const panel of ['Problems', 'Dry run', 'Set-up', 'Tasks']) {
      await tab(panel);
      await look(panel);
    }
    await tab('YAML');
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+F');
    await page.keyboard.press('Escape');
    expect(found).toEqual({});
    expect(errors).toEqual([]);
  });

  it('are shown so too when it runs, and in its history', async () => {
    const runs = EVIL.replace(/, \{ dependsOn: "Third[^}]*\}/, '').replace(
      /command: "echo[^}]*/,
      'command: echo ',
    );
    window = await openWindow({ path: makeBundle(runs), colorScheme: 'dark' });
    const { page, errors } = window;
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      await drawn(page);
      const here = await raw(page);
      if (here.length > 0) found[name] = here;
    };
    await button(page, 'Run').click();
    await page.getByRole('menu').waitFor();
    await look('run menu');
    await page.keyboard.press('Escape');
    await button(page, 'Scout').click();
    await page.getByRole('alertdialog').waitFor();
    await look('trust sheet');
    await trust(page);
    await waitForStatus(page, 'Failed');
    for (const panel of ['Tasks', 'Log', 'Timeline', 'Files', 'History']) {
      await page.getByRole('tab', { name: new RegExp(`^${panel}`) }).click();
      await look(panel);
    }
    await button(page, 'Artist').click();
    await look('artist');
    expect(found).toEqual({});
    expect(errors).toEqual([]);
  });

  it('are marked beside the field that holds them, and taken out by a click', async () => {
    window = await openWindow({ path: makeBundle(EVIL), colorScheme: 'dark' });
    const { page, errors } = window;
    const field = page.locator('#parameter-Text');
    await expect.poll(() => field.inputValue()).toContain(TURN);
    const parameter = page.locator('.parameter', { has: field });
    await parameter.getByText('Holds a character that cannot be seen: U+202E').waitFor();
    await keepPicture(page, 'hidden-characters-dark-1280');
    expect(await findings(page)).toEqual([]);
    await parameter.getByRole('button', { name: 'Remove it' }).click();
    await expect.poll(() => field.inputValue()).toBe('Defaultgnp.exe');
    await expect.poll(() => parameter.getByText('cannot be seen').count()).toBe(0);
    await page.getByRole('tab', { name: 'Form' }).click();
    const name = page.locator('.form-field', { has: page.locator('#form-name') });
    await name.getByRole('button', { name: 'Remove it' }).click();
    await expect.poll(() => page.locator('#form-name').inputValue()).toBe('Jobgnp.exe');
    expect(errors).toEqual([]);
  });

  it('are marked below the item of a list that holds them', async () => {
    const lists = EVIL.replace('parameterDefinitions:', LISTS);
    window = await openWindow({ path: makeBundle(lists), colorScheme: 'light' });
    const { page, errors } = window;
    const list = page.locator('.parameter', { has: page.locator('#parameter-Words') });
    const items = () =>
      list
        .getByRole('textbox')
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
    await list.getByText('Holds a character that cannot be seen: U+202E').waitFor();
    await expect.poll(() => items()).toEqual(['plain', `turned${TURN}gnp.exe`, 'last']);
    await keepPicture(page, 'hidden-characters-list-light-1280');
    expect(await findings(page)).toEqual([]);
    await list.getByRole('button', { name: 'Remove it', exact: true }).click();
    await expect.poll(items).toEqual(['plain', 'turnedgnp.exe', 'last']);
    await expect.poll(() => list.getByText('cannot be seen').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

const LISTS = `extensions: [EXPR]
parameterDefinitions:
  - name: Words
    type: LIST[STRING]
    default: [plain, ${evil('turned')}, last]`;
