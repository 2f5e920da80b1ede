import { afterEach, describe, expect, it } from 'vitest';
import { skipReason } from './support/browser.ts';
import {
  button,
  makeBundle,
  openWindow,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

const FRAMES = `specificationVersion: jobtemplate-2023-09
name: Frames
parameterDefinitions:
  - { name: Frames, type: STRING, default: 1-4 }
steps:
  - name: Render
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: "{{Param.Frames}}" }
    script: { actions: { onRun: { command: sleep, args: ["60"] } } }
`;

let window: Window;
afterEach(() => window.close());

describe.skipIf(skipReason)('everyday slips', () => {
  it('says beside the field what a range cannot be read for', async () => {
    window = await openWindow({ path: makeBundle(FRAMES) });
    const { page } = window;
    const field = page.getByRole('textbox', { name: 'Frames' }).first();
    await field.fill('1-4,abc');
    await page.locator('.side-issue').getByText("but found 'abc'").waitFor();
    await field.fill('1-5');
    await page.getByText('5 tasks').first().waitFor();
    expect(await page.locator('.side-issue').count()).toBe(0);
  });

  it('shows the way back to a run that goes on while another bundle is open', async () => {
    window = await openWindow({ path: makeBundle(FRAMES) });
    const { page, errors } = window;
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Running');
    await button(page, 'Open').click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox')
      .fill(makeBundle(FRAMES.replace('name: Frames', 'name: Other')));
    await page.keyboard.press('Enter');
    await waitForStatus(page, 'Ready');
    await page.getByRole('button', { name: 'Frames is running' }).click();
    await waitForStatus(page, 'Running');
    expect(await page.getByText('Frames is running').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('keeps the template, the tasks and every button in the window at twice the size', async () => {
    window = await openWindow({ path: makeBundle(FRAMES), viewport: { width: 640, height: 400 } });
    const { page } = window;
    await page.locator('.view-line').first().waitFor();
    const shown = await page.locator('.header button, .text-editor, .bottom').all();
    expect(shown.length).toBeGreaterThan(8);
    for (const one of shown) {
      const box = (await one.boundingBox()) ?? { x: -1, width: 0, height: 0 };
      expect(box.height).toBeGreaterThan(20);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(640);
    }
  });

  it('indents what follows the first property of an item', async () => {
    window = await openWindow({ path: makeBundle(FRAMES) });
    const { page } = window;
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('  - name: Next');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.type('description: last');
    await page.locator('.view-line').getByText('description: last').waitFor();
    expect(
      await page.locator('.view-line', { hasText: 'description: last' }).first().innerText(),
    ).toMatch(/^\s{4}description/);
  });
});
