import type { Stats } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ProtocolError, type ResultFile } from '../../shared/protocol/index.ts';
import { isInside } from './bundle-paths.ts';

const MAX_FILES = 5000;
const MAX_DEPTH = 12;
/** Entries that are counted beyond those listed; what is more than this is not counted any further. */
const MAX_COUNTED = 100_000;

/**
 * The real path of something below a folder.
 *
 * @throws ProtocolError `outside-bundle` when it, or a link on the way, leads out; `not-found`.
 */
export async function resolveInside(folder: string, path: string): Promise<string> {
  const names = path.split('/');
  if (path.includes('\0') || names.includes('..') || /^(?:[/\\]|[A-Za-z]:)/.test(path))
    throw outside(path);
  const root = await realpath(folder).catch(() => undefined);
  const real = root && (await realpath(join(root, ...names)).catch(() => undefined));
  if (root === undefined || real === undefined)
    throw new ProtocolError('not-found', `${path === '' ? folder : path} does not exist.`);
  if (!isInside(root, real)) throw outside(path);
  return real;
}

/** What is said of a path that leads out of the results. */
export function outside(path: string): ProtocolError {
  return new ProtocolError(
    'outside-bundle',
    `${path} leads out of the folder of these results and is not opened.`,
  );
}

/**
 * Files of a folder below a root, at most 5,000. Links that stay inside count as what they lead to, but
 * linked folders are not entered: they could lead in circles.
 */
export async function listFiles(
  folder: string,
  directory: string,
  recursive: boolean,
): Promise<{ files: ResultFile[]; more: number }> {
  const start = await resolveInside(folder, directory);
  const root = await realpath(folder);
  const files: ResultFile[] = [];
  let more = 0;
  const walk = async (path: string, depth: number): Promise<void> => {
    const below: string[] = [];
    const entries = await opendir(path).catch(() => undefined);
    if (!entries) return;
    for await (const entry of entries) {
      if (more >= MAX_COUNTED) break;
      const name = join(path, entry.name);
      if (entry.isDirectory() && recursive) {
        if (depth < MAX_DEPTH) below.push(name);
        else more++;
      } else if (files.length >= MAX_FILES) more++;
      else {
        const found = await describe(root, name);
        if (found) files.push(found);
      }
    }
    for (const name of below) if (more < MAX_COUNTED) await walk(name, depth + 1);
  };
  await walk(start, 0);
  return { files, more };
}

/** One file by itself. */
export async function describe(root: string, name: string): Promise<ResultFile | undefined> {
  const path = relative(root, name).split(sep).join('/');
  const own = await lstat(name).catch(() => undefined);
  // It was there a moment ago: a task that renames its result when it is complete.
  if (!own) return undefined;
  const times = ({ mtimeMs, birthtimeMs }: Stats) => ({
    modifiedAt: mtimeMs,
    createdAt: birthtimeMs,
  });
  const refused: ResultFile = { path, kind: 'refused', size: 0, ...times(own) };
  if (own.isSymbolicLink()) {
    const real = await realpath(name).catch(() => undefined);
    if (real === undefined || !isInside(root, real)) return refused;
  }
  const found = own.isSymbolicLink() ? await stat(name).catch(() => undefined) : own;
  if (found?.isDirectory()) return { path, kind: 'directory', size: 0, ...times(found) };
  if (!found?.isFile()) return refused;
  return { path, kind: 'file', size: found.size, ...times(found) };
}
