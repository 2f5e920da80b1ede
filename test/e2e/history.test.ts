import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  editorText,
  keepPicture,
  keepPictures,
  makeBundle,
  openWindow,
  runAll,
  sample,
  status,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const parameters = (page: Page) => page.getByRole('region', { name: 'Parameters' });

describe.skipIf(skipReason)('the history', () => {
  it('finds runs, shows them again, compares two, restores and exports one', async () => {
    window = await openWindow({ path: sample('failing'), colorScheme: 'dark' });
    const { page, errors } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Runs of this bundle are kept here').waitFor();
    await keepPicture(page, 'history-empty-dark');
    expect(await findings(page)).toEqual([]);

    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Failed');
    await button(page, 'Shown').waitFor();
    const before = await editorText(page);

    // A second run: another value, and a template that was edited and not saved.
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n# the second run');
    await parameters(page).getByText('Repair the scene').last().click();
    await runAll(page);
    await waitForStatus(page, 'Finished');
    const grid = page.getByRole('grid', { name: 'Runs' });
    await expect.poll(() => grid.getByRole('row').count()).toBe(3);
    await grid.getByText('Finished').first().waitFor({ state: 'attached' });
    expect(await findings(page)).toEqual([]);

    // Its tasks and its log are those of the first run again.
    await grid.getByRole('row').nth(2).click();
    await page.getByText('A task of "Render" failed.', { exact: false }).first().waitFor();
    await button(page, 'Show this run').click();
    await waitForStatus(page, 'Failed');
    await page.getByRole('tab', { name: 'Tasks' }).click();
    await page.getByRole('grid', { name: 'Tasks' }).getByText('failed').waitFor();
    await page.getByRole('region', { name: 'Failed' }).waitFor();
    await expect.poll(() => status(page).textContent()).toContain('Failed');
    await page.getByRole('tab', { name: 'History' }).click();

    await button(page, 'Compare with').click();
    await page.getByRole('menuitem').first().click();
    const pairs = page.getByRole('grid', { name: 'Tasks of both runs' });
    await pairs.getByText('failed').first().waitFor();
    await keepPicture(page, 'history-compare-tasks-dark');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Values' }).click();
    await page.getByRole('cell', { name: 'yes', exact: true }).waitFor();
    await keepPicture(page, 'history-compare-values-dark');
    await page.getByRole('tab', { name: 'Template' }).click();
    await page
      .getByRole('grid', { name: 'Templates of both runs' })
      .getByText('# the second run')
      .waitFor();
    await keepPicture(page, 'history-compare-template-dark');
    expect(await findings(page)).toEqual([]);
    await button(page, 'Runs').click();

    // Restored exactly, as edits that are not saved; and taken back.
    await grid.getByRole('row').nth(2).click();
    await button(page, 'Restore inputs').click();
    await page.getByText('Template and values of that run are on the screen').waitFor();
    expect(await editorText(page)).toBe(before);
    await expect.poll(() => parameters(page).getByRole('checkbox').isChecked()).toBe(false);
    await button(page, 'Undo restore').click();
    expect(await editorText(page)).toContain('# the second run');
    await expect.poll(() => parameters(page).getByRole('checkbox').isChecked()).toBe(true);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await button(page, 'Export').click();
        await page.getByRole('menuitem', { name: /^As JSON/ }).click();
      })(),
    ]);
    const exported = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
      format: string;
      inputs: { text: string };
      actions: { state: string }[];
    };
    expect(exported.format).toBe('jobwright-run-1');
    expect(exported.inputs.text).toBe(before);
    expect(exported.actions.map((action) => action.state)).toContain('failed');

    await page.getByRole('searchbox').fill('nothing like this');
    await page.getByText('No run has this in its name or path.').waitFor();
    await page.getByRole('searchbox').fill('fails');
    await expect.poll(() => grid.getByRole('row').count()).toBe(3);
    await grid.getByRole('row').nth(1).click();
    await button(page, 'Remove').click();
    await button(page, 'Remove with its logs').click();
    await expect.poll(() => grid.getByRole('row').count()).toBe(2);
    expect(errors).toEqual([]);
  });

  it('exports a run as a bundle, and compares and restores what surrounded it', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-studio-'));
    const studio = join(elsewhere, 'studio.yaml');
    writeFileSync(studio, STUDIO);
    const bundle = makeBundle(TEMPLATE, {
      'scripts/note.txt': 'beside it',
      'scripts/say.py': 'print(1)\n',
    });
    window = await openWindow({ path: bundle, colorScheme: 'dark' });
    const { page, errors } = window;
    const tab = (name: string) =>
      page.getByRole('tablist', { name: 'Tasks, problems and logs' }).getByRole('tab', { name });
    const choose = async (path: string) => {
      const dialog = page.getByRole('dialog');
      await dialog.locator('.files-entry').first().waitFor();
      await dialog.getByLabel('Path').fill(path);
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
    };
    await tab('Set-up').click();
    await button(page, 'Add').click();
    await choose(studio);
    await button(page, 'Add rule').click();
    await page.getByLabel('Source path of rule 1').fill('/mnt/show');
    await page.getByLabel('Destination of rule 1').fill(elsewhere);
    await parameters(page).getByLabel('Words').fill('first: "one"');
    const before = await editorText(page);
    await tab('History').click();
    const grid = page.getByRole('grid', { name: 'Runs' });
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');

    // The second run: nothing around it, and a line of the template that does not fit into its side.
    await tab('Set-up').click();
    await button(page, 'Remove studio.yaml').click();
    await button(page, 'Remove rule 1').click();
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`# ${'long '.repeat(60)}end`);
    await parameters(page).getByLabel('Words').fill('second');
    await tab('History').click();
    await runAll(page);
    await expect.poll(() => grid.getByText('Finished').count(), { timeout: 60_000 }).toBe(2);
    await button(page, 'Compare with').click();
    await page.getByRole('menuitem').first().click();
    await page.getByRole('tab', { name: 'Template' }).click();
    const diff = page.getByRole('grid', { name: 'Templates of both runs' });
    await diff.getByText(/end$/).waitFor();
    // Nothing of the long line is cut off.
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('.diff-side')].filter((side) => side.scrollWidth > side.clientWidth + 1).length`,
      ),
    ).toBe(0);
    await keepPicture(page, 'history-compare-wrapped-dark');
    await page
      .locator('.compare')
      .getByRole('tab', { name: /^Set-up/ })
      .click();
    const around = page.getByRole('grid', { name: 'Environments and path mapping rules of both' });
    await around.getByText(`POSIX /mnt/show → ${elsewhere}`).waitFor();
    await around.getByText('name: Studio tools').waitFor();
    await keepPicture(page, 'history-compare-setup-dark');
    expect(await findings(page)).toEqual([]);
    await button(page, 'Runs').click();

    // A script and another file change after both: the script was kept as it ran.
    writeFileSync(join(bundle, 'scripts/say.py'), 'print(2)\n');
    writeFileSync(join(bundle, 'scripts/note.txt'), 'another note');
    // Exported: what it was made of, and the bundle's other files; never into a folder that is there.
    await grid.getByRole('row').nth(2).click();
    await page.getByText('changed since; kept as it ran').waitFor();
    await page
      .getByText('changed since; not kept, it is no input of the job or too large')
      .waitFor();
    await keepPictures(page, 'history-files');
    const target = mkdtempSync(join(tmpdir(), 'jobwright-export-'));
    mkdirSync(join(target, 'inside'));
    for (let time = 0; time < 2; time++) {
      await button(page, 'Export').click();
      await page.getByRole('menuitem', { name: /^As a bundle/ }).click();
      await choose(target);
      await expect
        .poll(() => readdirSync(target).filter((name) => name.includes('-run-')).length)
        .toBe(time + 1);
    }
    const [folder = '', second = ''] = readdirSync(target)
      .filter((name) => name.includes('-run-'))
      .sort();
    expect(second).toBe(`${folder}-2`);
    const read = (name: string) => readFileSync(join(target, folder, name), 'utf8');
    expect(read('template.yaml')).toBe(before);
    expect(read('environments/studio.yaml')).toBe(STUDIO);
    expect(read('scripts/say.py')).toBe('print(1)\n');
    // What was not kept goes as it is now, and that is said.
    expect(read('scripts/note.txt')).toBe('another note');
    await page
      .getByText('scripts/note.txt is no longer what the run found, and was exported as now.')
      .first()
      .waitFor();
    expect(JSON.parse(read('path_mapping_rules.json'))).toEqual({
      version: 'pathmapping-1.0',
      path_mapping_rules: [
        { source_path_format: 'POSIX', source_path: '/mnt/show', destination_path: elsewhere },
      ],
    });
    expect(parse(read('parameter_values.yaml'))).toEqual({
      parameterValues: [{ name: 'Words', value: 'first: "one"' }],
    });

    // And restored exactly.
    await button(page, 'Restore inputs').click();
    await page.getByText('Template and values of that run are on the screen').waitFor();
    await page
      .getByText('scripts/note.txt is no longer what the run found, and was left as now.')
      .waitFor();
    expect(await editorText(page)).toBe(before);
    await expect.poll(() => parameters(page).getByLabel('Words').inputValue()).toBe('first: "one"');
    await tab('Set-up').click();
    await page.getByRole('checkbox', { name: 'Use studio.yaml' }).waitFor();
    await expect.poll(() => page.getByLabel('Destination of rule 1').inputValue()).toBe(elsewhere);
    const script = page.getByRole('tab', { name: /say\.py/ });
    await script.click();
    await page.getByText('print(1)', { exact: true }).waitFor();
    await tab('History').click();
    await button(page, 'Undo restore').click();
    await page.getByText('print(2)', { exact: true }).waitFor();
    expect(errors).toEqual([]);
  });

  it('fits a large window in the light theme, by keyboard', async () => {
    window = await openWindow({
      path: sample('turntable'),
      colorScheme: 'light',
      viewport: { width: 1920, height: 1080 },
    });
    const { page, errors } = window;
    await page.getByRole('grid', { name: 'Tasks' }).waitFor();
    await page.keyboard.press('Control+7');
    const grid = page.getByRole('grid', { name: 'Runs' });
    for (const [at, frames] of ['1-3', '2-4'].entries()) {
      await parameters(page).getByLabel('Frames').fill(frames);
      await runAll(page);
      if (at === 0) await trust(page);
      await expect.poll(() => grid.getByText('Finished').count(), { timeout: 60_000 }).toBe(at + 1);
    }
    await grid.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    await grid.locator('[aria-selected=true][aria-rowindex="3"]').waitFor();
    await page.getByText('Host requirements that would hold what was measured').click();
    await page.getByText('amount.worker.memory').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'history');
    await page.keyboard.press('Escape');
    await grid.focus();
    await page.keyboard.press('Enter');
    await button(page, 'Shown').waitFor();
    await button(page, 'Compare with').click();
    await page.getByRole('menuitem').first().click();
    await page.getByRole('grid', { name: 'Tasks of both runs' }).waitFor();
    await keepPictures(page, 'history-compare');

    // The second run wrote over frames 2 and 3 of the first: they were kept with it.
    await page.getByRole('tab', { name: 'Pictures' }).click();
    const both = page.getByRole('region', { name: 'Pictures of both runs' });
    await both.waitFor();
    const options = both.getByRole('combobox', { name: 'Picture' }).locator('option');
    await options.first().waitFor({ state: 'attached' });
    const names = await options.allTextContents();
    expect(names.slice(0, 4)).toEqual([
      'OutputDir/beauty.0002.png',
      'OutputDir/beauty.0003.png',
      'OutputDir/contact-sheet.png',
      'OutputDir/matte.0002.png',
    ]);
    expect(names).toContain('OutputDir/beauty.0001.png · only in the older run');
    expect(names).toContain('OutputDir/beauty.0004.png · only in the newer run');
    await expect.poll(() => both.locator('canvas:not([hidden])').count()).toBe(2);
    await both.getByRole('combobox', { name: 'Picture' }).selectOption({ index: 2 });
    await button(page, 'Wipe').click();
    await page.getByRole('slider', { name: 'Where the pictures meet' }).waitFor();
    await keepPictures(page, 'history-compare-pictures');
    await button(page, 'Difference').click();
    expect(await findings(page)).toEqual([]);
    await button(page, 'Runs').click();

    // Its states are those of frames 1 to 3: frames 2 and 3 have them, frame 4 has none.
    const tasks = page.getByRole('grid', { name: 'Tasks' });
    await page.keyboard.press('Control+3');
    await page
      .locator('.outline')
      .getByRole('button', { name: /^Render/ })
      .click();
    await tasks.getByRole('row').nth(3).waitFor();
    await expect.poll(() => tasks.getByText('done').count()).toBe(4);
    await page.keyboard.press('Control+7');
    await button(page, 'Restore inputs').click();
    await page.keyboard.press('Control+3');
    await tasks.getByText('done').first().waitFor();
    await expect.poll(() => parameters(page).getByLabel('Frames').inputValue()).toBe('1-3');
    expect(errors).toEqual([]);
  });
});

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Surrounded
parameterDefinitions:
  - { name: Words, type: STRING, default: none }
steps:
  - name: Say
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo $STUDIO"] }
`;

const STUDIO = `specificationVersion: environment-2023-09
environment:
  name: Studio tools
  variables: { STUDIO: north }
`;
