import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  focusOn,
  keepPicture,
  makeBundle,
  openWindow,
  save,
  saved,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: "Authoring {{Param.Frames}}"
parameterDefinitions:
  - name: Frames
    type: STRING
    default: "1-3"
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "{{Param.Frames}}" }
    script:
      actions:
        onRun:
          command: echo
          args: ["{{Task.Param.Frame}}"]
  - name: Movie
    script:
      actions:
        onRun:
          command: echo
`;

async function goTo(page: Page, line: number, column: number): Promise<void> {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Home');
  for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Home');
  for (let at = 1; at < column; at++) await page.keyboard.press('ArrowRight');
}

describe.skipIf(skipReason)('writing a template', () => {
  it('completes, mends, renames, draws a dependency, and undoes over all views to the same bytes', async () => {
    const root = makeBundle(TEMPLATE, {
      'parameter_values.yaml': 'parameterValues:\n  - name: Frames   # mine\n    value: 1-2\n',
    });
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await page.locator('.view-line').first().waitFor();
    await page
      .getByText('Tools')
      .or(page.getByText('tasks', { exact: false }))
      .first()
      .waitFor();

    // Completion: a key, then a reference inside of quotes.
    await goTo(page, 22, 1);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('          ar');
    const suggestions = page.locator('.suggest-widget');
    await suggestions.getByText('args', { exact: true }).first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('"{{Par');
    await suggestions
      .getByText(/Param\.Frames/)
      .first()
      .waitFor();
    await keepPicture(page, 'completion-dark-1280');
    await page.keyboard.press('Tab');
    // What was closed by itself is typed over.
    await page.keyboard.type('}}"');
    const written = await save(page, root, (text) => text.endsWith('- "{{Param.Frames}}"'));
    expect(written).toBe(`${TEMPLATE}          args:\n            - "{{Param.Frames}}"`);
    for (let tries = 0; tries < 12; tries++) await page.keyboard.press('Control+Z');
    expect(await save(page, root, (text) => text === TEMPLATE)).toBe(TEMPLATE);

    // Rename: through the template and the bundle's values.
    await goTo(page, 4, 12);
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('Range');
    await page.keyboard.press('Enter');
    const preview = page.getByRole('dialog', { name: 'Rename Frames to Range' });
    await preview.getByText('parameter_values.yaml').waitFor();
    await expect
      .poll(() => preview.locator('li').allTextContents())
      .toEqual([
        '2name: "Authoring {{Param.FramesRange}}"',
        '4- name: FramesRange',
        '11- { name: Frame, type: INT, range: "{{Param.FramesRange}}" }',
        '2- name: FramesRange   # mine',
      ]);
    await keepPicture(page, 'rename-preview-dark-1280');
    expect(await findings(page)).toEqual([]);
    // Declined, nothing changes; the button that agrees has the focus.
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    expect(saved(root, 'parameter_values.yaml')).toContain('name: Frames   # mine');
    await goTo(page, 4, 12);
    await page.keyboard.press('F2');
    await box.fill('Range');
    await page.keyboard.press('Enter');
    await preview.waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Also renamed in parameter_values.yaml.').waitFor();
    expect(saved(root, 'parameter_values.yaml')).toContain('name: Range   # mine');
    const renamed = TEMPLATE.replaceAll('Param.Frames', 'Param.Range').replace(
      'name: Frames',
      'name: Range',
    );
    expect(await save(page, root, (text) => text === renamed)).toBe(renamed);

    // A dependency by the graph, then a name by the form.
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('.react-flow__node').first().waitFor();
    await page.keyboard.press('Control+8');
    await focusOn(page.locator('.graph-keys'));
    await page.keyboard.press('End');
    await page.keyboard.press('d');
    await page.getByRole('checkbox', { name: 'Render' }).check();
    await page.keyboard.press('Escape');
    await page.getByText('2 steps, 1 dependency').waitFor();
    await page.getByRole('tab', { name: 'Form' }).click();
    const name = page
      .getByRole('region', { name: 'Form of the template' })
      .getByLabel('Name', { exact: true })
      .first();
    await name.fill('Other');
    const edited = await save(page, root, (text) => text.includes('Other'));
    expect(edited).toBe(
      renamed
        .replace('"Authoring {{Param.Range}}"', '"Other"')
        .replace(
          '- name: Movie\n',
          '- name: Movie\n    dependencies:\n      - dependsOn: Render\n',
        ),
    );

    // One history over all three.
    for (let tries = 0; tries < 6; tries++) await page.keyboard.press('Control+Z');
    await page.getByRole('tab', { name: 'YAML' }).click();
    expect(await save(page, root, (text) => text === TEMPLATE)).toBe(TEMPLATE);
    expect(errors).toEqual([]);
  });

  it('begins a line with Enter behind a word that is typed in full, and completes there', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await page.getByText('3 tasks', { exact: true }).waitFor();
    await goTo(page, 5, 1);
    await page.keyboard.press('End');
    for (let i = 0; i < 'STRING'.length; i++) await page.keyboard.press('Backspace');
    await page.keyboard.type('STRING');
    const suggestions = page.locator('.suggest-widget.visible');
    await suggestions.getByRole('option', { name: /^STRING,/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('desc');
    await suggestions.getByText('description').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Which frames');
    await page.keyboard.press('Escape');
    const expected = TEMPLATE.replace(
      'type: STRING\n',
      'type: STRING\n    description: Which frames\n',
    );
    expect(await save(page, root, (text) => text === expected)).toBe(expected);
    expect(errors).toEqual([]);
  });

  it('offers the keys of an object that has just begun, and then the names that fit', async () => {
    const root = makeBundle(TEMPLATE);
    window = await openWindow({ path: root });
    const { page, errors } = window;
    await page.getByText('3 tasks', { exact: true }).waitFor();
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('    depe');
    const suggestions = page.locator('.suggest-widget.visible');
    await suggestions.getByRole('option', { name: /^dependencies/ }).waitFor();
    await page.keyboard.press('Enter');
    // Nothing is typed: what comes next is offered by itself.
    await suggestions.getByRole('option', { name: /^dependsOn/ }).waitFor();
    await page.keyboard.press('Enter');
    await suggestions.getByRole('option', { name: /^Render/ }).waitFor();
    await page.keyboard.press('Enter');
    const expected = `${TEMPLATE}    dependencies:\n      - dependsOn: Render`;
    expect(await save(page, root, (text) => text === expected)).toBe(expected);
    expect(errors).toEqual([]);
  });

  it('offers what mends a finding, and tells what a name is', async () => {
    const root = makeBundle(TEMPLATE.replace('Param.Frames}}" }', 'Param.Frame}}" }'));
    window = await openWindow({ path: root, colorScheme: 'light' });
    const { page, errors } = window;
    await page.locator('.squiggly-error').first().waitFor();
    await goTo(page, 11, 50);
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget');
    await menu
      .getByText(/Param\.Frames/)
      .first()
      .waitFor();
    await keepPicture(page, 'quick-fix-light-1280');
    await page.keyboard.press('Enter');
    expect(await save(page, root, (text) => text === TEMPLATE)).toBe(TEMPLATE);

    // The list of problems offers the same, in one click.
    await page.keyboard.press('Control+Z');
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page.getByRole('button', { name: 'Change to Param.Frames' }).click();
    await page.getByText('No problems.').waitFor();
    expect(await save(page, root, (text) => text === TEMPLATE)).toBe(TEMPLATE);

    // Another control: the form shows it at once, and undo brings the first one back.
    await goTo(page, 5, 5);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('userInterface: {control: LINE_EDIT}');
    const control = page.locator('#parameter-Frames');
    expect(await control.evaluate((element) => element.tagName)).toBe('INPUT');
    await page.getByText('No problems.').waitFor();
    const before = await save(page, root, (text) => text.includes('LINE_EDIT'));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+.');
    await menu.getByText('Use MULTILINE_EDIT').click();
    await expect.poll(() => control.evaluate((element) => element.tagName)).toBe('TEXTAREA');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => control.evaluate((element) => element.tagName)).toBe('INPUT');
    expect(await save(page, root, (text) => text === before)).toBe(before);

    await page.locator('.view-line').getByText('parameterSpace').hover();
    await page.locator('.monaco-hover').getByText('Template Schemas §3.4').waitFor();
    await keepPicture(page, 'hover-light-1280');
    await page.keyboard.press('Escape');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('checks a bundle for the farm that was chosen for it, and for its own profile file', async () => {
    const root = makeBundle(TEMPLATE.replace('name: "Auth', 'extensions: [EXPR]\nname: "Auth'), {
      'farm.yaml': 'name: Small farm\nsupportedExtensions: [EXPR]\nmaxTasksPerStep: 2\n',
    });
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    const choose = async (entry: string): Promise<void> => {
      await page.getByRole('button', { name: /^Checked for/ }).click();
      await page.getByRole('menuitem', { name: entry }).first().click();
    };
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page.getByText('No problems.').waitFor();
    await choose('Deadline Cloud');
    await page.getByText('EXPR is not supported by Deadline Cloud.').waitFor();
    await keepPicture(page, 'farm-profile-dark-1280');
    expect(await findings(page)).toEqual([]);

    await choose('A profile file …');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Path').fill(join(root, 'farm.yaml'));
    await page.keyboard.press('Enter');
    await page.getByText('Small farm takes at most 2 tasks in a step; this one has 3.').waitFor();
    // What only the farm lacks keeps nothing from running here.
    await expect.poll(() => page.getByRole('button', { name: /^Scout/ }).isEnabled()).toBe(true);

    await page.reload();
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page.getByText('Small farm takes at most 2 tasks in a step; this one has 3.').waitFor();
    await page.getByLabel('Frames').fill('1-2');
    await page.getByText('No problems.').waitFor();
    expect(errors).toEqual([]);
  });

  it('colours expressions by what they are, and scripts in their own language', async () => {
    const script = `    embeddedFiles:
      - name: draw
        filename: draw.py
        type: TEXT
        data: |
          import sys  # {{Param.Frames}} here
          print("frames", len(sys.argv))
