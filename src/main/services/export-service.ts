import { randomBytes } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Params, ProtocolError, type Result } from '../../shared/protocol/index.ts';
import { listBundleFiles } from './bundle-files.ts';
import { isInside, pathInBundle, realRoot } from './bundle-paths.ts';

/** Files by their paths in the bundle. */
type KeptSources = ReadonlyMap<string, { readonly from: string; readonly mode: number }>;

/**
 * Writes a bundle into a folder of its own, so that it runs elsewhere: its files, and texts as they are on the screen
 * in place of or beside them. Everything is written apart first; what cannot be finished leaves nothing behind.
 *
 * @param kept files that take the place of those of the same names, wherever they lie.
 * @throws ProtocolError `exists` when the folder holds something and `overwrite` is not asked for, `outside-bundle`
 *   for a link that leads out of the bundle, `too-large`, `not-writable`.
 */
export async function exportBundle(
  { root, directory, name, texts, overwrite }: Params<'bundle.export'>,
  kept: KeptSources = new Map(),
): Promise<Result<'bundle.export'>> {
  if (!/^[^/\\\0]{1,200}$/.test(name) || name === '.' || name === '..')
    throw new ProtocolError('invalid-params', `"${name}" cannot be the name of a folder.`);
  const target = resolve(directory, name);
  await refuseItself(root, resolve(directory), target);
  if (!overwrite && (await holdsSomething(target)))
    throw new ProtocolError('exists', `${target} exists already and is not empty.`);
  const { files, more } = await listBundleFiles(root);
  if (more > 0)
    throw new ProtocolError(
      'too-large',
      `The bundle has ${files.length + more} files; at most ${files.length} are exported.`,
    );
  const written = new Set(texts.map((text) => text.path));
  // Before anything is written: a link that leads out of the bundle ends it.
  const sources = await Promise.all(
    files
      .filter((file) => !written.has(file.path) && !kept.has(file.path))
      .map(async ({ path }) => ({ path, from: await pathInBundle(root, path) })),
  );
  let stage: string | undefined;
  try {
    await mkdir(directory, { recursive: true });
    stage = await mkdtemp(join(directory, `.${name}.`));
    for (const { path, from } of sources) {
      await mkdir(dirname(join(stage, path)), { recursive: true });
      await copyFile(from, join(stage, path));
      await chmod(join(stage, path), writable((await stat(from)).mode));
    }
    for (const [path, { from, mode }] of kept) {
      if (written.has(path)) continue;
      const to = await pathInBundle(stage, path);
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, to);
      await chmod(to, writable(mode));
    }
    for (const { path, text } of texts) {
      const to = await pathInBundle(stage, path);
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, text);
      const mode = await stat(join(root, path)).catch(() => undefined);
      if (mode?.isFile()) await chmod(to, writable(mode.mode));
    }
    await moveInto(stage, target);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError(
      'not-writable',
      `The bundle was not exported to ${target}: ${(error as Error).message}`,
    );
  } finally {
    if (stage !== undefined) await rm(stage, { recursive: true, force: true });
  }
  const others = [...kept.keys()].filter((path) => !written.has(path));
  return { path: target, files: sources.length + texts.length + others.length };
}

/** The mode of a copy: that of its source, and its owner may go on with it where the source is read-only. */
const writable = (mode: number): number => (mode & 0o777) | 0o200;

async function refuseItself(root: string, directory: string, target: string): Promise<void> {
  const place = join(
    await realpath(directory).catch(() => directory),
    target.slice(directory.length),
  );
  const real = await realRoot(root);
  if (isInside(real, place) || isInside(resolve(root), target))
    throw new ProtocolError('invalid-params', 'A bundle cannot be exported into itself.');
}

async function holdsSomething(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  if (!info) return false;
  return !info.isDirectory() || (await readdir(path)).length > 0;
}

/** The folder as it is where there is none; else file by file over those of the same names. */
async function moveInto(stage: string, target: string): Promise<void> {
  await chmod(stage, 0o777 & ~process.umask());
  const there = await stat(target).catch(() => undefined);
  if (!there) {
    await rename(stage, target);
    return;
  }
  const entries = await readdir(stage, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    // What is written over may be a link that leads elsewhere.
    const to = await pathInBundle(target, from.slice(stage.length + 1));
    await mkdir(dirname(to), { recursive: true });
    await replace(from, to);
  }
}

/** What is written over may be on another disk: a linked folder, or one that something is mounted on. */
async function replace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const beside = `${to}.${randomBytes(4).toString('hex')}.new`;
    try {
      await copyFile(from, beside);
      await chmod(beside, (await stat(from)).mode);
      await rename(beside, to);
    } catch (problem) {
      await rm(beside, { force: true });
      throw problem;
    }
  }
}
