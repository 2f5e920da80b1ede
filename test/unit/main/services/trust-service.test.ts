import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AppPaths, appPaths } from '../../../../src/main/services/app-paths.ts';
import { DraftService } from '../../../../src/main/services/draft-service.ts';
import { FileService } from '../../../../src/main/services/file-service.ts';
import { PlaceService } from '../../../../src/main/services/place-service.ts';
import {
  executableContent,
  foreignEnvironments,
  TrustService,
} from '../../../../src/main/services/trust-service.ts';

let trust: TrustService;
let paths: AppPaths;
let drafts: DraftService;
let places: PlaceService;
let bundle: string;

beforeEach(async () => {
  const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
  paths = appPaths({ JOBWRIGHT_HOME: home });
  trust = new TrustService(paths);
  drafts = new DraftService(appPaths({ JOBWRIGHT_HOME: home }));
  places = new PlaceService(appPaths({ JOBWRIGHT_HOME: home }));
  bundle = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  writeFileSync(join(bundle, 'template.yaml'), 'name: one\n');
  mkdirSync(join(bundle, 'scripts'));
  writeFileSync(join(bundle, 'scripts', 'draw.py'), 'print(1)\n');
  writeFileSync(join(bundle, 'notes.txt'), 'nothing that runs\n');
});

const openFiles = () => new FileService({ trust, drafts, places }, () => undefined);

const grant = async (): Promise<void> =>
  trust.grant(bundle, (await executableContent(bundle)).hash);