`;
    const root = makeBundle(
      TEMPLATE.replace(
        '    script:\n',
        `    script:\n${script.replace(/^ {4}/gm, '      ')}`,
      ).replace('["{{Task.Param.Frame}}"]', '["{{Task.Param.Frame}}", "{{len(Param.Frames)}}"]'),
    );
    window = await openWindow({ path: root, colorScheme: 'dark' });
    const { page, errors } = window;
    await page.locator('.view-line').first().waitFor();
    const colours = `Object.fromEntries([...document.querySelectorAll('.view-line span span')].map((span) => [
      span.textContent.trim(), getComputedStyle(span).color]))`;
    let seen: Record<string, string> = {};
    await expect
      .poll(async () => {
        seen = await page.evaluate<Record<string, string>>(colours);
        return seen.import !== seen.sys;
      })
      .toBe(true);
    const [keyword, plain, text, comment, format] = [
      'rgb(199, 154, 208)',
      'rgb(222, 222, 222)',
      'rgb(185, 197, 138)',
      'rgb(148, 148, 148)',
      'rgb(224, 164, 88)',
    ];
    expect(seen).toMatchObject({
      import: keyword,
      sys: plain,
      '#': comment,
      here: comment,
      'draw.py': text,
      'Param.Frames': format,
    });
    await keepPicture(page, 'colours-dark-1280');
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('moves a script into a file of the bundle, and back', async () => {
    const root = makeBundle(`specificationVersion: jobtemplate-2023-09
