import { fork } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { atomicWrite } from '../../../../src/main/services/atomic-write.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'jobwright-save-'));

describe('atomicWrite', () => {
  it('writes a new file', async () => {
    const path = join(folder(), 'new.yaml');
    await atomicWrite(path, 'é\r\n');
    expect(readFileSync(path)).toEqual(Buffer.from('é\r\n'));
  });

  it('keeps the mode of the file it replaces', async () => {
    const path = join(folder(), 'run.sh');
    writeFileSync(path, 'old');
    chmodSync(path, 0o751);
    await atomicWrite(path, 'new');
    expect(statSync(path).mode & 0o777).toBe(0o751);
  });

  it.skipIf(process.getuid?.() !== 0)('keeps owner and group where it may', async () => {
    const path = join(folder(), 'template.yaml');
    writeFileSync(path, 'old');
    chownSync(path, 4711, 4712);
    chmodSync(path, 0o664);
    await atomicWrite(path, 'new');
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, mode & 0o7777]).toEqual([4711, 4712, 0o664]);
  });

  it('writes through a symbolic link and leaves the link', async () => {
    const root = folder();
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real', 'template.yaml'), 'old');
    symlinkSync(join('real', 'template.yaml'), join(root, 'link.yaml'));
    await atomicWrite(join(root, 'link.yaml'), 'new');
    expect(lstatSync(join(root, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'real', 'template.yaml'), 'utf8')).toBe('new');
  });

  it('leaves the old file and no temporary one when it fails', async () => {
    const root = folder();
    mkdirSync(join(root, 'template.yaml'));
    await expect(atomicWrite(join(root, 'template.yaml'), 'new')).rejects.toThrow();
    expect(readdirSync(root)).toEqual(['template.yaml']);
  });

  it('leaves the old bytes or the new ones when the process is killed at any moment', async () => {
    const rounds = process.env.JOBWRIGHT_LONG ? 200 : 12;
    const path = join(folder(), 'template.yaml');
    const contents = ['a', 'b'].map((letter) => letter.repeat(3_000_000));
    writeFileSync(path, contents[0] as string);
    for (let round = 0; round < rounds; round++) {
      const child = fork(fileURLToPath(new URL('./save-for-ever.ts', import.meta.url)), [path]);
      await new Promise((resolve) => child.once('message', resolve));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      expect(contents.includes(readFileSync(path, 'utf8'))).toBe(true);
    }
  });
});
