import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { BundleFile, RunFile } from '../../shared/protocol/index.ts';
import { listBundleFiles } from './bundle-files.ts';
import { isInside } from './bundle-paths.ts';
import { contentMark } from './content-mark.ts';
import type { ExecutableContent } from './trust-service.ts';

const keptFile = z.object({
  path: z.string(),
  /** What the file was: a hash of its bytes where it executes, otherwise its size and time. */
  mark: z.string(),
  mode: z.number().int(),
  /** Whether its bytes lie beside this list. */
  kept: z.boolean(),
});
const keptFiles = z.object({ files: z.array(keptFile) });
type KeptFile = z.infer<typeof keptFile>;

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_BYTES_EACH = 4 * 1024 * 1024;

const listOf = (runFolder: string) => join(runFolder, 'files.json');

/** Where the bytes of a bundle's file are kept with a run. */
export function keptPath(runFolder: string, path: string): string {
  return join(runFolder, 'files', ...path.split('/'));
}

/** Paths of a job, absolute. */
interface JobPaths {
  /** What it writes to: what lies there is left out, unless it executes. */
  readonly outputs: readonly string[];
  /** What it only reads. */
  readonly inputs: readonly string[];
}

/** What is kept: what executes first, then the bundle's values and assets, then what the job reads of it. */
const RANKS = ['executes', 'values', 'input'] as const;
type Rank = (typeof RANKS)[number];

/**
 * Keeps with a run the files of its bundle that it was made of, as they were when it began, and notes of all others
 * what they were. What the run before has kept already is linked to, not copied.
 *
 * @returns how many more bytes that takes.
 */
export async function keepFiles(
  root: string,
  content: ExecutableContent,
  runFolder: string,
  earlier: string | undefined,
  { outputs, inputs }: JobPaths = { outputs: [], inputs: [] },
): Promise<number> {
  const known = new Map(
    (earlier === undefined ? [] : await readKept(earlier)).map((file) => [file.path, file]),
  );
  const { files } = await listBundleFiles(root);
  const lies = (path: string, places: readonly string[]) =>
    places.some((place) => isInside(place, join(root, path)));
  const rankOf = ({ path, kind }: BundleFile): Rank | undefined => {
    if (content.marks.has(path)) return 'executes';
    if (kind === 'values') return 'values';
    return lies(path, inputs) ? 'input' : undefined;
  };
  const ranked = files
    .filter((file) => content.marks.has(file.path) || !lies(file.path, outputs))
    .map((file, at) => ({ ...file, at, rank: rankOf(file) }))
    .sort((a, b) => place(a.rank) - place(b.rank) || a.at - b.at);
  const kept: KeptFile[] = [];
  let bytes = 0;
  for (const { path, size, at, rank } of ranked) {
    const info = await stat(join(root, path)).catch(() => undefined);
    if (!info) continue;
    const isKept = rank !== undefined && size <= MOST_BYTES_EACH && bytes + size <= MOST_BYTES;
    const mark =
      content.marks.get(path) ?? (isKept ? await contentMark(join(root, path)) : undefined);
    const file: KeptFile = {
      path,
      mark: mark ?? statMark(info),
      mode: info.mode & 0o777,
      kept: false,
    };
    if (isKept && mark !== undefined) {
      const before = known.get(path);
      const target = keptPath(runFolder, path);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      if (earlier !== undefined && before?.kept && before.mark === mark)
        file.kept = await succeeds(link(keptPath(earlier, path), target));
      // One that cannot be read is no reason to keep none of the others.
      if (!file.kept && (await succeeds(copy(join(root, path), target)))) {
        bytes += size;
        // What was written meanwhile is not what runs.
        file.kept = (await contentMark(target)) === mark;
      }
    }
    kept[at] = file;
  }
  await mkdir(runFolder, { recursive: true, mode: 0o700 });
  await writeFile(`${listOf(runFolder)}.new`, JSON.stringify({ files: kept.filter(Boolean) }), {
    mode: 0o600,
  });
  await rename(`${listOf(runFolder)}.new`, listOf(runFolder));
  return bytes;
}

function place(rank: Rank | undefined): number {
  return rank === undefined ? RANKS.length : RANKS.indexOf(rank);
}

async function copy(from: string, target: string): Promise<void> {
  await copyFile(from, target, constants.COPYFILE_FICLONE);
  await chmod(target, 0o600);
}

function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** What is known of a run's files; nothing of a run that began before files were kept. */
async function readKept(runFolder: string): Promise<readonly KeptFile[]> {
  try {
    return keptFiles.parse(JSON.parse(await readFile(listOf(runFolder), 'utf8'))).files;
  } catch {
    return [];
  }
}

/** The files of a run beside those of its bundle as they are now. */
export async function compareFiles(root: string, runFolder: string): Promise<RunFile[]> {
  const compared: RunFile[] = [];
  for (const { path, mark, kept } of await readKept(runFolder)) {
    const info = await stat(join(root, path)).catch(() => undefined);
    const now = !info
      ? undefined
      : mark.startsWith('stat:')
        ? statMark(info)
        : await contentMark(join(root, path));
    const state = now === undefined ? 'gone' : now === mark ? 'same' : 'changed';
    compared.push({ path, kept, state });
  }
  return compared;
}

/** The files whose bytes were kept, with the permissions that they had. */
export async function keptSources(
  runFolder: string,
): Promise<ReadonlyMap<string, { readonly from: string; readonly mode: number }>> {
  const kept = (await readKept(runFolder)).filter((file) => file.kept);
  return new Map(kept.map(({ path, mode }) => [path, { from: keptPath(runFolder, path), mode }]));
}

function statMark({ size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): string {
  return `stat:${size}:${mtimeMs}`;
}
