import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPicture,
  makeBundle,
  openWindow,
  sample,
  save,
  tabTo,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: 'jobtemplate-2023-09'   # the version
name: "Form"
colour: {a: 1}   # nobody knows it
parameterDefinitions:
- {name: Quality, type: INT, default: 2, minValue: 1, maxValue: 9}   # one line
- name: Look
  type: STRING
  default: 'studio'
  allowedValues: [studio, night]
steps:
- name: Render
  script:
    actions:
      onRun:
        command: echo
        args: ["{{Param.Quality}}", "{{Param.Look}}"]
`;

const form = (page: Page) => page.getByRole('region', { name: 'Form of the template' });
const card = (page: Page, name: string) => form(page).getByRole('region', { name, exact: true });
describe.skipIf(skipReason)('the form', () => {
  it('changes only the place that was edited, and undo leads back to the same bytes', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('tab', { name: 'Form' }).click();
    await form(page).getByLabel('Name', { exact: true }).first().waitFor();
    // What the schema does not know is shown and kept.
    await form(page).getByText('colour', { exact: true }).waitFor();
    const unknown = form(page).getByLabel('colour', { exact: true });
    await expect.poll(() => unknown.inputValue()).toBe('{a: 1}');
    expect(await findings(page)).toEqual([]);

    // It is written as it stands, when it is left and can be read.
    await unknown.fill('{a: [2}');
    await unknown.blur();
    await page.getByRole('alert').first().waitFor();
    expect(await save(page, root, () => true)).toBe(TEMPLATE);
    await unknown.fill('{a: [2]}');
    await unknown.blur();
    const coloured = TEMPLATE.replace('{a: 1}', '{a: [2]}');
    expect(await save(page, root, (text) => text === coloured)).toBe(coloured);
    await unknown.focus();
    await page.keyboard.press('Control+Z');
    expect(await save(page, root, (text) => text === TEMPLATE)).toBe(TEMPLATE);

    await card(page, 'Quality').getByRole('button', { name: 'Quality INT' }).click();
    await card(page, 'Quality').getByLabel('Default', { exact: true }).fill('5');
    const first = TEMPLATE.replace('default: 2,', 'default: 5,');
    expect(await save(page, root, (text) => text === first)).toBe(first);

    // A finding stands at its field.
    await card(page, 'Quality').getByLabel('Default', { exact: true }).fill('50');
    await card(page, 'Quality').locator('.side-issue').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'form-dark-1280');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    expect(await save(page, root, (text) => text === TEMPLATE)).toBe(TEMPLATE);

    await card(page, 'Look').getByRole('button', { name: 'Duplicate Look' }).click();
    // The copy has a name that is free, and is one step of undo.
    await card(page, 'Look2').waitFor();
    await page.keyboard.press('Control+Z');
    await card(page, 'Look2').waitFor({ state: 'detached' });
    expect(await save(page, root, () => true)).toBe(TEMPLATE);

    // What is cleared and typed anew is written as it was, whatever it looked like on the way there.
    await card(page, 'Look').getByRole('button', { name: 'Look STRING' }).click();
    const fallback = card(page, 'Look').getByLabel('Default', { exact: true });
    for (const typed of ['night: 1', 'studio']) {
      await fallback.fill('');
      await fallback.pressSequentially(typed, { delay: 20 });
      const now = TEMPLATE.replace("'studio'", `'${typed}'`);
      expect(await save(page, root, (text) => text === now)).toBe(now);
    }
    const title = form(page).getByLabel('Name', { exact: true }).first();
    await title.fill('');
    await title.pressSequentially('Of two words', { delay: 20 });
    const named = TEMPLATE.replace('"Form"', '"Of two words"');
    expect(await save(page, root, (text) => text === named)).toBe(named);
    expect(errors).toEqual([]);
  });

  it('keeps the last good form while the text is broken, and shows a control as it will be', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE), colorScheme: 'light' });
    const { page } = window;
    await page.getByRole('tab', { name: 'Form' }).click();
    await card(page, 'Look').waitFor();
    await page.getByRole('tab', { name: 'YAML' }).click();
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('"broken');
    await page.getByRole('tab', { name: 'Form' }).click();
    await form(page)
      .getByText(/^The text cannot be read right now/)
      .waitFor();
    await card(page, 'Look').waitFor();
    await expect
      .poll(() => form(page).getByLabel('Name', { exact: true }).first().isDisabled())
      .toBe(true);
    // What is folded can be looked at all the same.
    await card(page, 'Quality').getByRole('button', { name: 'Quality INT' }).click();
    const quality = card(page, 'Quality').getByLabel('Default', { exact: true });
    expect([await quality.inputValue(), await quality.isDisabled()]).toEqual(['2', true]);
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'form-stale-light-1280');
    await page.getByRole('tab', { name: 'YAML' }).click();
    await page.locator('.monaco-editor').first().click();
    for (let i = 0; i < 10; i++) await page.keyboard.press('Control+Z');
    await page.getByRole('tab', { name: 'Form' }).click();
    await card(page, 'Look').getByRole('button', { name: 'Look STRING' }).click();
    await card(page, 'Look').getByText('As the form shows it').waitFor();
    await card(page, 'Look').locator('#preview-Look').selectOption('night');
    await expect.poll(() => page.locator('#parameter-Look').inputValue()).toBe('night');
    await keepPicture(page, 'form-light-1280');
    expect(await findings(page)).toEqual([]);
  });

  it('opens what was added at its first field, and says what it adds to', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root, colorScheme: 'light' });
    const { page, errors } = window;
    await page.getByRole('tab', { name: 'Form' }).click();
    await button(page, 'Add parameter').click();
    const name = card(page, 'Parameter').getByLabel('Name', { exact: true });
    await expect
      .poll(() => name.evaluate((field) => field === field.ownerDocument.activeElement))
      .toBe(true);
    // Its proposed name is marked: typing replaces it.
    await page.keyboard.type('Camera');
    await card(page, 'Camera').waitFor();
    await form(page).getByRole('button', { name: 'Add to Camera…' }).click();
    await page.getByRole('menuitem', { name: /^Description/ }).click();
    const description = card(page, 'Camera').getByLabel('Description', { exact: true });
    await expect
      .poll(() => description.evaluate((field) => field === field.ownerDocument.activeElement))
      .toBe(true);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Which one');
    // Neither the empty moment nor the one that ended with a blank leaves its quotes.
    const expected = '- name: Camera\n  type: STRING\n  description: Which one\n';
    expect(await save(page, root, (text) => text.includes(expected))).toContain(expected);
    await form(page).getByRole('button', { name: 'Add to the template…' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'form-added-light-1280');
    expect(errors).toEqual([]);
  });

  it('shows real templates in both sizes', async () => {
    window = await openWindow({
      path: sample('turntable'),
      colorScheme: 'dark',
      viewport: { width: 1920, height: 1080 },
    });
    const { page, errors } = window;
    await page.getByRole('tab', { name: 'Form' }).click();
    await page
      .locator('.outline')
      .getByRole('button', { name: /^Render/ })
      .click();
    await card(page, 'Render').getByLabel('Command', { exact: true }).waitFor();
    await keepPicture(page, 'form-dark-1920');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('leads an artist from a command line to a run without a line of YAML, by keys alone', async () => {
    window = await openWindow({ colorScheme: 'dark' });
    const { page, errors } = window;
    const folder = mkdtempSync(join(tmpdir(), 'jobwright-new-'));
    await tabTo(page, page.getByRole('button', { name: /^New/ }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New render job' });
    await tabTo(page, dialog.getByLabel('Name', { exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Spin the teapot');
    await tabTo(page, dialog.getByLabel('Program', { exact: true }));
    await page.keyboard.type('echo');
    await tabTo(page, dialog.getByLabel('Arguments', { exact: true }));
    await page.keyboard.type('"frame {frame}" {scene} -o {output}');
    await tabTo(page, dialog.getByLabel('Scene', { exact: true }));
    await page.keyboard.type('teapot.blend');
    await tabTo(page, dialog.getByLabel('Frames', { exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1-5');
    await tabTo(page, dialog.getByLabel('Save in', { exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(folder);
    await dialog.getByText('echo "frame 1" teapot.blend -o out').waitFor();
    await keepPicture(page, 'wizard-dark-1280');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('5 tasks', { exact: true }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    // It ends where values are filled in, with the first of them in hand.
    const values = page.getByRole('region', { name: 'Parameters' });
    await expect
      .poll(() => values.evaluate((panel) => panel.contains(panel.ownerDocument.activeElement)))
      .toBe(true);
    expect(await page.getByRole('tab', { name: 'Form' }).isVisible()).toBe(false);
    await keepPicture(page, 'wizard-made-dark-1280');
    await tabTo(page, page.locator('#parameter-Frames'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1-4');
    await page.getByText('4 tasks', { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    // What was made here is trusted: nothing has to be agreed to.
    await waitForStatus(page, 'Finished');
    await button(page, 'Run all 4').waitFor();
    expect(readFileSync(join(folder, 'spin-the-teapot/template.yaml'), 'utf8')).toContain(
      'name: "Spin the teapot"',
    );
    expect(errors).toEqual([]);
  });

  it('tells what is wrong in the wizard at its field, and what would not matter', async () => {
    window = await openWindow({ colorScheme: 'light' });
    const { page, errors } = window;
    await page.getByRole('button', { name: /^New/ }).click();
    const dialog = page.getByRole('dialog', { name: 'New render job' });
    const field = (name: string) => dialog.getByLabel(name, { exact: true });
    await field('Frames').fill('1-1O');
    await button(page, 'Create job').click();
    // The first of them has the focus.
    const focused = () => page.evaluate<string>('document.activeElement.id');
    expect(await focused()).toBe('wizard-program');
    await dialog.getByText('Needs a value.').waitFor();
    await dialog.getByText(/but found '1-1O'\.$/).waitFor();
    await field('Program').fill('echo');
    await button(page, 'Create job').click();
    expect(await focused()).toBe('wizard-frames');
    await field('Frames').fill('1-10');
    await field('Scene').fill('shot.blend');
    await field('Output folder').fill('/renders');
    const notes = dialog.locator('.wizard-note');
    expect(await notes.allTextContents()).toEqual([
      'Every frame runs the same command: put the frame into the arguments.',
      'The scene is not in the command: put it into the arguments.',
      'The output folder is not in the command: put it into the arguments.',
    ]);
    expect(await findings(page)).toEqual([]);
    for (const name of ['+ Scene', '+ Frame', '+ Output']) await button(page, name).click();
    expect(await field('Arguments').inputValue()).toBe('{scene} {frame} {output}');
    await dialog.getByText('echo shot.blend 1 /renders').waitFor();
    expect(await notes.count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('leaves the arrangement that was chosen, and one that was not as it was', async () => {
    const make = async ({ page }: Window): Promise<void> => {
      const folder = mkdtempSync(join(tmpdir(), 'jobwright-new-'));
      await page.keyboard.press('Control+K');
      await page.getByRole('combobox', { name: 'Type a command' }).fill('New job');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Program', { exact: true }).fill('echo');
      await dialog.getByLabel('Save in', { exact: true }).fill(folder);
      await button(page, 'Create job').click();
      await page.getByText('10 tasks', { exact: true }).waitFor();
    };
    const isPressed = ({ page }: Window, name: string) =>
      button(page, name).getAttribute('aria-pressed');
    const small = readFileSync(sample('turntable/template.yaml'), 'utf8');
    window = await openWindow({ path: makeBundle(small) });
    const { page } = window;
    // Nobody chose: the values of a new render job stand in front, until the next bundle is opened.
    await button(page, 'TD').waitFor();
    await make(window);
    await expect.poll(() => isPressed(window, 'Artist')).toBe('true');
    await page.reload();
    await expect.poll(() => isPressed(window, 'TD')).toBe('true');
    await button(page, 'TD').click();
    await make(window);
    await page.getByRole('region', { name: 'Form of the template' }).waitFor();
    await expect.poll(() => isPressed(window, 'TD')).toBe('true');
    // The artist's goes to the text when that is asked for, and is there again for another bundle.
    await button(page, 'Artist').click();
    await page.keyboard.press('Control+1');
    await expect.poll(() => isPressed(window, 'TD')).toBe('true');
    await make(window);
    await expect.poll(() => isPressed(window, 'Artist')).toBe('true');
  });

  it('begins a job or an environment from nothing, in the text', async () => {
    window = await openWindow({ colorScheme: 'dark' });
    const { page, errors } = window;
    const folder = mkdtempSync(join(tmpdir(), 'jobwright-new-'));
    const make = async (kind: string, name: string, create: string) => {
      await page.keyboard.press('Control+K');
      await page.getByRole('combobox', { name: 'Type a command' }).fill('New job');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: kind }).click();
      await dialog.getByLabel('Name', { exact: true }).fill(name);
      await dialog.getByLabel('Save in', { exact: true }).fill(folder);
      await keepPicture(page, `wizard-${name.toLowerCase()}-dark-1280`);
      expect(await findings(page)).toEqual([]);
      await button(page, create).click();
      await dialog.waitFor({ state: 'detached' });
      await page.locator('.view-line').getByText(name).waitFor();
    };
    await make('Empty job', 'Blank', 'Create job');
    await page.getByText('1 task', { exact: true }).waitFor();
    await make('Empty environment', 'Tools', 'Create environment');
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page.getByText('No problems.').waitFor();
    expect(readFileSync(join(folder, 'tools/template.yaml'), 'utf8')).toContain(
      'environment-2023-09',
    );
    expect(errors).toEqual([]);
  });

  it('gives every one of many steps its tools, with the focus or with the view', async () => {
    const steps = Array.from(
      { length: 60 },
      (_, at) => `- name: Step ${at}\n  script: {actions: {onRun: {command: "true"}}}\n`,
    );
    const text = `specificationVersion: jobtemplate-2023-09\nname: Many\nsteps:\n${steps.join('')}`;
    const root = makeBundle(text);
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await page.getByRole('tab', { name: 'Form' }).click();
    await card(page, 'Step 59').waitFor({ state: 'attached' });
    const tools = () => card(page, 'Step 50').locator('.form-tools').count();
    expect(await tools()).toBe(0);
    await card(page, 'Step 50').getByRole('button', { name: 'Step 50' }).focus();
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate<string>('document.activeElement.ariaLabel');
    await expect.poll(() => focused()).toBe('Move Step 50 up');
    // Backwards one meets those of the step above, which came with the view.
    await page.keyboard.press('Shift+Tab');
    await card(page, 'Step 49').locator('.form-tools').waitFor();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused()).toBe('Remove Step 49');
    await page.keyboard.press('Enter');
    const without = text.replace(steps[49] ?? '', '');
    expect(await save(page, root, (now) => now === without)).toBe(without);
    expect(errors).toEqual([]);
  });

  it('builds a combination by nesting, and copies items into lists of their kind', async () => {
    const text = TEMPLATE.replace(/colour.*\n/, '').replace(
      '  script:\n',
      `  parameterSpace:   # three
    taskParameterDefinitions:
    - {name: Frame, type: INT, range: "1-3"}
    - {name: Camera, type: STRING, range: [left, right, top]}
    - {name: Layer, type: STRING, range: [beauty, matte]}
  script:
