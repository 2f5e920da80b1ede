import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/main/app.ts';
import { appPaths } from '../../src/main/services/app-paths.ts';
import { ProtocolError } from '../../src/shared/protocol/index.ts';
import { type Connected, transports } from './transports.ts';

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Contract # kept
steps:
  - name: Only
    script:
      actions:
        onRun: { command: echo, args: [hello] }
`;

function makeBundle(): string {
  const root = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  writeFileSync(join(root, 'template.yaml'), TEMPLATE);
  mkdirSync(join(root, 'scripts'));
  writeFileSync(join(root, 'scripts', 'draw.py'), 'print(1)\n');
  writeFileSync(
    join(root, 'parameter_values.yaml'),
    'parameterValues:\n- name: Frames\n  value: 1-10\n- name: deadline:priority\n  value: 50\n',
  );
  return root;
}

async function failure(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProtocolError);
  const { code, message } = error as ProtocolError;
  return { code, message };
}

describe.each(Object.keys(transports))('the protocol over %s', (name) => {
  let app: App;
  let connected: Connected;
  let bundle: string;

  beforeAll(async () => {
    const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
    app = createApp({
      host: 'memory',
      paths: appPaths({ JOBWRIGHT_HOME: home }),
      reportError: () => undefined,
    });
    connected = await (transports[name] as (typeof transports)[string])(app.dispatcher);
    bundle = makeBundle();
  });

  afterAll(async () => {
    await connected.close();
    await app.close();
  });

  it('describes the machine', async () => {
    const info = await connected.client.call('app.describe', {});
    expect(info).toMatchObject({ version: '0.1.0', host: 'memory', cpuCount: expect.any(Number) });
  });

  it('reads and writes files by their names in the bundle, and keeps its tabs', async () => {
    const { client } = connected;
    const path = 'scripts/draw.py';
    const read = await client.call('bundle.readFile', { root: bundle, path });
    expect(read).toMatchObject({ path: join(bundle, path), text: 'print(1)\n', readOnly: false });
    const request = { root: bundle, path, text: 'print(2)\n' };
    const stale = await failure(client.call('bundle.writeFile', { ...request, baseHash: 'x' }));
    expect(stale.code).toBe('changed-on-disk');
    await client.call('bundle.writeFile', { ...request, baseHash: read.hash });
    expect(readFileSync(join(bundle, path), 'utf8')).toBe('print(2)\n');
    await client.call('draft.save', {
      path: join(bundle, path),
      text: 'print(3)\n',
      baseHash: read.hash,
      cursor: 4,
    });
    expect(await client.call('bundle.readFile', { root: bundle, path })).toMatchObject({
      text: 'print(2)\n',
      draft: { text: 'print(3)\n', cursor: 4 },
    });
    const again = await client.call('bundle.readFile', { root: bundle, path });
    await client.call('bundle.writeFile', { ...request, text: 'print(1)\n', baseHash: again.hash });
    expect(await client.call('bundle.readFile', { root: bundle, path })).not.toHaveProperty(
      'draft',
    );
    for (const name of ['../x', '/etc/hostname'])
      expect(
        (await failure(client.call('bundle.readFile', { root: bundle, path: name }))).code,
      ).toBe('outside-bundle');
    const tabs = { files: [path], chosen: `file:${path}` };
    await client.call('bundle.keepTabs', { root: bundle, tabs });
    expect((await client.call('bundle.open', { path: bundle })).tabs).toEqual(tabs);
    expect(
      await client.call('bundle.findPaths', {
        root: bundle,
        paths: ['scripts', path, 'gone', '//server/share'],
      }),
    ).toEqual([
      { path: 'scripts', kind: 'directory' },
      { path, kind: 'file' },
      { path: 'gone', kind: 'missing' },
      { path: '//server/share', kind: 'unknown' },
    ]);
  });

  it('exports a bundle, and writes over nothing without being asked to', async () => {
    const { client } = connected;
    const directory = mkdtempSync(join(tmpdir(), 'jobwright-export-'));
    const texts = [{ path: 'template.yaml', text: '# on the screen\n' }];
    const request = { root: bundle, directory, name: 'out', texts, overwrite: false };
    const path = join(directory, 'out');
    expect(await client.call('bundle.export', request)).toEqual({ path, files: 3 });
    expect(readFileSync(join(path, 'template.yaml'), 'utf8')).toBe('# on the screen\n');
    expect(readFileSync(join(bundle, 'template.yaml'), 'utf8')).toBe(TEMPLATE);
    expect((await failure(client.call('bundle.export', request))).code).toBe('exists');
  });

  it.skipIf(process.platform === 'win32')(
    'sends a bundle by the command of the settings, as arguments, and tells how it ended',
    async () => {
      const { client } = connected;
      const script = join(mkdtempSync(join(tmpdir(), 'jobwright-farm-')), 'my submit $(x)');
      writeFileSync(script, '#!/bin/sh\nprintf "%s|" "$@"; ls "$2"; exit "$3"\n');
      chmodSync(script, 0o755);
      const configure = (farmCommand: string[]) =>
        client.call('settings.set', { patch: { farmCommand } });
      const send = async () => {
        const ended = new Promise<{ state: string; output: string; exitCode?: number | undefined }>(
          (done) =>
            client.on('farm.changed', (data) => {
              if (data.state !== 'running') done(data);
            }),
        );
        await client.call('farm.send', { root: bundle });
        return ended;
      };
      await configure([script, '$(id); "', '{bundle}', '0']);
      expect(await client.call('farm.describe', { root: bundle })).toEqual({
        command: [script, '$(id); "', bundle, '0'],
        program: script,
        isPreset: false,
      });
      const sent = await send();
      expect(sent).toMatchObject({ state: 'succeeded', exitCode: 0 });
      expect(sent.output).toContain(`$(id); "|${bundle}|0|`);
      expect(sent.output).toContain('template.yaml');
      await configure([script, 'x', '{bundle}', '7']);
      expect(await send()).toMatchObject({ state: 'failed', exitCode: 7 });
      await configure(['/not/there', '{bundle}']);
      expect((await failure(client.call('farm.send', { root: bundle }))).code).toBe('not-found');
      await configure([]);
      expect(await client.call('farm.describe', { root: bundle })).toMatchObject({
        command: ['deadline', 'bundle', 'gui-submit', bundle],
        isPreset: true,
      });
    },
  );

  it('opens a bundle by its folder with values, files and trust', async () => {
    const opened = await connected.client.call('bundle.open', { path: bundle });
    expect(opened).toMatchObject({
      root: bundle,
      format: 'yaml',
      trust: 'untrusted',
      bundledValues: { Frames: '1-10' },
      template: { text: TEMPLATE, readOnly: false },
    });
    expect(opened.files).toEqual([
      { path: 'parameter_values.yaml', size: 84, kind: 'values' },
      { path: 'scripts/draw.py', size: 9, kind: 'script' },
      { path: 'template.yaml', size: TEMPLATE.length, kind: 'template' },
    ]);
  });

  it('says what is wrong with what cannot be opened', async () => {
    const call = (path: string) => failure(connected.client.call('bundle.open', { path }));
    const empty = mkdtempSync(join(tmpdir(), 'jobwright-empty-'));
    writeFileSync(join(empty, 'binary.yaml'), Buffer.from([0, 1, 2, 255]));
    expect(await call(join(empty, 'gone'))).toEqual({
      code: 'not-found',
      message: `${join(empty, 'gone')} does not exist.`,
    });
    expect(await call(empty)).toEqual({
      code: 'not-a-bundle',
      message: `${empty} has no template.yaml or template.json. A bundle is a folder with one of them.`,
    });
    expect(await call(join(empty, 'binary.yaml'))).toEqual({
      code: 'not-text',
      message: `${join(empty, 'binary.yaml')} is not a text file in UTF-8.`,
    });
  });

  it('saves atomically, keeps every other byte, and refuses to overwrite what others changed', async () => {
    const path = join(bundle, 'template.yaml');
    const { template } = await connected.client.call('bundle.open', { path });
    const text = `${TEMPLATE}# more\r\n`;
    const saved = await connected.client.call('file.write', {
      path,
      text,
      baseHash: template.hash,
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
    writeFileSync(path, TEMPLATE);
    expect(
      await failure(connected.client.call('file.write', { path, text, baseHash: saved.hash })),
    ).toEqual({
      code: 'changed-on-disk',
      message: `${path} was changed by another program since it was opened.`,
    });
    expect(readFileSync(path, 'utf8')).toBe(TEMPLATE);
  });

  it('writes a file again that was deleted meanwhile; not into a folder that is gone', async () => {
    const folder = join(bundle, 'gone');
    const path = join(folder, 'template.yaml');
    mkdirSync(folder);
    writeFileSync(path, TEMPLATE);
    const { hash } = await connected.client.call('file.read', { path });
    rmSync(path);
    await connected.client.call('file.write', { path, text: 'again\n', baseHash: hash });
    expect(readFileSync(path, 'utf8')).toBe('again\n');
    rmSync(folder, { recursive: true });
    expect(
      await failure(connected.client.call('file.write', { path, text: 'x', baseHash: hash })),
    ).toEqual({
      code: 'not-writable',
      message: `${path} was not saved: its folder does not exist. Your text is still here.`,
    });
  });

  it('does not write a read-only file', async () => {
    const path = join(bundle, 'locked.yaml');
    writeFileSync(path, TEMPLATE);
    chmodSync(path, 0o444);
    const read = await connected.client.call('file.read', { path });
    expect(read.readOnly).toBe(true);
    expect(
      await failure(connected.client.call('file.write', { path, text: 'x', baseHash: read.hash })),
    ).toEqual({
      code: 'not-writable',
      message: `${path} was not saved: it is read-only or in a folder that is. Your text is still here.`,
    });
  });

  it('keeps a draft until the document is saved', async () => {
    const path = join(bundle, 'template.yaml');
    const { template } = await connected.client.call('bundle.open', { path });
    await connected.client.call('draft.save', {
      path,
      text: 'half typed',
      baseHash: template.hash,
      cursor: 4,
    });
    const again = await connected.client.call('bundle.open', { path });
    expect(again.draft).toMatchObject({ text: 'half typed', cursor: 4, baseHash: template.hash });
    await connected.client.call('file.write', { path, text: TEMPLATE, baseHash: template.hash });
    expect((await connected.client.call('bundle.open', { path })).draft).toBeUndefined();
  });

  it('remembers where someone was in a document, saved or not', async () => {
    const place = {
      of: '3-1',
      view: { cursorState: [], viewState: { scrollTop: 40 } },
      back: [{ start: 0, end: 1, text: 'x', joins: false }],
      forth: [],
    };
    for (const name of ['template.yaml', 'notes.txt']) {
      writeFileSync(join(bundle, 'notes.txt'), 'notes');
      await connected.client.call('place.keep', { path: join(bundle, name), place });
    }
    expect((await connected.client.call('bundle.open', { path: bundle })).place).toEqual(place);
    const notes = await connected.client.call('bundle.readFile', {
      root: bundle,
      path: 'notes.txt',
    });
    expect(notes.place).toEqual(place);
    const tabs = {
      files: ['notes.txt'],
      chosen: 'form',
      form: { cards: { 'form-steps.0': true }, scroll: 12 },
      folded: ['Render'],
    };
    await connected.client.call('bundle.keepTabs', { root: bundle, tabs });
    expect((await connected.client.call('bundle.open', { path: bundle })).tabs).toEqual(tabs);
  });

  it('remembers form values and recent bundles', async () => {
    await connected.client.call('bundle.keepValues', { root: bundle, values: { Frames: '1-3' } });
    const opened = await connected.client.call('bundle.open', { path: bundle });
    expect(opened.keptValues).toEqual({ Frames: '1-3' });
    const recent = await connected.client.call('recent.list', {});
    expect(recent[0]).toMatchObject({ path: join(bundle, 'template.yaml'), missing: false });
  });

  it('tells of settings that change and refuses values that do not fit', async () => {
    const told = new Promise((resolve) => connected.client.on('settings.changed', resolve));
    await connected.client.call('settings.set', { patch: { theme: 'light' } });
    expect(await told).toMatchObject({ settings: { theme: 'light', sessions: 1 } });
    expect(
      await failure(connected.client.call('settings.set', { patch: { sessions: 0 } })),
    ).toMatchObject({ code: 'invalid-params' });
    expect((await connected.client.call('settings.get', {})).sessions).toBe(1);
  });

  it('answers unknown methods and wrong parameters with errors as data', async () => {
    const call = connected.client.call.bind(connected.client) as (
      method: string,
      params: unknown,
    ) => Promise<unknown>;
    expect(await failure(call('constructor', {}))).toEqual({
      code: 'unknown-method',
      message: 'There is no method "constructor".',
    });
    expect(await failure(call('bundle.open', { path: 5 }))).toMatchObject({
      code: 'invalid-params',
    });
  });

  it('tells when an open file changes by other hands', async () => {
    const path = join(bundle, 'template.yaml');
    await connected.client.call('bundle.open', { path });
    const told = new Promise((resolve) => connected.client.on('file.changed', resolve));
    writeFileSync(path, `${TEMPLATE}# from outside\n`);
    expect(await told).toMatchObject({ path, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('lets go of the files of a bundle that a page has left, for this page alone', async () => {
    const left = makeBundle();
    const next = makeBundle();
    const other = await (transports[name] as (typeof transports)[string])(app.dispatcher);
    const alone = await (transports[name] as (typeof transports)[string])(app.dispatcher);
    try {
      await alone.client.call('bundle.open', { path: left });
      await alone.client.call('bundle.readFile', { root: left, path: 'scripts/draw.py' });
      await other.client.call('bundle.readFile', { root: left, path: 'parameter_values.yaml' });
      await alone.client.call('bundle.readFile', { root: left, path: 'parameter_values.yaml' });
      const { template } = await alone.client.call('bundle.open', { path: next });
      await alone.client.call('file.unwatchOthers', { template: template.path });
      const told: string[] = [];
      alone.client.on('file.changed', ({ path }) => told.push(path));
      for (const file of ['template.yaml', 'scripts/draw.py', 'parameter_values.yaml'])
        writeFileSync(join(left, file), '# from outside\n');
      writeFileSync(template.path, `${TEMPLATE}# from outside\n`);
      // Events go to every page; what another one still watches is told.
      const watched = [template.path, join(left, 'parameter_values.yaml')].sort();
      await expect.poll(() => [...told].sort(), { timeout: 5000 }).toEqual(watched);
      await alone.client.call('file.unwatchOthers', { template: null });
      await alone.client.call('bundle.open', { path: left });
      writeFileSync(join(left, 'template.yaml'), '# again\n');
      await expect
        .poll(() => told.slice(2), { timeout: 5000 })
        .toEqual([join(left, 'template.yaml')]);
    } finally {
      await alone.close();
      await other.close();
    }
  });

  it('tells the other pages that have a file open when one saves it', async () => {
    const other = await (transports[name] as (typeof transports)[string])(app.dispatcher);
    try {
      const path = join(bundle, 'template.yaml');
      const { template } = await connected.client.call('bundle.open', { path });
      await other.client.call('bundle.open', { path });
      const told = new Promise((resolve) => other.client.on('file.changed', resolve));
      const { hash } = await connected.client.call('file.write', {
        path,
        text: `${template.text}# from the first page\n`,
        baseHash: template.hash,
      });
      expect(await told).toEqual({ path, hash });
    } finally {
      await other.close();
    }
  });
});
