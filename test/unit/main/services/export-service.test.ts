import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportBundle } from '../../../../src/main/services/export-service.ts';

let root: string;
let directory: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  directory = mkdtempSync(join(tmpdir(), 'jobwright-export-'));
  writeFileSync(join(root, 'template.yaml'), 'name: saved\n');
  mkdirSync(join(root, 'scripts'));
  writeFileSync(join(root, 'scripts', 'draw.sh'), 'echo\n');
  chmodSync(join(root, 'scripts', 'draw.sh'), 0o755);
});

const request = (more: object = {}) => ({
  root,
  directory,
  name: 'there',
  texts: [],
  overwrite: false,
  ...more,
});

describe('an exported bundle', () => {
  it('has the files with their modes, and the texts of the screen in place of or beside them', async () => {
    const texts = [
      { path: 'template.yaml', text: 'name: on the screen\n' },
      { path: 'scripts/draw.sh', text: 'echo typed\n' },
      { path: 'environments/tools.yaml', text: 'x\n' },
    ];
    const path = join(directory, 'there');
    expect(await exportBundle(request({ texts }))).toEqual({ path, files: 3 });
    for (const { path: name, text } of texts)
      expect(readFileSync(join(path, name), 'utf8')).toBe(text);
    expect(statSync(join(path, 'scripts/draw.sh')).mode & 0o777).toBe(0o755);
    expect(readdirSync(directory)).toEqual(['there']);
  });

  it('can be written by its owner where the bundle is read-only', async () => {
    chmodSync(join(root, 'template.yaml'), 0o444);
    chmodSync(join(root, 'scripts', 'draw.sh'), 0o555);
    const texts = [{ path: 'template.yaml', text: 'name: on the screen\n' }];
    const { path } = await exportBundle(request({ texts }));
    expect(statSync(join(path, 'template.yaml')).mode & 0o777).toBe(0o644);
    expect(statSync(join(path, 'scripts/draw.sh')).mode & 0o777).toBe(0o755);
  });

  it.each([
    ['a link out of the bundle', () => symlinkSync('/etc/hostname', join(root, 'host.txt')), {}],
    ['a text out of it', () => undefined, { texts: [{ path: '../x', text: '' }] }],
  ])('is refused with %s, and nothing is left behind', async (_name, prepare, more) => {
    prepare();
    await expect(exportBundle(request(more))).rejects.toMatchObject({ code: 'outside-bundle' });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('writes over nothing without being asked to, and through no link', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-other-'));
    mkdirSync(join(directory, 'there'));
    writeFileSync(join(directory, 'there', 'mine.txt'), 'mine\n');
    await expect(exportBundle(request())).rejects.toMatchObject({ code: 'exists' });
    expect(readdirSync(join(directory, 'there'))).toEqual(['mine.txt']);
    await exportBundle(request({ overwrite: true }));
    expect(readdirSync(join(directory, 'there')).sort()).toEqual([
      'mine.txt',
      'scripts',
      'template.yaml',
    ]);
    mkdirSync(join(directory, 'linked'));
    symlinkSync(elsewhere, join(directory, 'linked', 'scripts'));
    await expect(exportBundle(request({ name: 'linked', overwrite: true }))).rejects.toMatchObject({
      code: 'outside-bundle',
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('goes neither into itself nor into a folder that cannot be written', async () => {
    await expect(exportBundle(request({ directory: root }))).rejects.toMatchObject({
      code: 'invalid-params',
    });
    writeFileSync(join(directory, 'file'), '');
    await expect(
      exportBundle(request({ directory: join(directory, 'file') })),
    ).rejects.toMatchObject({ code: 'not-writable' });
    expect(existsSync(join(root, 'there'))).toBe(false);
  });
});

const OTHER_DISK = '/dev/shm';
const hasOtherDisk = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(tmpdir()).dev;

it.skipIf(!hasOtherDisk)('goes over a folder that lies on another disk', async () => {
  const elsewhere = mkdtempSync(join(OTHER_DISK, 'jobwright-export-'));
  writeFileSync(join(elsewhere, 'template.yaml'), 'name: before\n');
  symlinkSync(elsewhere, join(directory, 'there'));
  await exportBundle(request({ overwrite: true }));
  expect(readFileSync(join(elsewhere, 'template.yaml'), 'utf8')).toBe('name: saved\n');
  expect(statSync(join(elsewhere, 'scripts', 'draw.sh')).mode & 0o777).toBe(0o755);
  expect(readdirSync(elsewhere).sort()).toEqual(['scripts', 'template.yaml']);
  rmSync(elsewhere, { recursive: true });
});
