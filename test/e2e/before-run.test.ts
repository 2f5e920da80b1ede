import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  keepPictures,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Before
parameterDefinitions:
  - { name: Frames, type: STRING, default: 1-4 }
  - { name: Scene, type: PATH, objectType: FILE, dataFlow: IN, default: scene.txt }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "{{Param.Frames}}" }
        - { name: Layer, type: STRING, range: [matte, beauty] }
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo $STUDIO {{Task.Param.Frame}} {{Param.Scene}}"] }
`;

const STUDIO = `specificationVersion: environment-2023-09
parameterDefinitions:
  - { name: Site, type: STRING, default: north }
environment:
  name: Studio tools
  variables: { STUDIO: "site-{{Param.Site}}" }
`;

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

async function addLayer(page: Page, path: string): Promise<void> {
  await tab(page, 'Set-up').click();
  await button(page, 'Add').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.files-entry').first().waitFor();
  await dialog.getByLabel('Path').fill(path);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

describe.skipIf(skipReason)('before a run', () => {
  it('layers an environment and maps paths, shows what that makes, and a past run brings it back', async () => {
    const studio = join(mkdtempSync(join(tmpdir(), 'jobwright-studio-')), 'studio.yaml');
    writeFileSync(studio, STUDIO);
    const bundle = makeBundle(TEMPLATE);
    window = await openWindow({ path: bundle });
    const { page, errors } = window;
    // The missing input is told before anything runs, near the button that would.
    const strip = page.getByRole('region', { name: 'Before it runs' });
    await strip.getByText(/scene\.txt does not exist/).waitFor();

    await addLayer(page, studio);
    await page.getByRole('region', { name: 'Parameters' }).getByLabel('Site').fill('south');
    await button(page, 'Add rule').click();
    const root = String(await page.evaluate(() => sessionStorage.getItem('jobwright.open')));
    await page.getByLabel('Source path of rule 1').fill(root.replace(/\/[^/]*$/, ''));
    const mapped = mkdtempSync(join(tmpdir(), 'jobwright-mapped-'));
    writeFileSync(join(mapped, 'scene.txt'), 'x');
    await page.getByLabel('Destination of rule 1').fill(mapped);
    await page.getByLabel('Try a path').fill(`${root.replace(/\/[^/]*$/, '')}/scene.txt`);
    await page.getByText(`${mapped}/scene.txt`, { exact: true }).first().waitFor();
    await page.getByText(/^Rule 1 matches/).waitFor();
    await strip.waitFor({ state: 'detached' });
    expect(await findings(page)).toEqual([]);

    await tab(page, 'Dry run').click();
    const rows = page.getByRole('listbox', { name: 'Actions in their order' });
    await rows.getByText('Enter Studio tools').waitFor();
    await page.getByText('8 tasks in 1 session').waitFor();
    await rows.getByText('Render Frame=1 Layer=matte').click();
    const details = page.locator('.plan-right');
    await details.getByText('site-south').waitFor();
    await details.getByText(`${mapped}/scene.txt`).first().waitFor();
    expect(await findings(page)).toEqual([]);
    // A value leads to its line.
    await details.getByRole('button', { name: /^'?echo/ }).click();
    await page.locator('.monaco-editor.focused').waitFor();

    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');

    // Another set-up, then the run's own again.
    await tab(page, 'Set-up').click();
    await page.getByRole('button', { name: 'Remove studio.yaml' }).click();
    await page.getByRole('button', { name: 'Remove rule 1' }).click();
    await tab(page, 'History').click();
    await button(page, 'Restore inputs').click();
    await tab(page, 'Set-up').click();
    await page.getByRole('checkbox', { name: 'Use studio.yaml' }).waitFor();
    await expect.poll(() => page.getByLabel('Destination of rule 1').inputValue()).toBe(mapped);
    expect(
      await page.getByRole('region', { name: 'Parameters' }).getByLabel('Site').inputValue(),
    ).toBe('south');
    expect(errors).toEqual([]);
  });

  it('tells what is in the way of the selected tasks from what is not', async () => {
    window = await openWindow({ path: makeBundle(TWO_PROGRAMS), colorScheme: 'dark' });
    const { page, errors } = window;
    const strip = page.getByRole('region', { name: 'Before it runs' });
    await strip.getByText(/^no-such-encoder is not installed here/).waitFor();
    const note = strip.getByText('the selected tasks do not need it', { exact: true });
    expect(await note.count()).toBe(0);
    const outline = page.locator('.outline');
    const tasks = page.getByRole('grid', { name: 'Tasks' });
    await outline.getByRole('button', { name: /^Render/ }).click();
    await tasks.getByRole('row').nth(1).click();
    await note.waitFor();
    await keepPictures(page, 'checks-selected');
    expect(await findings(page)).toEqual([]);
    await outline.getByRole('button', { name: /^Encode/ }).click();
    await tasks.getByRole('row').nth(1).click();
    await note.waitFor({ state: 'detached' });
    await strip.getByText(/^no-such-encoder is not installed here/).waitFor();
    expect(errors).toEqual([]);
  });

  it('filters and sorts tasks, keeps presets and recent values, and puts values in front', async () => {
    const bundle = makeBundle(TEMPLATE.replace('1-4', '1-1000'));
    window = await openWindow({ path: bundle });
    const { page, errors } = window;
    await page.getByText('2,000 tasks', { exact: true }).waitFor();
    const grid = page.getByRole('grid', { name: 'Tasks' });
    const filter = page.getByLabel('Filter tasks');
    await filter.fill('Frame:990-1000 Layer:beauty');
    await page.getByText('11 found').waitFor();
    await filter.fill('Frame % 250 == 0 and Layer != "matte"');
    await page.getByText('4 found').waitFor();
    const values = () =>
      grid
        .getByRole('row')
        .evaluateAll((rows) =>
          rows.slice(1).map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent),
        );
    await expect.poll(values).toEqual(['250', '500', '750', '1000']);
    await grid.getByRole('button', { name: 'Frame' }).click();
    await grid.getByRole('button', { name: 'Frame' }).click();
    await expect.poll(values).toEqual(['1000', '750', '500', '250']);
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Task 1,500 will run').waitFor();
    await filter.fill('Frame % 2');
    await page.getByText('A filter must be true or false').waitFor();
    expect(await findings(page)).toEqual([]);
    await button(page, 'Show all tasks').click();

    const parameters = page.getByRole('region', { name: 'Parameters' });
    await parameters.getByLabel('Frames').fill('1-2');
    await parameters.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: 'Save values as preset…' }).click();
    await parameters.getByLabel('Name of the preset').fill('Short');
    await page.keyboard.press('Enter');
    await parameters.getByRole('button', { name: 'Reset all' }).click();
    await page.getByText('2,000 tasks', { exact: true }).waitFor();
    await parameters.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: /^Short/ }).click();
    await page.getByText('4 tasks', { exact: true }).waitFor();

    await button(page, 'Artist').click();
    await page.locator('.monaco-editor').first().waitFor({ state: 'hidden' });
    await expect.poll(() => parameters.getByLabel('Frames').inputValue()).toBe('1-2');
    expect(await findings(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Artist', exact: true, pressed: true }).waitFor();
    await expect.poll(() => parameters.getByLabel('Frames').inputValue()).toBe('1-2');
    expect(errors).toEqual([]);
  });
});

const TWO_PROGRAMS = `specificationVersion: jobtemplate-2023-09
name: Two programs
steps:
  - name: Render
    parameterSpace: { taskParameterDefinitions: [{ name: Frame, type: INT, range: "1-3" }] }
    script: { actions: { onRun: { command: echo, args: ["{{Task.Param.Frame}}"] } } }
  - name: Encode
    parameterSpace: { taskParameterDefinitions: [{ name: Frame, type: INT, range: "1-3" }] }
    script: { actions: { onRun: { command: no-such-encoder } } }
`;
