import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Contents } from '../trust/index.ts';
import { PROGRAM_ENDINGS } from './executing-files.ts';

/** Modules as their language compiled them: loaded in place of those that were signed. */
const COMPILED_ENDINGS = new Set(['.pyc', '.class']);
const MAX_ENTRIES = 100_000;

/**
 * The first place from which a signed bundle could run what its signature does not cover: code that git ignores, or a
 * link that does not lead to what is covered.
 *
 * @returns its path; undefined where there is none.
 */
export async function unsignedCode(
  root: string,
  { blobs, links, ignored }: Contents,
): Promise<string | undefined> {
  const covered = new Set(links.length > 0 ? withFolders(blobs.keys()) : []);
  for (const link of links) {
    const path = join(root, link);
    if (!(await leadsTo(path, root, covered))) return path;
  }
  let entries = 0;
  for (const place of ignored) {
    const found = await codeBelow(join(root, place), place.endsWith('/'));
    if (found !== undefined) return found;
  }
  return undefined;

  async function codeBelow(path: string, isFolder: boolean): Promise<string | undefined> {
    if (++entries > MAX_ENTRIES) return path;
    if (!isFolder) return (await isCode(path)) ? path : undefined;
    const inside = await readdir(path, { withFileTypes: true }).catch(() => undefined);
    // What cannot be looked at may hold anything.
    if (!inside) return path;
    for (const entry of inside) {
      const found = await codeBelow(join(path, entry.name), entry.isDirectory());
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Files and the folders that hold them; the bundle's own is the empty one. */
function* withFolders(files: Iterable<string>): Generator<string> {
  yield '';
  for (const file of files)
    for (let end = file.length; end > 0; end = file.lastIndexOf('/', end - 1))
      yield file.slice(0, end);
}

/** To a file whose bytes were signed, or to a folder that holds such files. */
async function leadsTo(link: string, root: string, covered: ReadonlySet<string>): Promise<boolean> {
  const [target, inside] = await Promise.all([realpath(link), realpath(root)]).catch(() => []);
  if (target === undefined || inside === undefined) return false;
  return covered.has(relative(inside, target).split(sep).join('/'));
}

/** By its ending or its mode; through a link to a folder anything could be reached. */
async function isCode(path: string): Promise<boolean> {
  const ending = extname(path).toLowerCase();
  if (PROGRAM_ENDINGS.has(ending) || COMPILED_ENDINGS.has(ending)) return true;
  const info = await stat(path).catch(() => undefined);
  return info !== undefined && (info.isDirectory() || (info.mode & 0o111) !== 0);
}