describe('TrustService', () => {
  it('trusts nothing by itself', async () => {
    expect(await trust.stateOf(bundle)).toBe('untrusted');
  });

  it('trusts nothing when that could not be written, and takes trust back even so', async () => {
    const paths = appPaths({ JOBWRIGHT_HOME: mkdtempSync(join(tmpdir(), 'jobwright-home-')) });
    rmSync(paths.stateDirectory, { recursive: true, force: true });
    writeFileSync(paths.stateDirectory, 'a file in the way');
    const other = new TrustService(paths);
    const { hash } = await executableContent(bundle);
    await expect(other.grant(bundle, hash)).rejects.toThrow();
    expect(await other.stateOf(bundle)).toBe('untrusted');
    rmSync(paths.stateDirectory);
    await other.grant(bundle, hash);
    expect(await other.stateOf(bundle)).toBe('trusted');
    rmSync(paths.stateDirectory, { recursive: true });
    writeFileSync(paths.stateDirectory, 'a file in the way');
    await expect(other.revoke(bundle)).rejects.toThrow();
    expect(await other.stateOf(bundle)).toBe('untrusted');
  });

  it('binds to the real path: a link to a trusted bundle is that bundle', async () => {
    await grant();
    const link = join(mkdtempSync(join(tmpdir(), 'jobwright-link-')), 'link');
    symlinkSync(bundle, link);
    expect(await trust.stateOf(link)).toBe('trusted');
    expect(await trust.stateOf(join(bundle, 'scripts'))).toBe('untrusted');
  });

  it.each([
    ['the template', () => writeFileSync(join(bundle, 'template.yaml'), 'name: two\n'), 'changed'],
    ['a script', () => writeFileSync(join(bundle, 'scripts', 'draw.py'), 'print(2)\n'), 'changed'],
    ['a new script', () => writeFileSync(join(bundle, 'more.sh'), 'true\n'), 'changed'],
    [
      'a linked script’s target',
      () => symlinkSync('/etc/hostname', join(bundle, 'linked.sh')),
      'changed',
    ],
    [
      'a file that does not execute',
      () => writeFileSync(join(bundle, 'notes.txt'), 'x'),
      'trusted',
    ],
  ])('after a change from outside to %s', async (_name, change, state) => {
    await grant();
    change();
    expect(await trust.stateOf(bundle)).toBe(state);
  });

  it('keeps trust over a save from inside', async () => {
    await grant();
    const files = openFiles();
    const path = join(bundle, 'template.yaml');
    const { hash } = await files.read(path);
    await files.write({ path, text: 'name: edited\n', baseHash: hash });
    expect(await trust.stateOf(bundle)).toBe('trusted');
  });

  it('keeps trust over saves of scripts at the same time', async () => {
    await grant();
    const files = openFiles();
    await Promise.all(
      ['scripts/draw.py', 'scripts/more.py'].map((path) =>
        files.writeOfBundle({
          root: bundle,
          path,
          text: 'print(3)\n',
          baseHash: null,
          force: true,
        }),
      ),
    );
    expect(await trust.stateOf(bundle)).toBe('trusted');
  });

  it('does not trust by a save from inside what was changed from outside', async () => {
    await grant();
    writeFileSync(join(bundle, 'scripts', 'draw.py'), 'evil\n');
    const files = openFiles();
    const path = join(bundle, 'template.yaml');
    const { hash } = await files.read(path);
    await files.write({ path, text: 'name: edited\n', baseHash: hash });
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('refuses an agreement to what is no longer there', async () => {
    const { hash } = await executableContent(bundle);
    writeFileSync(join(bundle, 'template.yaml'), 'name: swapped\n');
    await expect(trust.grant(bundle, hash)).rejects.toMatchObject({ code: 'changed-on-disk' });
  });

  it('can be taken back', async () => {
    await grant();
    await trust.revoke(bundle);
    expect(await trust.stateOf(bundle)).toBe('untrusted');
  });

  it('asks apart for environment templates from elsewhere', async () => {
    const inside = join(bundle, 'studio.yaml');
    const text = 'specificationVersion: environment-2023-09\nenvironment: {name: A}\n';
    writeFileSync(inside, text);
    const { hash, files } = await executableContent(bundle);
    const layers = (own: string) => [
      { path: inside, text: own },
      { path: '/elsewhere/studio.yaml', text },
    ];
    // What the bundle's own file holds is covered by the bundle; another text in its name is not.
    const foreign = await foreignEnvironments(bundle, files, layers(text));
    expect(foreign.map(({ path }) => path)).toEqual(['/elsewhere/studio.yaml']);
    const other = await foreignEnvironments(bundle, files, layers(`${text}# other`));
    expect(other.map(({ path }) => path)).toEqual([inside, '/elsewhere/studio.yaml']);
    const hashes = foreign.map((one) => one.hash);
    expect(await trust.knows(bundle, hashes)).toBe(false);
    await trust.grant(bundle, hash, hashes);
    expect(await trust.knows(bundle, hashes)).toBe(true);
    expect(
      await trust.knows(
        bundle,
        other.map((one) => one.hash),
      ),
    ).toBe(false);
    await trust.keepAfterEdit(bundle);
    expect(await trust.knows(bundle, hashes)).toBe(true);
    await trust.revoke(bundle);
    expect(await trust.knows(bundle, hashes)).toBe(false);
  });
});

/** Writes a file of the bundle, with its folders. */
function put(path: string, text: string, root = bundle): string {
  const place = join(root, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
  return place;
}

const nested = (depth: number) => Array.from({ length: depth }, (_, at) => `f${at}`).join('/');

describe('what trust covers', () => {
  it.each([
    ['a hidden script', '.hidden.sh'],
    ['a script in a hidden folder', '.venv/lib/tool.py'],
    ['a script of an installed package', 'node_modules/tool/index.js'],
    ['a script twelve folders down', `${nested(12)}/deep.sh`],
    ['a library', 'plugins/shade.so'],
    ['a job template of another name', 'variants/night.yaml'],
  ])('changes with %s', async (_name, path) => {
    put(path, 'specificationVersion: jobtemplate-2023-09\n');
    await grant();
    expect(await trust.stateOf(bundle)).toBe('trusted');
    put(path, 'specificationVersion: jobtemplate-2023-09\nname: other\n');
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('does not change with what git keeps of itself', async () => {
    put('.git/hooks/pre-commit.sh', 'true\n');
    await grant();
    put('.git/hooks/pre-commit.sh', 'false\n');
    expect(await trust.stateOf(bundle)).toBe('trusted');
  });

  it('covers every file of a folder of thousands', async () => {
    for (let at = 0; at < 2300; at++) put(`frames/${String(at).padStart(5, '0')}.txt`, '');
    put('zz-last.sh', 'true\n');
    await grant();
    put('zz-last.sh', 'false\n');
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('changes with a file that becomes executable, also that of the values', async () => {
    const values = put('parameter_values.yaml', '#!/bin/sh\n');
    await grant();
    writeFileSync(values, '#!/bin/bash\n');
    expect(await trust.stateOf(bundle)).toBe('trusted');
    chmodSync(values, 0o755);
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('changes with a link to another file of the same content', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-elsewhere-'));
    for (const name of ['one.py', 'two.py']) put(name, 'print(1)\n', elsewhere);
    const link = join(bundle, 'linked.py');
    symlinkSync(join(elsewhere, 'one.py'), link);
    await grant();
    rmSync(link);
    symlinkSync(join(elsewhere, 'two.py'), link);
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('changes with a script in a folder that a link leads to, and goes in no circles', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-elsewhere-'));
    put('tools/make.py', 'print(1)\n', elsewhere);
    symlinkSync(elsewhere, join(bundle, 'linked'));
    symlinkSync(bundle, join(elsewhere, 'back'));
    symlinkSync('.', join(bundle, 'scripts', 'self'));
    await grant();
    expect((await executableContent(bundle)).files).toEqual([
      'linked',
      'linked/back',
      'linked/tools/make.py',
      'scripts/draw.py',
      'scripts/self',
      'template.yaml',
    ]);
    put('tools/make.py', 'print(2)\n', elsewhere);
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('changes with a large script whose size and time stay as they were', async () => {
    const path = put('large.py', '# ');
    truncateSync(path, 12 * 1024 * 1024);
    utimesSync(path, 1000, 1000);
    await grant();
    expect(await trust.stateOf(bundle)).toBe('trusted');
    const bytes = Buffer.alloc(12 * 1024 * 1024);
    bytes.write('evil', 9 * 1024 * 1024);
    writeFileSync(path, bytes);
    utimesSync(path, 1000, 1000);
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('changes with a script that is known already and put back with its time', async () => {
    const path = join(bundle, 'scripts', 'draw.py');
    const { atime, mtime } = statSync(path);
    // Long enough ago for what it holds to be remembered.
    await new Promise((resolve) => setTimeout(resolve, 2600));
    await grant();
    expect(await trust.stateOf(bundle)).toBe('trusted');
    const other = put('.new', 'print(2)\n');
    utimesSync(other, atime, mtime);
    renameSync(other, path);
    expect(await trust.stateOf(bundle)).toBe('changed');
  });

  it('names what was written for the job first, and what was installed last', async () => {
    put('.tools/a.sh', '');
    put('node_modules/a/a.js', '');
    const { files } = await executableContent(bundle);
    expect(files).toEqual([
      'scripts/draw.py',
      'template.yaml',
      '.tools/a.sh',
      'node_modules/a/a.js',
    ]);
  });

  it('covers what is near the template where not all can be looked at, and only until the end', async () => {
    put('far/away/from/here.sh', '');
    put(`${nested(66)}/deep.sh`, '');
    const found = await executableContent(bundle);
    expect([found.files, found.beyond]).toEqual([
      ['scripts/draw.py', 'template.yaml'],
      { code: 'too-many', path: nested(65) },
    ]);
    await grant();
    expect(await trust.stateOf(bundle)).toBe('trusted');
    put('far/away/from/there.sh', '');
    expect(await trust.stateOf(bundle)).toBe('trusted');
    expect(await new TrustService(paths).stateOf(bundle)).toBe('untrusted');
    put('scripts/draw.py', 'print(2)\n');
    expect(await trust.stateOf(bundle)).toBe('changed');
    await trust.keepAfterEdit(bundle);
    expect(await trust.stateOf(bundle)).toBe('trusted');
    await trust.revoke(bundle);
    expect(await trust.stateOf(bundle)).toBe('untrusted');
  });

  it('covers what is near the template where more files execute than can be looked at', async () => {
    for (let at = 0; at < 20_001; at++) appendFileSync(join(bundle, `${at}.sh`), '');
    const { beyond, files } = await executableContent(bundle);
    expect([beyond, files.length]).toEqual([{ code: 'too-many', path: '' }, 2001]);
  });

  it('counts no frames where everything has the mode of a program, and programs by what they are', async () => {
    const modes: [string, Buffer][] = [
      ['frame.exr', Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0])],
      ['frame.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
      ['notes.txt', Buffer.from('a shell would run this\n')],
      ['program', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
      ['script', Buffer.from('#!/bin/sh\n\0', 'latin1')],
      ['empty', Buffer.alloc(0)],
    ];
    for (const [name, bytes] of modes) {
      writeFileSync(join(bundle, name), bytes);
      chmodSync(join(bundle, name), 0o777);
    }
    expect((await executableContent(bundle)).files).toEqual([
      'empty',
      'notes.txt',
      'program',
      'script',
      'scripts/draw.py',
      'template.yaml',
    ]);
  });
});
