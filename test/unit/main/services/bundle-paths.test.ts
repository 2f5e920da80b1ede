import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { pathInBundle } from '../../../../src/main/services/bundle-paths.ts';

let root: string;
let elsewhere: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'jobwright-other-'));
  mkdirSync(join(root, 'scripts'));
  writeFileSync(join(root, 'scripts', 'draw.py'), 'print(1)\n');
  writeFileSync(join(elsewhere, 'secret.txt'), 'secret\n');
  symlinkSync(join(root, 'scripts', 'draw.py'), join(root, 'inside.py'));
  symlinkSync(join(elsewhere, 'secret.txt'), join(root, 'outside.txt'));
  symlinkSync(elsewhere, join(root, 'folder'));
  symlinkSync(join(elsewhere, 'not-yet.txt'), join(root, 'dangling.txt'));
});

describe('a name in a bundle', () => {
  it.each(['scripts/draw.py', 'inside.py', 'new.txt', 'new/folder/file.txt', 'a..b/c'])(
    '%s stays in it',
    async (name) => {
      expect(await pathInBundle(root, name)).toBe(join(root, name));
    },
  );

  it.each([
    '',
    '..',
    '../x',
    'scripts/../../x',
    '/etc/hostname',
    'C:\\x',
    'outside.txt',
    'folder/secret.txt',
    'folder/new.txt',
    'dangling.txt',
    'a\0b',
  ])('%j is refused', async (name) => {
    await expect(pathInBundle(root, name)).rejects.toMatchObject({ code: 'outside-bundle' });
  });

  it('is judged by the real folder of a bundle that is opened through a link', async () => {
    const link = join(elsewhere, 'link');
    symlinkSync(root, link);
    expect(await pathInBundle(link, 'scripts/draw.py')).toBe(join(link, 'scripts/draw.py'));
  });
});
