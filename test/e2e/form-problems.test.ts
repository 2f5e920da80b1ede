import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { keepPicture, makeBundle, openWindow, type Window } from './support/window.ts';

/** Something wrong in every kind of field: each line with an error says so. */
const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: "{{Param.Nobody}}"
extensions: [TASK_CHUNKING, NOSUCH]
parameterDefinitions:
  - { name: Quality, type: INT, default: high, minValue: 9, maxValue: 1 }
  - { name: Look, type: STRING, default: noon, allowedValues: [day, [night]] }
  - { name: Scene, type: PATH, objectType: FOLDER, userInterface: { control: SPIN_BOX } }
  - { name: 1st, type: STRING }
jobEnvironments:
  - name: Tools
    variables: { "NOT OK": a, GOOD: "{{Param.None}}", LIST: [1] }
steps:
  - name: Render
    colour: { deep: 1 }
    dependencies: [{ dependsOn: Nowhere }]
    hostRequirements:
      amounts: [{ name: amount.worker.vcpu, min: -1 }, { name: wrong }]
      attributes: [{ name: attr.worker.os.family, anyOf: [] }]
    parameterSpace:
      combination: "Frame * (Side"
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 9-1 }
        - { name: Side, type: STRING, range: [left, "{{Param.Gone}}", {}] }
    script:
      actions:
        onRun: { command: "", args: [fine, "{{Task.Param.Missing}}", { a: 1 }], timeout: soon, cancelation: { mode: NEVER } }
      embeddedFiles:
        - { name: Run, type: TEXT, data: "{{Param.Lost}}", filename: a/b }
  - name: Render
    script: none
`;

let window: Window;
afterEach(() => window.close());

/** Messages without what only their place in the window adds. */
const texts = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(
    `[...new Set([...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent.trim()))]`,
  ) as Promise<string[]>;

describe.skipIf(skipReason)('the form of a template full of mistakes', () => {
  it('says each of them at its field', async () => {
    window = await openWindow({
      path: makeBundle(TEMPLATE),
      viewport: { width: 1280, height: 800 },
    });
    const { page, errors } = window;
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await page.locator('.problem').first().waitFor();
    const known = await page.evaluate(`
      [...document.querySelectorAll('.problem')]
        .filter((one) => one.querySelector('.problem-error'))
        .map((one) => one.querySelector('.problem-text').firstChild.textContent.trim())`);
    const messages = [...new Set(known as string[])];
    expect(messages.length).toBeGreaterThan(20);

    await page.getByRole('tab', { name: 'Form', exact: true }).click();
    const closed = page.locator('.form-card-title[aria-expanded=false]');
    await page.locator('.form-card-title').first().waitFor();
    while ((await closed.count()) > 0) await closed.first().click();
    const shown = await texts(
      page,
      '.form .form-issues p, .form-view .form-issues p, .form-issues p',
    );
    expect(messages.filter((message) => !shown.includes(message))).toEqual([]);

    // What is wrong is said of its field to whoever does not see where it stands.
    const silent = await page.evaluate(`
      [...document.querySelectorAll('.form-issues')]
        .map((issues) => document.getElementById(issues.id.replace(/-issues$/, '')))
        .filter((field) => field && /^(INPUT|SELECT|TEXTAREA)$/.test(field.tagName))
        .filter((field) => field.getAttribute('aria-invalid') !== 'true'
          || !(field.getAttribute('aria-describedby') ?? '').includes('-issues'))
        .map((field) => field.id)`);
    expect(silent).toEqual([]);
    expect(await findings(page)).toEqual([]);
    await keepPicture(page, 'form-problems-1280');
    expect(errors).toEqual([]);
  });
});
