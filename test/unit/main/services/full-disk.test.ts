import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTextFile, writeTextFile } from '../../../../src/main/services/text-files.ts';

// A disk of 64 KB is made and taken away again; that needs root and changes the machine for a moment.
const allowed =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  (process.env.CI === 'true' || process.env.JOBWRIGHT_SYSTEM_TESTS === '1');

describe.skipIf(!allowed)('a full disk (needs root and JOBWRIGHT_SYSTEM_TESTS=1)', () => {
  const disk = mkdtempSync(join(tmpdir(), 'jobwright-disk-'));
  let mounted = false;

  beforeAll(() => {
    mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
  });
  afterAll(() => {
    if (mounted) spawnSync('umount', [disk]);
  });

  it('keeps the old file, says why, and leaves nothing half written', async (context) => {
    if (!mounted) context.skip('this machine lets nobody mount');
    const path = join(disk, 'template.yaml');
    writeFileSync(path, 'old\n');
    const { hash } = await readTextFile(path);
    await expect(writeTextFile(path, 'x'.repeat(500_000), hash, false)).rejects.toMatchObject({
      code: 'not-writable',
      message: `${path} was not saved: the disk is full. Your text is still here.`,
    });
    expect(readFileSync(path, 'utf8')).toBe('old\n');
    expect(readdirSync(disk)).toEqual(['template.yaml']);
  });
});
