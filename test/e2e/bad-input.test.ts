import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { calm } from './support/calm.ts';
import { drawn } from './support/still.ts';
import { button, keepPicture, makeBundle, openWindow, type Window } from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const HEAD = 'specificationVersion: jobtemplate-2023-09\n';
const STEPS = 'steps:\n- name: Only\n  script: {actions: {onRun: {command: echo}}}\n';

const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name }).click();
const form = (page: Page) => page.getByRole('region', { name: 'Form of the template' });
const problems = (page: Page) => page.getByRole('list', { name: 'Problems of this template' });

async function openText(
  text: string,
  files: Record<string, string> = {},
): Promise<{ page: Page; root: string }> {
  const root = makeBundle(text, files);
  window = await openWindow({ path: root, colorScheme: 'dark' });
  await window.page.locator('.view-line').first().waitFor();
  return { page: window.page, root };
}

describe.skipIf(skipReason)('a template that is none, or not quite', () => {
  it('with a key twice says where, and can be mended in the text', async () => {
    const { page } = await openText(`${HEAD}name: One\nname: Two\n${STEPS}`);
    await tab(page, /^Problems/);
    await problems(page)
      .getByRole('button', { name: /name.*3:1/ })
      .first()
      .click();
    await page.keyboard.press('Control+Shift+K');
    await page.getByText('No problems.').waitFor();
    expect(window.errors).toEqual([]);
  });

  it('with anchors is changed where an alias stands, or says why not; the anchor keeps its value', async () => {
    const text = `${HEAD}name: Anchors
parameterDefinitions:
- &frames {name: First, type: STRING, default: "1-3"}   # the one
- name: Second
  type: &kind STRING
  default: x
- {name: Third, type: *kind}
${STEPS}`;
    const { page, root } = await openText(text);
    await tab(page, /^Form/);
    const card = (name: string) => form(page).getByRole('region', { name, exact: true });
    await card('Third')
      .getByRole('button', { name: /^Third/ })
      .click();
    await card('Third')
      .getByText('This repeats another part of the text and is edited there.')
      .first()
      .waitFor();
    // Taken away, the anchor would leave the alias without a value.
    await card('Second').getByRole('button', { name: 'Remove Second' }).click();
    await page
      .getByText(
        'This text has an anchor (&) that an alias (*) elsewhere stands for. Replace the alias first.',
      )
      .waitFor();
    await card('First')
      .getByRole('button', { name: /^First/ })
      .click();
    await card('First').getByLabel('Default', { exact: true }).fill('1-5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+S');
    const changed = text.replace('"1-3"', '"1-5"');
    await expect.poll(() => readFileSync(join(root, 'template.yaml'), 'utf8')).toBe(changed);
    expect(await findings(page)).toEqual([]);
    expect(window.errors).toEqual([]);
  });

  it.each([
    ['a mapping of something else', 'hello: world\nlist: [1, 2]\n'],
    ['a list', '- a\n- b\n'],
    ['a text', 'just some words\n'],
    ['nothing', '# only a comment\n'],
  ])('that is YAML but no template says so in every view: %s', async (what, text) => {
    const { page, root } = await openText(text);
    await tab(page, /^Problems/);
    await problems(page).getByRole('button').first().waitFor();
    for (const view of [/^Form/, /^Graph/, /^YAML/]) {
      await tab(page, view);
      await drawn(page);
      expect(await findings(page)).toEqual([]);
    }
    await tab(page, /^Form/);
    await keepPicture(page, `no-template-${what.replaceAll(' ', '-')}-dark-1280`);
    await expect.poll(() => button(page, 'Scout').isEnabled()).toBe(true);
    await button(page, 'Scout').click();
    await calm(page);
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    expect(readFileSync(join(root, 'template.yaml'), 'utf8')).toBe(text);
    expect(window.errors).toEqual([]);
  });

  it('with values that do not fit says which, at the file and at the control', async () => {
    const { page } = await openText(
      `${HEAD}name: Values
parameterDefinitions:
- {name: Count, type: INT, default: 2, maxValue: 9}
- {name: Kind, type: STRING, default: a, allowedValues: [a, b]}
${STEPS}`,
      {
        'parameter_values.yaml':
          'parameterValues:\n- {name: Count, value: many}\n- {name: Kind, value: c}\n- {name: Gone, value: 1}\n',
      },
    );
    await tab(page, /^Problems/);
    for (const name of ['many', 'Gone'])
      await problems(page)
        .getByRole('button', { name: new RegExp(`${name}.*parameter_values\\.yaml`) })
        .first()
        .waitFor();
    // The control shows what is there, says why it cannot be, and takes another value.
    await page
      .locator('.parameter', { has: page.locator('#parameter-Count') })
      .getByRole('paragraph')
      .first()
      .waitFor();
    await page.locator('#parameter-Count').fill('3');
    await page.locator('#parameter-Kind').selectOption('b');
    await tab(page, /^Tasks/);
    await page.getByText('1 task', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(window.errors).toEqual([]);
  });
});
