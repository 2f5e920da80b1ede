import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { button, keepPictures, makeBundle, openWindow, type Window } from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Missing
parameterDefinitions:
  - { name: Frames, type: STRING, default: 1-4 }
  - { name: Scene, type: PATH, objectType: FILE, userInterface: { control: CHOOSE_INPUT_FILE, label: Scene file } }
  - { name: Tiles, type: STRING }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "{{Param.Frames}}" }
    script:
      actions:
        onRun: { command: echo, args: ["{{Task.Param.Frame}}", "{{Param.Scene}}"] }
  - name: Tile
    parameterSpace:
      taskParameterDefinitions:
        - { name: T, type: INT, range: "{{Param.Tiles}}" }
    script:
      actions:
        onRun: { command: echo, args: [tile] }
`;

const focused = 'document.activeElement?.id';

describe.skipIf(skipReason)('values that are missing', () => {
  it('are named, lead to their fields, and keep nothing else from being shown', async () => {
    window = await openWindow({ path: makeBundle(TEMPLATE) });
    const { page } = window;
    await page.getByText('4 tasks', { exact: true }).waitFor();
    const missing = page.getByRole('region', { name: 'Without a value:' });
    await expect
      .poll(() => missing.getByRole('button').allInnerTexts())
      .toEqual(['Scene file', 'Tiles']);

    // The preview tells what it can.
    const preview = page.getByRole('region', { name: 'Task 1 will run' });
    await preview.getByText('What waits for a value stands as it is written.').waitFor();
    await expect.poll(() => preview.innerText()).toContain('{{Param.Scene}}');

    await missing.getByRole('button', { name: 'Tiles' }).click();
    await expect.poll(() => page.evaluate(focused)).toBe('parameter-Tiles');

    // What depends on one says so.
    await page
      .getByRole('option', { name: /^Tile/ })
      .or(page.getByRole('button', { name: /^Tile\b/ }))
      .first()
      .click();
    await page.locator('.tasks-count').getByText('Tasks appear once Tiles has a value').waitFor();
    await page.getByRole('tab', { name: 'Dry run', exact: true }).click();
    await page.locator('.plan-none', { hasText: 'Tasks appear once Tiles has a value' }).waitFor();
    await page.getByRole('tab', { name: 'Tasks', exact: true }).click();

    await button(page, 'Scout').click();
    await page.getByText('Nothing ran: 2 values are missing: Scene, Tiles.').waitFor();
    await expect.poll(() => page.evaluate(focused)).toBe('parameter-Scene');
    expect(await findings(page)).toEqual([]);
    await keepPictures(page, 'missing-values');

    await page.keyboard.type('shot.blend');
    await button(page, 'Scout').click();
    await page.getByText('Nothing ran: Tiles has no value.').waitFor();
    await page.keyboard.type('1-3');
    await page.locator('.tasks-count').getByText('3 tasks', { exact: true }).waitFor();
    await missing.waitFor({ state: 'detached' });
    await page.getByText(/^Nothing ran/).waitFor({ state: 'detached' });
    await button(page, 'Scout').click();
    await button(page, 'Trust and run').waitFor();
  });
});
