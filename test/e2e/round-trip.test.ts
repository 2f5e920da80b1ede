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
import { basename, dirname, extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { casesOf, ownRoot, suiteRoot } from '../conformance/suite.ts';
import { realTemplates } from '../support/real-bundles.ts';
import { skipReason } from './support/browser.ts';
import { still } from './support/still.ts';
import { button, openWindow, sample, type Window } from './support/window.ts';

// Every valid template with `npm run test:long`; in between as many as a minute allows.
const SHARE = process.env.JOBWRIGHT_LONG === undefined ? 10 : 1;

let window: Window;
afterEach(() => window.close());

/** The valid templates of the suite and of our own cases. */
function validCases(): readonly string[] {
  return [suiteRoot, ownRoot]
    .flatMap(casesOf)
    .filter(({ kind, mustFail }) => kind !== 'jobs' && !mustFail)
    .map(({ path }) => path);
}

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
  const cases = validCases().filter((_, at) => at % SHARE === 0);
  return [
    ...samples.map(([name, text]) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    }),
    ...[...cases, ...realTemplates()].map((path, at) => {
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
  await expect.poll(() => statSync(path).ino, { message: path, interval: 10 }).not.toBe(before);
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
    await still(page);
  }
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+Z');
  await save(page, path);
  return readFileSync(path);
}

const JSON_TEMPLATE = `{\r\n\t"specificationVersion": "jobtemplate-2023-09",\r\n\t"name" : "Tabs \\u0041",\r\n\t"steps": [ {"name":"A",\r\n\t\t"script": {"actions": {"onRun": {"command": "echo" , "args": [ "\\/" ]}}}} ]\r\n}`;

/** Each in a bundle of its own: samples, as other systems write them, JSON, every valid case, every real bundle. */
function untouched(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-untouched-'));
  const samples = readdirSync(sample('')).flatMap((name) => {
    const text = readFileSync(join(sample(name), 'template.yaml'), 'utf8');
    return [
      text,
      `\ufeff${text.replaceAll('\n', '\r\n')}`,
      text.replace(/\n/, '\r\n').replace(/\n$/, ''),
    ].map((each) => ['yaml', each] as const);
  });
  const files = [...validCases(), ...realTemplates()].map(
    (path) => [extname(path).slice(1), readFileSync(path)] as const,
  );
  const all = [
    ...samples,
    ['json', JSON_TEMPLATE] as const,
    ['json', `\ufeff${JSON_TEMPLATE}\r\n\r\n`] as const,
    ...files,
  ];
  return all.map(([format, content], at) => {
    const root = join(folder, String(at).padStart(3, '0'));
    mkdirSync(root);
    writeFileSync(join(root, `template.${format}`), content);
    return join(root, `template.${format}`);
  });
}

/** What identifies a file that was not written again. */
const standing = (path: string) => {
  const { ino, mtimeNs } = statSync(path, { bigint: true });
  return { ino, mtimeNs };
};

/** Shows each view until it is drawn; the text is what the editor holds then. */
async function goRound(page: Page, path: string): Promise<void> {
  const view = (name: string) => page.getByRole('tab', { name, exact: true }).click();
  await view('Graph');
  await page.locator('.react-flow__node, .graph-none').first().waitFor();
  await view('Form');
  await page.locator('.form-root').waitFor();
  await view(path.endsWith('json') ? 'JSON' : 'YAML');
  await page.locator('.view-line').first().waitFor();
}

describe.skipIf(skipReason)('a template that is shown in every view and not touched', () => {
  it('has the same bytes when it is saved by force', { timeout: 600_000 }, async () => {
    window = await openWindow({ colorScheme: 'dark' });
    const { page, errors } = window;
    const all = untouched();
    expect(all.length).toBeGreaterThan(60);
    const differing: string[] = [];
    for (const path of all) {
      const before = readFileSync(path);
      await openFile(page, path);
      const written = standing(path);
      await goRound(page, path);
      await page.keyboard.press('Control+S');
      await page.keyboard.press('Control+Shift+S');
      // There is nothing to save: the file is not even written again.
      expect(standing(path), path).toEqual(written);
      // A file that someone removed is saved again in its place, from what the window holds.
      rmSync(path);
      await page.getByText(`${path} is gone from the disk.`).first().waitFor();
      await page.keyboard.press('Control+S');
      await expect.poll(() => existsSync(path), { message: path, interval: 5 }).toBe(true);
      if (!before.equals(readFileSync(path))) differing.push(path);
      await page.locator('.header-dirty').waitFor({ state: 'detached' });
    }
    expect(differing).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('has the same bytes in a copy that the window writes', { timeout: 60_000 }, async () => {
    window = await openWindow({ colorScheme: 'dark' });
    const { page } = window;
    const path = untouched()[1] ?? '';
    await openFile(page, path);
    await goRound(page, path);
    await page.locator('.header-bundle button').click();
    await page.getByRole('menuitem', { name: 'Save elsewhere…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save elsewhere' });
    await dialog.getByLabel('Name').fill('copy');
    const there = `${dirname(path)}-there`;
    await dialog.getByLabel('Folder').fill(there);
    await button(page, 'Save and open').click();
    await dialog.waitFor({ state: 'detached' });
    expect(readFileSync(join(there, 'copy', basename(path)))).toEqual(readFileSync(path));
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
