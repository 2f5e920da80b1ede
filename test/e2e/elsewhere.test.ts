import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import { button, keepPictures, makeBundle, openWindow, type Window } from './support/window.ts';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Elsewhere
parameterDefinitions:
  - { name: Words, type: STRING, default: plain }
  - { name: Scene, type: PATH, objectType: FILE, dataFlow: IN, default: scene.txt }
  - { name: Out, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: out }
steps:
  - name: Say
    parameterSpace:
      taskParameterDefinitions:
        - { name: Frame, type: INT, range: 1-4 }
    script:
      actions:
        onRun:
          command: sh
          args: ["{{Task.File.Say}}", "{{Param.Words}}", "{{Param.Scene}}"]
      embeddedFiles:
        - name: Say
          type: TEXT
          data: |
            printf 'said %s of %s\\n' "$1" "{{Task.Param.Frame}}"
            cat "$2"
`;

const VALUES = `# how it is sent
parameterValues:
- name: deadline:priority
  value: 40        # not before lunch
`;

const NASTY = `it's "50%" $HOME \`x\` & <done>`;

/** Programs on PATH: a farm's submitter that reads the bundle, and `openjd`, which is our own command line. */
function programs(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-programs-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  };
  write(
    'deadline',
    `#!/bin/sh
printf 'asked: %s %s %s\\n' "$1" "$2" "$#"
cat "$3/template.yaml" "$3/parameter_values.yaml" > "$FARM_INBOX/received"
if [ -e "$FARM_INBOX/refuse" ]; then echo 'no such queue' >&2; exit 3; fi
if [ -e "$FARM_INBOX/wait" ]; then echo waiting; sleep 60; fi
echo submitted
`,
  );
  write('openjd', `#!/bin/sh\nexec '${NODE}' '${ROOT}/src/main/hosts/cli/main.ts' "$@"\n`);
  return folder;
}

const bundle = () =>
  makeBundle(TEMPLATE, {
    'scene.txt': 'a scene\n',
    'parameter_values.yaml': VALUES,
  });

let window: Window;
const before = { PATH: process.env.PATH, FARM_INBOX: process.env.FARM_INBOX };
afterEach(async () => {
  await window.close();
  Object.assign(process.env, before);
});

async function open(root: string): Promise<{ page: Page; inbox: string; path: string }> {
  const inbox = mkdtempSync(join(tmpdir(), 'jobwright-inbox-'));
  const path = `${programs()}${delimiter}${process.env.PATH}`;
  process.env.PATH = path;
  process.env.FARM_INBOX = inbox;
  window = await openWindow({ path: root });
  return { page: window.page, inbox, path };
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.locator('.header-bundle button').click();
  await page.getByRole('menuitem', { name: entry }).click();
}

const clipboard = (page: Page) =>
  page.evaluate('navigator.clipboard.readText()') as Promise<string>;

/** The lines that the job's own script writes. */
const said = (output: string) =>
  output.split('\n').flatMap((line) => /(?:said .*|a scene)$/.exec(line)?.[0] ?? []);

