import { type BigIntStats, constants, type Dirent } from 'node:fs';
import { access, readdir, readlink, stat } from 'node:fs/promises';
import { extname, sep } from 'node:path';
import { SCRIPT_ENDINGS, VALUES_NAME } from './bundle-files.ts';
import { isData, saysTemplate } from './content-mark.ts';
import { TEMPLATE_NAMES } from './directories.ts';

/** What programs load and run beside scripts. */
export const PROGRAM_ENDINGS: ReadonlySet<string> = new Set([
  ...SCRIPT_ENDINGS,
  ...['.zsh', '.fish', '.ksh', '.csh', '.pyw', '.pyz', '.psm1', '.vbs', '.wsf', '.php'],
  ...['.ts', '.mts', '.cts', '.exe', '.com', '.dll', '.so', '.dylib', '.pyd', '.node', '.jar'],
]);

interface Limits {
  readonly files: number;
  readonly entries: number;
  readonly depth: number;
  /** What lies beyond is left out; otherwise it is told. */
  readonly leavesOut?: boolean;
}

/** A bundle is a job's description; of more than this nobody can say in time what would run. */
const LIMITS: Limits = { files: 20_000, entries: 100_000, depth: 64 };
/** What a template's folder itself holds, where a home folder or a whole project lies around it. */
const NEAR: Limits = { files: 2000, entries: 10_000, depth: 2, leavesOut: true };
/** Files that are looked at in one go. */
const BATCH = 64;

/** A file that may execute, or a link to a folder. */
interface ExecutingFile {
  /** As the window names it: relative to the bundle, with `/`. */
  readonly path: string;
  /** Where it is on this machine, for a name need not be text, and what it was. Absent for a link to a folder. */
  readonly at?: { readonly place: Buffer; readonly info: BigIntStats };
  /** What a link says, where it is one. */
  readonly target?: string;
}

/** Why not all of a bundle's files could be looked at; `path` is a folder, relative to the bundle. */
export interface BeyondLimit {
  readonly code: 'too-many' | 'unreadable';
  readonly path: string;
}

class Beyond extends Error {
  readonly limit: BeyondLimit;

  constructor(code: BeyondLimit['code'], path: string) {
    super(code);
    this.limit = { code, path };
  }
}

/** Those of the folder itself and of the two levels below it, without hidden ones and what links lead to. */
export async function findNearFiles(root: string): Promise<ExecutingFile[]> {
  const found = await find(root, NEAR);
  return Array.isArray(found) ? found : [];
}

/**
 * Every file under a folder that may execute, by its name, its mode or what it says of itself: hidden ones and those of
 * installed packages too, at any depth, and those that links lead to. Only git's own folders are left out. All of them
 * or none: beyond a limit it is said where that was.
 */
export function findExecutingFiles(root: string): Promise<ExecutingFile[] | BeyondLimit> {
  return find(root, LIMITS);
}

