import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { READ_NO_LINK } from '../open-flags.ts';
import { blobHash } from './bundle-hash.ts';
import { GitIgnored } from './git-ignored.ts';
import { gitQuoted } from './git-quote.ts';

/** Why a folder cannot be listed; `path` is relative to it. */
export interface ListingProblem {
  readonly code:
    | 'empty'
    | 'not-a-folder'
    | 'nested-repository'
    | 'special-file'
    | 'unreadable'
    | 'changed'
    | 'too-many';
  readonly path: string;
}

/** What a listing says of, and what not; paths are relative to the folder. */
export interface Contents {
  /** Of each file, links not among them, the hash of its blob. */
  readonly blobs: ReadonlyMap<string, string>;
  /** Links: a listing says where they lead, not what is there. */
  readonly links: readonly string[];
  /** What git ignores and the listing therefore leaves out; folders end with `/`. */
  readonly ignored: readonly string[];
}

export type Listing =
  | {
      readonly ok: true;
      readonly text: string;
      readonly files: number;
      readonly contents: Contents;
    }
  | { readonly ok: false; readonly problem: ListingProblem };

/** A bundle is a job's description; of more files than this something else was meant. */
const MAX_FILES = 100_000;
const MAX_DEPTH = 64;
/** git's mode of a symbolic link. */
const LINK = '120000';
const CHUNK = 256 * 1024;

/**
 * Lists what a bundle holds as git's index would: for each file a line
 * `<mode> <hash of the blob> 0\t<path>`, sorted by the bytes of the path, which begins with the folder's own name.
 * Empty folders and what git ignores are left out. Nothing of git is called and no repository is touched.
 *
 * @param root The bundle's folder, absolute.
 * @param signal Ends the reading; the promise is then rejected with its reason.
 */
export async function listBundle(root: string, signal?: AbortSignal): Promise<Listing> {
  const entries: { path: Buffer; line: string }[] = [];
  const blobs = new Map<string, string>();
  const links: string[] = [];
  const leftOut: string[] = [];
  try {
    const found = await lstat(root).catch(() => undefined);
    // The root of a file system has no name to sign.
    if (!found?.isDirectory() || basename(root) === '') throw new Refused('not-a-folder', '');
    const above = await GitIgnored.above(root);
    if (above) await walk(Buffer.from(root), Buffer.from(basename(root)), above, 0);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
  if (entries.length === 0) return { ok: false, problem: { code: 'empty', path: '' } };
  entries.sort((a, b) => Buffer.compare(a.path, b.path));
  const text = entries.map(({ line }) => line).join('');
  return { ok: true, text, files: entries.length, contents: { blobs, links, ignored: leftOut } };

  async function walk(
    folder: Buffer,
    name: Buffer,
    ignored: GitIgnored,
    depth: number,
  ): Promise<void> {
    if (depth > MAX_DEPTH) throw new Refused('too-many', shownPath(name));
    const rules = await ignored.within(folder);
    const inside = await readdir(folder, { encoding: 'buffer', withFileTypes: true }).catch(() => {
      throw new Refused('unreadable', shownPath(name));
    });
    if (depth > 0 && inside.some((entry) => entry.name.toString() === '.git'))
      throw new Refused('nested-repository', shownPath(name));
    for (const entry of inside) {
      signal?.throwIfAborted();
      if (entry.name.toString() === '.git') continue;
      const path = joined(folder, entry.name);
      const shown = joined(name, entry.name);
      if (rules.has(path, entry.isDirectory())) {
        if (leftOut.length < MAX_FILES)
          leftOut.push(shownPath(shown) + (entry.isDirectory() ? '/' : ''));
      } else if (entry.isDirectory()) await walk(path, shown, rules, depth + 1);
      else {
        if (entries.length >= MAX_FILES) throw new Refused('too-many', shownPath(name));
        const { mode, hash } = await describe(path, shownPath(shown), signal);
        if (mode === LINK) links.push(shownPath(shown));
        else blobs.set(shownPath(shown), hash);
        entries.push({ path: shown, line: `${mode} ${hash} 0\t${gitQuoted(shown)}\n` });
      }
    }
  }
}

class Refused extends Error {
  readonly problem: ListingProblem;

  constructor(code: ListingProblem['code'], path: string) {
    super(code);
    this.problem = { code, path };
  }
}

/** Names are bytes: they need not be text. */
function joined(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name]);
}

/** Within the bundle: without the folder's own name. */
function shownPath(path: Buffer): string {
  return path.toString().split('/').slice(1).join('/');
}

async function describe(path: Buffer, shown: string, signal: AbortSignal | undefined) {
  const info = await lstat(path, { bigint: true }).catch(() => undefined);
  if (!info) throw new Refused('changed', shown);
  if (info.isSymbolicLink()) {
    const target = await readlink(path, { encoding: 'buffer' }).catch(() => {
      throw new Refused('changed', shown);
    });
    return { mode: LINK, hash: blobHash(target) };
  }
  if (!info.isFile()) throw new Refused('special-file', shown);
  const mode = (info.mode & 0o100n) === 0n ? '100644' : '100755';
  return { mode, hash: await hashFile(path, info, shown, signal) };
}

/** In pieces, so that a scene of gigabytes neither fills the memory nor holds anything up. */
async function hashFile(
  path: Buffer,
  info: BigIntStats,
  shown: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const handle = await open(path, READ_NO_LINK).catch(() => undefined);
  if (!handle) throw new Refused('unreadable', shown);
  try {
    // Something else may have taken its place since it was looked at.
    const opened = await handle.stat({ bigint: true });
    if (opened.ino !== info.ino || opened.dev !== info.dev) throw new Refused('changed', shown);
    const hash = createHash('sha1').update(`blob ${info.size}\0`);
    const piece = Buffer.allocUnsafe(CHUNK);
    let read = 0n;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(piece, 0, CHUNK);
      if (bytesRead === 0) break;
      read += BigInt(bytesRead);
      if (read > info.size) break;
      hash.update(piece.subarray(0, bytesRead));
    }
    if (read !== info.size) throw new Refused('changed', shown);
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
