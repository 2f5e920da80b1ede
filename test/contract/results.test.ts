import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/main/app.ts';
import { appPaths } from '../../src/main/services/app-paths.ts';
import {
  ProtocolError,
  RESULT_SLICE,
  type RunRecord,
  type TrustSheet,
} from '../../src/shared/protocol/index.ts';
import { writeExr } from '../support/exr.ts';
import { type Connected, transports } from './transports.ts';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const TEMPLATE = `specificationVersion: jobtemplate-2023-09
name: Results
parameterDefinitions:
- {name: OutDir, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: out}
- {name: Report, type: PATH, objectType: FILE, dataFlow: INOUT, default: report.json}
- {name: Assets, type: PATH, objectType: DIRECTORY, dataFlow: IN, default: .}
- {name: Later, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: later}
steps:
- name: Make
  script:
    actions:
      onRun: {command: sh, args: ["{{Task.File.script}}"]}
    embeddedFiles:
    - name: script
      type: TEXT
      data: |
        echo kept > kept.txt
`;

describe.each(Object.keys(transports))('results over %s', (name) => {
  let app: App;
  let connected: Connected;
  let bundle: string;
  let run: RunRecord;

  beforeAll(async () => {
    const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
    app = createApp({ host: 'memory', paths: appPaths({ JOBWRIGHT_HOME: home }) });
    connected = await (transports[name] as (typeof transports)[string])(app.dispatcher);
    bundle = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
    const templatePath = join(bundle, 'template.yaml');
    writeFileSync(templatePath, TEMPLATE);
    fill(join(bundle, 'out'));
    writeFileSync(join(bundle, 'report.json'), '{"frames": 3}\n');
    writeFileSync(join(bundle, 'secret.txt'), 'not a result');
    const request = {
      templatePath,
      text: TEMPLATE,
      parameters: {},
      environments: [],
      pathMappingRules: [],
      scope: { kind: 'job' as const },
      processKind: 'pipe' as const,
      sessions: 1,
      keepSessionFolders: true,
    };
    const sheet: TrustSheet = await connected.client.call('trust.describe', request);
    await connected.client.call('trust.grant', sheet);
    run = await connected.client.call('run.start', request);
    while (run.endedAt === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      run = await connected.client.call('run.get', { runId: run.id });
    }
  });

  afterAll(async () => {
    await connected.close();
    await app.close();
    for (const folder of [bundle, ...run.sessionDirectories])
      rmSync(folder, { recursive: true, force: true });
  });

  /** Pictures, texts, and what tries to lead elsewhere. */
  function fill(out: string): void {
    mkdirSync(join(out, 'deep'), { recursive: true });
    writeFileSync(join(out, 'beauty.0001.png'), PNG);
    writeFileSync(join(out, 'line\nbreak <b>.txt'), 'text');
    writeFileSync(join(out, 'deep', 'notes.txt'), 'äöü'.repeat(1000));
    writeFileSync(join(out, 'empty.png'), '');
    writeFileSync(join(out, 'no-picture.png'), 'text');
    const huge = Buffer.from(PNG);
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    writeFileSync(join(out, 'huge.png'), huge);
    writeFileSync(join(out, 'renamed-huge.txt'), huge);
    const light = { width: 3, height: 2, channels: { B: 'half', G: 'half', R: 'half' } } as const;
    const exr = writeExr({ ...light, value: () => 1 });
    writeFileSync(join(out, 'beauty.exr'), exr);
    writeFileSync(join(out, 'deep.exr'), writeExr({ ...light, value: () => 1, flags: 0x800 }));
    const window = exr.indexOf('dataWindow') + 'dataWindow\0box2i\0'.length + 4;
    exr.writeInt32LE(59_999, window + 8);
    exr.writeInt32LE(59_999, window + 12);
    writeFileSync(join(out, 'huge.exr'), exr);
    symlinkSync(join(out, '..', 'secret.txt'), join(out, 'leaving.txt'));
    symlinkSync('/etc', join(out, 'system'));
    symlinkSync('deep', join(out, 'inside'));
    symlinkSync('.', join(out, 'deep', 'circle'));
    execFileSync('mkfifo', [join(out, 'pipe')]);
    execFileSync('truncate', ['-s', '65M', join(out, 'large.svg')]);
  }

  const list = (root: string, directory = '', recursive = false) =>
    connected.client.call('results.list', { runId: run.id, root, directory, recursive });

  const read = (root: string, path: string, from = 0, count = RESULT_SLICE) =>
    connected.client.call('results.read', { runId: run.id, root, path, from, count });

  async function refusal(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ProtocolError);
    const { code, message } = error as ProtocolError;
    return `${code}: ${message}`;
  }

  it('knows where a run writes: its OUT and INOUT paths and the folders that were kept', async () => {
    const all = await connected.client.call('results.roots', { runId: run.id });
    // Pictures are kept when a run ends; whether those of this test were there by then is left to time.
    const roots = all.filter(({ kind }) => kind !== 'kept');
    expect(roots).toEqual([
      {
        id: 'output:OutDir',
        kind: 'output',
        label: 'OutDir',
        path: join(bundle, 'out'),
        missing: false,
        single: false,
      },
      {
        id: 'output:Report',
        kind: 'output',
        label: 'Report',
        path: join(bundle, 'report.json'),
        missing: false,
        single: true,
      },
      {
        id: 'output:Later',
        kind: 'output',
        label: 'Later',
        path: join(bundle, 'later'),
        missing: true,
        single: false,
      },
      expect.objectContaining({ kind: 'session', path: run.sessionDirectories[0] }),
    ]);
    const session = roots.at(-1)?.id ?? '';
    const { files } = await list(session);
    expect(files.map(({ path }) => path)).toContain('kept.txt');
  });

  it('lists a folder, and what is below it, without following links out of it', async () => {
    const { files, more } = await list('output:OutDir');
    const kinds = Object.fromEntries(files.map(({ path, kind }) => [path, kind]));
    expect(more).toBe(0);
    expect(kinds).toEqual({
      'beauty.0001.png': 'file',
      deep: 'directory',
      'beauty.exr': 'file',
      'deep.exr': 'file',
      'empty.png': 'file',
      'huge.exr': 'file',
      'huge.png': 'file',
      inside: 'directory',
      'large.svg': 'file',
      'leaving.txt': 'refused',
      'line\nbreak <b>.txt': 'file',
      'no-picture.png': 'file',
      pipe: 'refused',
      'renamed-huge.txt': 'file',
      system: 'refused',
    });
    const all = await list('output:OutDir', '', true);
    expect(all.files.map(({ path }) => path)).toContain('deep/notes.txt');
    expect(all.files.find(({ path }) => path === 'deep/notes.txt')?.size).toBe(6000);
    const report = await list('output:Report');
    expect(report.files).toMatchObject([{ path: 'report.json', size: 14 }]);
  });

  it('gives pictures with their size, texts in stretches', async () => {
    const picture = await read('output:OutDir', 'beauty.0001.png');
    expect(picture).toMatchObject({ type: 'image/png', width: 1, height: 1, size: PNG.length });
    expect(Buffer.from(picture.data, 'base64')).toEqual(PNG);
    const text = await read('output:OutDir', 'deep/notes.txt', 6, 4);
    expect(text).toMatchObject({ type: 'text/plain', size: 6000, from: 6 });
    const light = await read('output:OutDir', 'beauty.exr');
    expect(light).toMatchObject({ type: 'image/x-exr', width: 3, height: 2 });
    expect(Buffer.from(text.data, 'base64').toString()).toBe('äö');
    expect((await read('output:OutDir', 'inside/notes.txt', 0, 2)).type).toBe('text/plain');
    expect((await read('output:OutDir', 'line\nbreak <b>.txt')).size).toBe(4);
    expect((await read('output:OutDir', 'deep/notes.txt', 9000, 10)).data).toBe('');
    expect((await read('output:OutDir', 'empty.png')).type).toBe('application/octet-stream');
  });

  it('refuses what is too large to look at before a byte of it is sent', async () => {
    const words =
      'too-large: This picture has 60,000 × 60,000 pixels; at most 100,000,000 in all are shown.';
    expect(await refusal(read('output:OutDir', 'huge.png'))).toBe(words);
    expect(await refusal(read('output:OutDir', 'renamed-huge.txt'))).toBe(words);
    expect(await refusal(read('output:OutDir', 'huge.exr'))).toBe(
      words.replace('100,000,000', '40,000,000'),
    );
    expect(await refusal(read('output:OutDir', 'deep.exr'))).toBe(
      'not-readable: This picture cannot be shown: it holds deep data alone.',
    );
    expect(await refusal(read('output:OutDir', 'large.svg'))).toBe(
      'too-large: This file has 65 MB; pictures above 4 MB are not shown.',
    );
    expect(await refusal(read('output:OutDir', 'no-picture.png'))).toBe(
      'not-readable: no-picture.png is no picture that can be read.',
    );
  });

  it('refuses every way out of a folder', async () => {
    for (const path of [
      '../secret.txt',
      'deep/../../secret.txt',
      'leaving.txt',
      'system/passwd',
      '/etc/passwd',
      'C:/Windows/win.ini',
      'a\0b',
    ])
      expect(await refusal(read('output:OutDir', path))).toMatch(/^outside-bundle: /);
    for (const directory of ['..', 'system', '/'])
      expect(await refusal(list('output:OutDir', directory))).toMatch(/^outside-bundle: /);
    expect(await refusal(read('output:Report', 'secret.txt'))).toMatch(/^outside-bundle: /);
    expect(await refusal(read('output:OutDir', 'pipe'))).toMatch(/^not-readable: /);
    expect(await refusal(read('output:OutDir', 'nothing.png'))).toMatch(/^not-found: /);
    expect(await refusal(list('output:Assets'))).toMatch(/^not-found: /);
    expect(await refusal(list('output:Later'))).toMatch(/^not-found: /);
  });
});
