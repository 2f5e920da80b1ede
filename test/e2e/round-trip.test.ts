import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { casesOf, ownRoot, suiteRoot } from '../conformance/suite.ts';
import { realTemplates } from '../support/real-bundles.ts';
import { skipReason } from './support/browser.ts';
import { openWindow, sample, type Window } from './support/window.ts';

// Every valid template with `npm run test:long`; in between as many as a minute allows.
const SHARE = process.env.JOBWRIGHT_LONG === undefined ? 10 : 1;

let window: Window;
afterEach(() => window.close());

/** Templates in folders of their own, by their paths: samples, as other systems write them, cases, and real bundles. */
function templates(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-round-trip-'));
  const samples = readdirSync(sample('')).flatMap((name) => {
    const text = readFileSync(join(sample(name), 'template.yaml'), 'utf8');
    return [
      [`${name}.yaml`, text],
      [`${name}-crlf.yaml`, `\ufeff${text.replaceAll('\n', '\r\n')}`],
      [`${name}-mixed.yaml`, text.replace(/\n/, '\r\n').replace(/\n$/, '')],
    ] as const;
  });
  const cases = [suiteRoot, ownRoot]
    .flatMap(casesOf)
    .filter(({ kind, mustFail }) => kind !== 'jobs' && !mustFail)
    .filter((_, at) => at % SHARE === 0);
  return [
    ...samples.map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    }),
    ...[...cases.map(({ path }) => path), ...realTemplates()].map((path, at) => {
      const copy = join(folder, `case-${at}-${basename(path)}`);
      writeFileSync(copy, readFileSync(path));
      return copy;
    }),
  ];
}

/** Saves; a save puts a new file in the place of the old one. */
async function save(page: Page, path: string): Promise<void> {
  const before = statSync(path).ino;
  await page.keyboard.press('Control+S');
  for (let tries = 0; tries < 200 && statSync(path).ino === before; tries++)
    await page.waitForTimeout(10);
  expect(statSync(path).ino, path).not.toBe(before);
}

/** Opens a template, changes it, saves, goes round the views, undoes, and saves again. */
async function changeAndUndo(page: Page, path: string): Promise<Buffer> {
  await page.keyboard.press('Control+O');
  await page.getByRole('dialog').getByLabel('Path').fill(path);
  await page.keyboard.press('Enter');
  await page.locator('.header-path').getByText(basename(path)).waitFor();
  const view = (name: string) => page.getByRole('tab', { name, exact: true }).click();
  await view('YAML');
  await page
    .locator('.monaco-editor textarea, .monaco-editor .native-edit-context')
    .first()
    .focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await save(page, path);
  for (const name of ['Graph', 'Form', 'YAML']) {
    await view(name);
    await page.waitForTimeout(30);
  }
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Z');
  await save(page, path);
  return readFileSync(path);
}

describe.skipIf(skipReason)(
  'a template that is changed, shown in every view, undone and saved',
  () => {
    it('has the same bytes as before', { timeout: 900_000 }, async () => {
      const all = templates();
      expect(all.length).toBeGreaterThan(30);
      window = await openWindow({ colorScheme: 'dark' });
      const { page, errors } = window;
      const changed: string[] = [];
      for (const path of all) {
        const before = readFileSync(path);
        if (!before.equals(await changeAndUndo(page, path))) changed.push(path);
      }
      expect(changed).toEqual([]);
      expect(errors).toEqual([]);
    });
  },
);