`,
    );
    const root = makeBundle(text);
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('tab', { name: 'Form' }).click();
    const all = form(page).getByRole('group', { name: 'All combinations of' });
    await all.getByRole('checkbox', { name: 'Tick Frame' }).check();
    await all.getByRole('checkbox', { name: 'Tick Camera' }).check();
    await button(page, 'The ticked one by one').click();
    const built = (combination: string) =>
      text.replace('[beauty, matte]}\n', `[beauty, matte]}\n    combination: ${combination}\n`);
    const pairs = built('(Frame, Camera) * Layer');
    expect(await save(page, root, (now) => now === pairs)).toBe(pairs);
    await form(page).getByRole('group', { name: 'One by one' }).waitFor();
    await form(page).locator('.combination').scrollIntoViewIfNeeded();
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'form-combination-dark-1280');
    await page.getByText('6 tasks', { exact: true }).waitFor();
    await button(page, 'Dissolve').click();
    const flat = built('Frame * Camera * Layer');
    expect(await save(page, root, (now) => now === flat)).toBe(flat);
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Z');
    expect(await save(page, root, (now) => now === text)).toBe(text);

    // By keys: copied on one card, put behind another.
    await card(page, 'Look').getByRole('button', { name: 'Look STRING' }).focus();
    await page.keyboard.press('Control+C');
    await card(page, 'Quality').getByRole('button', { name: 'Quality INT' }).focus();
    await page.keyboard.press('Control+V');
    await card(page, 'Look2').waitFor();
    const pasted = await save(page, root, (now) => now.includes('Look2'));
    expect(pasted.split('- name: Look2\n')[0]).toBe(text.split('- name: Look\n')[0]);
    // Steps have no use for a parameter; the list of parameters has.
    await form(page).getByRole('button', { name: 'Paste, Parameters' }).click();
    await card(page, 'Look3').waitFor();
    await form(page).getByRole('button', { name: 'Paste, Steps' }).click();
    await page.getByText(/^What is on the clipboard is no step: that has no type/).waitFor();
    // A text from elsewhere, by keys and by the button.
    await page.evaluate(
      `navigator.clipboard.writeText('name: Note\\ntype: STRING   # by mail\\n')`,
    );
    await card(page, 'Quality').getByRole('button', { name: 'Quality INT' }).focus();
    await page.keyboard.press('Control+V');
    await card(page, 'Note').waitFor();
    await form(page).getByRole('button', { name: 'Paste, Parameters' }).click();
    await card(page, 'Note2').waitFor();
    const noted = await save(page, root, (now) => now.includes('Note2'));
    expect(noted.match(/type: STRING {3}# by mail/g)).toHaveLength(2);
    expect(errors).toEqual([]);
  });
});