async function find(root: string, limits: Limits): Promise<ExecutingFile[] | BeyondLimit> {
  const found: ExecutingFile[] = [];
  /** Folders that were entered, by their real identity: links may lead in circles. */
  const entered = new Set<string>();
  /** They are entered last: what lies in the bundle itself goes by its own name. */
  const linked: Folder[] = [];
  let entries = 0;
  try {
    const top = Buffer.from(root);
    const info = await stat(top, { bigint: true }).catch(() => undefined);
    if (info) await walk({ place: top, name: '', depth: 0, identity: identityOf(info) });
    for (let folder = linked.shift(); folder; folder = linked.shift()) await walk(folder);
  } catch (error) {
    if (error instanceof Beyond) return error.limit;
    throw error;
  }
  const [written, apart]: [ExecutingFile[], ExecutingFile[]] = [[], []];
  for (const file of found) (isApart(file.path) ? apart : written).push(file);
  return [...written.sort(byPath), ...apart.sort(byPath)];

  async function walk({ place, name, depth, identity }: Folder): Promise<void> {
    if (entered.has(identity)) return;
    entered.add(identity);
    if (depth > limits.depth) {
      if (limits.leavesOut) return;
      throw new Beyond('too-many', name);
    }
    const inside = await entriesOf(place, name);
    entries += inside.length;
    if (entries > limits.entries) throw new Beyond('too-many', name);
    for (let from = 0; from < inside.length; from += BATCH) {
      const looked = await Promise.all(
        inside.slice(from, from + BATCH).map((entry) => look(place, name, entry)),
      );
      for (const { file, folder } of looked) {
        if (file) found.push(file);
        if (found.length > limits.files) {
          if (limits.leavesOut) return;
          throw new Beyond('too-many', name);
        }
        if (!folder) continue;
        const inner = { ...folder, depth: depth + 1 };
        if (file) linked.push(inner);
        else await walk(inner);
      }
    }
  }

  async function entriesOf(place: Buffer, name: string): Promise<Dirent<Buffer>[]> {
    if (!limits.leavesOut) return namesIn(place, name);
    const inside = await readdir(place, { encoding: 'buffer', withFileTypes: true }).catch(
      () => [],
    );
    return inside
      .filter((entry) => !entry.isSymbolicLink() && !entry.name.toString().startsWith('.'))
      .slice(0, Math.max(0, limits.entries - entries));
  }
}

interface Folder {
  readonly place: Buffer;
  readonly name: string;
  readonly depth: number;
  readonly identity: string;
}

/** What an entry of a folder is: a file that executes, a folder, or a folder behind a link, which is told as both. */
async function look(
  folder: Buffer,
  name: string,
  entry: Dirent<Buffer>,
): Promise<{ file?: ExecutingFile; folder?: Omit<Folder, 'depth'> }> {
  const own = entry.name.toString();
  if (own === '.git') return {};
  const place = Buffer.concat([folder, Buffer.from(sep), entry.name]);
  const path = name === '' ? own : `${name}/${own}`;
  const info = await stat(place, { bigint: true }).catch(() => undefined);
  if (!info) return {};
  const link = entry.isSymbolicLink()
    ? await readlink(place, { encoding: 'buffer' }).catch(() => Buffer.alloc(0))
    : undefined;
  const target = link === undefined ? {} : { target: link.toString('latin1') };
  if (info.isFile()) {
    if (!(await executes(place, path, info))) return {};
    return { file: { path, at: { place, info }, ...target } };
  }
  if (!info.isDirectory()) return {};
  return {
    folder: { place, name: path, identity: identityOf(info) },
    ...(link === undefined ? {} : { file: { path, ...target } }),
  };
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev} ${ino}`;
}

async function namesIn(folder: Buffer, name: string): Promise<Dirent<Buffer>[]> {
  try {
    return await readdir(folder, { encoding: 'buffer', withFileTypes: true });
  } catch (error) {
    // What is gone, and what may not be entered, does not execute; what may be entered unseen does.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const enters = await access(folder, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (enters) throw new Beyond('unreadable', name);
    return [];
  }
}

async function executes(place: Buffer, path: string, info: BigIntStats): Promise<boolean> {
  const ending = extname(path).toLowerCase();
  if (TEMPLATE_NAMES.some((name) => name === path) || PROGRAM_ENDINGS.has(ending)) return true;
  // Where every file has the mode of a program, as on many network drives, frames are none even so.
  if ((info.mode & 0o111n) !== 0n) return !(await isData(place, info));
  if (!/^\.(ya?ml|json)$/.test(ending) || VALUES_NAME.test(path)) return false;
  return saysTemplate(place, info);
}

function byPath(a: ExecutingFile, b: ExecutingFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** What is hidden or was installed comes last: a sheet shows the first ones. */
function isApart(path: string): boolean {
  return /(?:^|\/)(?:\.|node_modules\/)/.test(path);
}