name: Scripts
steps:
- name: Only
  script:
    actions:
      onRun: {command: sh, args: ["{{Task.File.draw}}"]}
    embeddedFiles:
    - name: draw
      type: TEXT
      data: |
        echo drawn
`);
    window = await openWindow({ path: root, colorScheme: 'light' });
    const { page, errors } = window;
    await page.locator('.view-line').first().waitFor();
    await page.getByText('1 task', { exact: true }).waitFor();
    const fix = async (line: number, column: number, title: string): Promise<void> => {
      await goTo(page, line, column);
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').getByText(title).click();
    };
    await fix(9, 12, 'Move the script into scripts/draw.sh');
    await page.locator('.outline').getByRole('button', { name: 'scripts/draw.sh' }).waitFor();
    expect(saved(root, 'scripts/draw.sh')).toBe('echo drawn\n');
    await page.locator('.view-line').getByText('Param.Draw').waitFor();
    const moved = await save(page, root, (text) => text.includes('Param.Draw'));
    expect(moved).toContain('default: scripts/draw.sh');
    expect(moved).not.toContain('embeddedFiles');

    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await page.getByRole('log').getByText('drawn', { exact: true }).waitFor();

    const line = moved.split('\n').findIndex((one) => one.includes('onRun')) + 1;
    await fix(line, 25, 'Embed scripts/draw.sh into the template');
    await page.locator('.view-line').getByText('Task.File.draw').waitFor();
    const back = await save(page, root, (text) => text.includes('Task.File.draw'));
    expect(back).toContain('    embeddedFiles:\n    - name: draw\n      type: TEXT\n');
    expect(errors).toEqual([]);
  });
});
