import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import {
  type KeptPictures,
  keptPictures,
  type ResultFile,
  type RunRecord,
} from '../../shared/protocol/index.ts';
import { listFiles, resolveInside } from './results-files.ts';
import type { Place } from './results-roots.ts';

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp', '.svg', '.exr']);
/** Of one run. All runs together have a limit of their own, and the oldest go first. */
export const MOST_BYTES = 256 * 1024 * 1024;
const MOST_BYTES_EACH = 64 * 1024 * 1024;
/** Clocks of file systems go in steps of a few milliseconds. */
const TOLERANCE = 50;

/** Where the pictures of an OUT path are kept, in the folder of the run. */
export function keptFolder(runFolder: string, output: string): string {
  return join(runFolder, 'pictures', encodeURIComponent(output));
}

/**
 * Keeps copies of pictures that a run has written, so that it can be compared with the next one, which writes over them:
 * all of them where they fit the limit, else those of every sequence that say most.
 *
 * @returns how many bytes they take.
 */
export async function keepPictures(
  run: RunRecord,
  places: readonly Place[],
  runFolder: string,
): Promise<number> {
  const wrote = (file: { readonly modifiedAt: number }) =>
    file.modifiedAt >= (run.startedAt ?? Number.POSITIVE_INFINITY) - TOLERANCE &&
    file.modifiedAt <= (run.endedAt ?? 0) + TOLERANCE;
  const found: { readonly place: Place; readonly file: ResultFile }[] = [];
  for (const place of places) {
    if (place.kind !== 'output' || place.missing) continue;
    const { files } = await listFiles(place.folder, '', !place.single);
    for (const file of files)
      if (
        file.kind === 'file' &&
        file.size > 0 &&
        PICTURES.has(extname(file.path).toLowerCase()) &&
        (!place.single || join(place.folder, file.path) === place.path) &&
        wrote(file)
      )
        found.push({ place, file });
  }
  let bytes = 0;
  let count = 0;
  for (const { place, file } of spread(found, ({ place, file }) => `${place.label}/${file.path}`)) {
    if (file.size > MOST_BYTES_EACH || bytes + file.size > MOST_BYTES) continue;
    const target = join(keptFolder(runFolder, place.label), ...file.path.split('/'));
    const from = await resolveInside(place.folder, file.path).catch(() => undefined);
    if (from === undefined) continue;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const copied = await copyFile(from, target, constants.COPYFILE_FICLONE).then(
      () => true,
      () => false,
    );
    const now = await stat(from).catch(() => undefined);
    // The next run was faster: what was copied may be half of its picture.
    if (!copied || now?.mtimeMs !== file.modifiedAt) await rm(target, { force: true });
    else {
      bytes += file.size;
      count++;
    }
  }
  await mkdir(runFolder, { recursive: true, mode: 0o700 });
  const summary: KeptPictures = { kept: count, found: found.length, bytes };
  await writeFile(summaryOf(runFolder), JSON.stringify(summary), { mode: 0o600 });
  return bytes;
}

const summaryOf = (runFolder: string) => join(runFolder, 'pictures.json');

/** How many pictures of a run were kept; undefined where that is not known. */
export async function keptSummary(runFolder: string): Promise<KeptPictures | undefined> {
  const text = await readFile(summaryOf(runFolder), 'utf8').catch(() => undefined);
  try {
    return text === undefined ? undefined : keptPictures.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Deletes the kept pictures of a run.
 *
 * @returns how many bytes they took.
 */
export async function dropPictures(runFolder: string): Promise<number> {
  const known = await keptSummary(runFolder);
  await rm(join(runFolder, 'pictures'), { recursive: true, force: true });
  if (!known) return 0;
  const left: KeptPictures = { ...known, kept: 0, bytes: 0 };
  await writeFile(summaryOf(runFolder), JSON.stringify(left), { mode: 0o600 });
  return known.bytes;
}

/** True when pictures of a run were kept. */
export async function hasKept(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}

/**
 * In an order of which every beginning says most: of each sequence the first, the last and the middle, then what
 * lies halfway between. The same frames of two runs come early in both.
 */
export function spread<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  const names = new Intl.Collator('en', { numeric: true });
  const groups = new Map<string, T[]>();
  for (const item of [...items].sort((a, b) => names.compare(pathOf(a), pathOf(b)))) {
    const key = pathOf(item).replace(/\d+(?=\D*$)/, '#');
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const orders = [...groups.values()].map(halving);
  const longest = Math.max(0, ...orders.map((order) => order.length));
  return Array.from({ length: longest }, (_, at) =>
    orders.flatMap((order) => order.slice(at, at + 1)),
  ).flat();
}

function halving<T>(items: readonly T[]): T[] {
  const order = [...new Set([0, items.length - 1])];
  for (
    let gaps: readonly (readonly [number, number])[] = [[0, items.length - 1]];
    gaps.length > 0;
  )
    gaps = gaps.flatMap(([from, to]): [number, number][] => {
      const middle = (from + to) >> 1;
      if (middle <= from || middle >= to) return [];
      order.push(middle);
      return [
        [from, middle],
        [middle, to],
      ];
    });
  return order.flatMap((at) => items.slice(at, at + 1));
}
