import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { casesOf, ownRoot, suiteRoot } from '../conformance/suite.ts';
import { realTemplates } from '../support/real-bundles.ts';
import { skipReason } from './support/browser.ts';
import { button, openWindow, sample, type Window } from './support/window.ts';

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

async function openFile(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+O');
  await page.getByRole('dialog').getByLabel('Path').fill(path);
  await page.keyboard.press('Enter');
  await page.locator(`.header-path[title="${path}"]`).waitFor();
}

/** Opens a template, changes it, saves, goes round the views, undoes, and saves again. */
async function changeAndUndo(page: Page, path: string): Promise<Buffer> {
  await openFile(page, path);
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

/** Bundles in folders of their own: samples, as other systems write them, and templates in JSON. */
function bundles(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-untouched-'));
  const json = `{\r\n\t"specificationVersion": "jobtemplate-2023-09",\r\n\t"name" : "Tabs \\u0041",\r\n\t"steps": [ {"name":"A",\r\n\t\t"script": {"actions": {"onRun": {"command": "echo" , "args": [ "\\/" ]}}}} ]\r\n}`;
  const samples = readdirSync(sample('')).map(
    (name) => [name, readFileSync(join(sample(name), 'template.yaml'), 'utf8')] as const,
  );
  const files = [
    ...samples.map(([name, text]) => [name, 'yaml', text]),
    ...samples.map(([name, text]) => [
      `${name}-crlf`,
      'yaml',
      `\ufeff${text.replaceAll('\n', '\r\n')}`,
    ]),
    ...samples
      .slice(0, 3)
      .map(([name, text]) => [
        `${name}-mixed`,
        'yaml',
        text.replace(/\n/, '\r\n').replace(/\n$/, ''),
      ]),
    ['tabs', 'json', json],
    ['tabs-bom', 'json', `\ufeff${json}\r\n\r\n`],
  ] as const;
  return files.map(([name = '', format, text = '']) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, `template.${format}`), text);
    return join(folder, name, `template.${format}`);
  });
}

/** What identifies a file that was not written again. */
const standing = (path: string) => {
  const { ino, mtimeNs } = statSync(path, { bigint: true });
  return { ino, mtimeNs };
};

describe.skipIf(skipReason)('a template that is shown in every view and not touched', () => {
  it('has the same bytes, however it is saved', { timeout: 300_000 }, async () => {
    window = await openWindow({ colorScheme: 'dark' });
    const { page, errors } = window;
    const differing: string[] = [];
    for (const path of bundles()) {
      const before = readFileSync(path);
      const note = (what: string, file: string) => {
        if (!before.equals(readFileSync(file))) differing.push(`${what}: ${file}`);
      };
      await openFile(page, path);
      const written = standing(path);
      for (const name of ['Graph', 'Form', path.endsWith('json') ? 'JSON' : 'YAML']) {
        await page.getByRole('tab', { name, exact: true }).click();
        await page.waitForTimeout(30);
        await page.keyboard.press('Control+S');
        await page.keyboard.press('Control+Shift+S');
      }
      await page.waitForTimeout(100);
      // There is nothing to save: the file is not even written again.
      expect(standing(path), path).toEqual(written);
      note('shown', path);

      // Its copy elsewhere, which the window writes from what it holds.
      await page.locator('.header-bundle button').click();
      await page.getByRole('menuitem', { name: 'Save elsewhere…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Save elsewhere' });
      await dialog.getByLabel('Name').fill('copy');
      await dialog
        .getByLabel('Folder')
        .fill(join(dirname(path), '..', `${basename(dirname(path))}-there`));
      await button(page, 'Save and open').click();
      await dialog.waitFor({ state: 'detached' });
      const copy = join(`${dirname(path)}-there`, 'copy', basename(path));
      note('saved elsewhere', copy);

      // A file that someone removed is saved again in its place.
      await page.locator(`.header-path[title="${copy}"]`).waitFor();
      rmSync(copy);
      await page.getByText(`${copy} is gone from the disk.`).first().waitFor();
      await page.keyboard.press('Control+S');
      await expect.poll(() => existsSync(copy), { timeout: 5000 }).toBe(true);
      note('saved again', copy);
      await page.locator('.header-dirty').waitFor({ state: 'detached' });
    }
    expect(differing).toEqual([]);
    expect(errors).toEqual([]);
  });
});

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