describe.skipIf(skipReason || process.platform === 'win32')('a job elsewhere', () => {
  it('runs by the copied command as it does here', async () => {
    const root = bundle();
    const { page, path } = await open(root);
    await page.getByLabel('Words', { exact: true }).fill(NASTY);
    await page.getByText('4 tasks').first().waitFor();
    await choose(page, 'Copy as openjd run');
    await page.getByText('Command copied.').waitFor();
    const command = await clipboard(page);
    expect(command).toMatch(/^openjd run \S+template\.yaml --job-param /);
    const run = (text: string) =>
      said(
        execFileSync('sh', ['-c', text], {
          cwd: tmpdir(),
          env: { ...process.env, PATH: path },
          encoding: 'utf8',
        }),
      );
    const ofFrame = (frame: number) => [`said ${NASTY} of ${frame}`, 'a scene'];
    expect(run(command)).toEqual([1, 2, 3, 4].flatMap(ofFrame));
    // A run of the history: three tasks of four, by their values.
    await button(page, 'Scout').click();
    await button(page, 'Trust and run').click();
    await page.getByRole('status', { name: 'Status' }).getByText('Finished').waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('row').nth(1).click();
    await button(page, 'Copy as openjd run').click();
    await expect.poll(() => clipboard(page)).toContain('--step Say --tasks');
    const past = await clipboard(page);
    expect(run(past)).toEqual([1, 2, 4].flatMap(ofFrame));
  });

  it('runs where it was exported to; nothing is written over without being asked for', async () => {
    const root = bundle();
    const { page } = await open(root);
    await page.getByLabel('Words', { exact: true }).fill('exported');
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('#unsaved');
    const folder = mkdtempSync(join(tmpdir(), 'jobwright-export-'));
    await choose(page, 'Export the bundle…');
    const dialog = page.getByRole('dialog', { name: 'Export the bundle' });
    await dialog.getByLabel('Folder').fill(folder);
    await dialog.getByLabel('Name').fill('there');
    await keepPictures(page, 'export');
    expect(await findings(page)).toEqual([]);
    await button(page, 'Export').click();
    await page.getByText(/files exported to/).waitFor();
    const there = join(folder, 'there');
    expect(readFileSync(join(there, 'template.yaml'), 'utf8')).toBe(`${TEMPLATE}#unsaved`);
    expect(readFileSync(join(there, 'parameter_values.yaml'), 'utf8')).toBe(
      `${VALUES}- name: Words\n  value: exported\n`,
    );
    // The user's own files are as they were.
    expect(readFileSync(join(root, 'template.yaml'), 'utf8')).toBe(TEMPLATE);
    expect(readFileSync(join(root, 'parameter_values.yaml'), 'utf8')).toBe(VALUES);
    const output = execFileSync(
      NODE,
      [
        'src/main/hosts/cli/main.ts',
        'run',
        there,
        '-p',
        `file://${join(there, 'parameter_values.yaml')}`,
      ],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(said(output)[0]).toBe('said exported of 1');
    writeFileSync(join(there, 'scene.txt'), 'mine\n');
    writeFileSync(join(there, 'notes.txt'), 'kept\n');
    await choose(page, 'Export the bundle…');
    await dialog.getByLabel('Folder').fill(folder);
    await dialog.getByLabel('Name').fill('there');
    await button(page, 'Export').click();
    await dialog.getByText(/exists already and is not empty/).waitFor();
    expect(readFileSync(join(there, 'scene.txt'), 'utf8')).toBe('mine\n');
    await button(page, 'Write over its files').click();
    await dialog.waitFor({ state: 'detached' });
    expect(readFileSync(join(there, 'scene.txt'), 'utf8')).toBe('a scene\n');
    expect(existsSync(join(there, 'notes.txt'))).toBe(true);
  });

  it('is sent to the farm with what is on the screen; failures are told in place and it can be stopped', async () => {
    const root = bundle();
    const { page, inbox } = await open(root);
    await page.getByLabel('Words', { exact: true }).fill('sent');
    await page.getByLabel('Priority', { exact: true }).fill('90');
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('#typed');
    await choose(page, 'Send to farm…');
    const sheet = page.getByRole('dialog', { name: 'Send to farm' });
    await sheet.getByText(`deadline bundle gui-submit ${root}`).waitFor();
    await sheet.getByText('2 values of the form into parameter_values.yaml').waitFor();
    await sheet.getByText('template.yaml', { exact: true }).waitFor();
    await keepPictures(page, 'send-to-farm');
    expect(await findings(page)).toEqual([]);
    await button(page, 'Save and send').click();
    await sheet.getByText('Sent.').waitFor();
    await sheet.getByText('asked: bundle gui-submit 3').waitFor();
    expect(readFileSync(join(inbox, 'received'), 'utf8')).toBe(
      `${TEMPLATE}#typed${VALUES.replace('40 ', '90 ')}- name: Words\n  value: sent\n`,
    );
    writeFileSync(join(inbox, 'refuse'), '');
    await button(page, 'Send').click();
    await sheet.getByText('Not sent. Exit code 3').waitFor();
    await sheet.getByText('no such queue').waitFor();
    rmSync(join(inbox, 'refuse'));
    writeFileSync(join(inbox, 'wait'), '');
    await button(page, 'Send').click();
    await sheet.getByText('waiting').waitFor();
    await button(page, 'Stop sending').click();
    await sheet.getByText('Stopped.').waitFor();
    await button(page, 'Change command').click();
    await sheet
      .getByRole('textbox', { name: 'Change command' })
      .fill('not-installed-anywhere\n{bundle}');
    await button(page, 'Keep command').click();
    await sheet.getByText('not-installed-anywhere is not installed here.').waitFor();
    await expect.poll(() => button(page, 'Send').isDisabled()).toBe(true);
  });

  it('lists its assets and keeps its values by one click each', async () => {
    const root = bundle();
    const { page } = await open(root);
    await page.getByLabel('Words', { exact: true }).fill('kept');
    await page.getByRole('button', { name: 'Deadline Cloud', expanded: true }).waitFor();
    await button(page, 'Add 2 paths to asset_references').click();
    await page.getByText('2 paths added to asset_references.yaml.').waitFor();
    expect(readFileSync(join(root, 'asset_references.yaml'), 'utf8')).toBe(
      `assetReferences:
  inputs:
    filenames:
      - scene.txt
  outputs:
    directories:
      - out
`,
    );
    await button(page, 'Save 1 value to the bundle').click();
    await page.getByText('1 value saved in parameter_values.yaml.').waitFor();
    expect(readFileSync(join(root, 'parameter_values.yaml'), 'utf8')).toBe(
      `${VALUES}- name: Words\n  value: kept\n`,
    );
    await page.getByRole('button', { name: /^Save 1 value/ }).waitFor({ state: 'detached' });
    await page.getByLabel('Priority', { exact: true }).fill('900');
    await page.getByText('deadline:priority must be a whole number from 0 to 100.').waitFor();
    await keepPictures(page, 'deadline-values');
  });
});
