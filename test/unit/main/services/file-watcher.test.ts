import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { FileWatcher } from '../../../../src/main/services/file-watcher.ts';
import { readTextFile } from '../../../../src/main/services/text-files.ts';

let watcher: FileWatcher | undefined;
afterEach(() => watcher?.close());

/** A watched file in a folder of its own, and what was told of it. */
async function watched(between?: (path: string) => void) {
  const folder = join(mkdtempSync(join(tmpdir(), 'jobwright-watch-')), 'bundle');
  mkdirSync(folder);
  const path = join(folder, 'template.yaml');
  writeFileSync(path, 'name: A\n');
  const { hash } = await readTextFile(path);
  const told: (string | null)[] = [];
  watcher = new FileWatcher((_path, now) => told.push(now));
  between?.(path);
  watcher.add(path, hash);
  return { folder, path, told };
}

it('tells of a change and of a file that is gone', async () => {
  const { path, told } = await watched();
  writeFileSync(path, 'name: B\n');
  const { hash } = await readTextFile(path);
  await expect.poll(() => told, { timeout: 5000 }).toEqual([hash]);
  rmSync(path);
  await expect.poll(() => told, { timeout: 5000 }).toEqual([hash, null]);
});

it('tells of what happened after the file was read and before it was watched', async () => {
  const { told } = await watched((path) => rmSync(path));
  await expect.poll(() => told, { timeout: 5000 }).toEqual([null]);
});

it('tells of a folder that was deleted or has another name', async () => {
  const deleted = await watched();
  rmSync(deleted.folder, { recursive: true });
  await expect.poll(() => deleted.told, { timeout: 5000 }).toEqual([null]);
  watcher?.close();
  const renamed = await watched();
  renameSync(renamed.folder, `${renamed.folder}-there`);
  await expect.poll(() => renamed.told, { timeout: 5000 }).toEqual([null]);
});
