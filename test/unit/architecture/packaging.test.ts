import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('electron-builder.yml', () => {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

  it('names targets and icons for the three systems', () => {
    expect(config).toMatchObject({
      linux: { target: ['AppImage', 'deb'] },
      mac: { target: ['dmg', 'zip'] },
      win: { target: ['nsis'] },
    });
    for (const system of ['linux', 'mac', 'win'])
      expect(existsSync(join(root, config[system].icon))).toBe(true);
  });

  it('turns the fuses that harden the application', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});

describe('packing (over a stand-in for Electron’s own files)', () => {
  it('puts the page, the programs, the samples and the native module where they are looked for', () => {
    const work = mkdtempSync(join(tmpdir(), 'jobwright-pack-'));
    const project = makeProject(work);
    const result = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        '--linux',
        'dir',
        '--x64',
        '--publish',
        'never',
        `-c.electronDist=${makeElectronDist(work)}`,
        `-c.directories.output=${join(work, 'out')}`,
      ],
      { cwd: project, encoding: 'utf8' },
    );
    expect(result.status, result.stdout + result.stderr).toBe(0);
    const resources = join(work, 'out', 'linux-unpacked', 'resources');
    const listing = execFileSync(
      process.execPath,
      [join(root, 'node_modules/@electron/asar/bin/asar.js'), 'list', join(resources, 'app.asar')],
      { encoding: 'utf8' },
    ).split('\n');
    expect(listing).toEqual(
      expect.arrayContaining([
        '/dist/cli/main.js',
        '/dist/electron/main.js',
        '/dist/electron/preload.cjs',
        '/dist/renderer/index.html',
        '/dist/workers/template.js',
        '/package.json',
        '/LICENSE',
      ]),
    );
    expect(listing.filter((path) => /\.ts$|\/test\/|\.map$|\/react/.test(path))).toEqual([]);
    expect(
      existsSync(join(resources, 'app.asar.unpacked/assets/samples/turntable/template.yaml')),
    ).toBe(true);
    // Run as node, cookies, NODE_OPTIONS, inspect, asar integrity, asar only, snapshot, file privileges.
    expect(fusesOf(join(work, 'out', 'linux-unpacked', 'jobwright'))).toBe('01001100');
    rmSync(work, { recursive: true, force: true });
  }, 60_000);
});

/** The project as it is packed, with small stand-ins for the built files: packing is what is tested. */
function makeProject(work: string): string {
  const project = join(work, 'project');
  mkdirSync(project);
  for (const name of ['package.json', 'electron-builder.yml', 'LICENSE', 'assets', 'bin'])
    cpSync(join(root, name), join(project, name), { recursive: true });
  for (const file of [
    'dist/cli/main.js',
    'dist/electron/main.js',
    'dist/electron/preload.cjs',
    'dist/renderer/index.html',
    'dist/workers/template.js',
    'src/main/app.ts',
    'test/some.test.ts',
  ]) {
    mkdirSync(join(project, file, '..'), { recursive: true });
    writeFileSync(join(project, file), '// built\n');
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  return project;
}

/** The fuses as they lie in Electron's program: a mark, a version, a length, one byte a fuse. */
const FUSE_MARK = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const UNTURNED_FUSES = Buffer.concat([FUSE_MARK, Buffer.from([1, 9]), Buffer.from('110011010')]);

function fusesOf(program: string): string {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(FUSE_MARK) + FUSE_MARK.length + 2;
  return bytes.subarray(at, at + 8).toString('latin1');
}

function makeElectronDist(work: string): string {
  const dist = join(work, 'electron');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  writeFileSync(join(dist, 'electron'), Buffer.concat([Buffer.from('program'), UNTURNED_FUSES]));
  chmodSync(join(dist, 'electron'), 0o755);
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string };
  writeFileSync(join(dist, 'version'), version);
  writeFileSync(join(dist, 'LICENSE'), 'license');
  writeFileSync(join(dist, 'LICENSES.chromium.html'), 'licenses');
  return dist;
}
