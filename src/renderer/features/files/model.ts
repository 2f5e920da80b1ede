import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertPieces } from '../../../shared/text/inert.ts';
import type { FileRef, ResultPlace } from '../../stores/results-store.ts';
import { asSequence, type Found, filesOf, groupFiles, type Item, isPicture } from './sequences.ts';
import {
  type FileNews,
  type MissingFrame,
  missingFrames,
  newsOf,
  type TaskTimes,
  taskTimes,
  writerOf,
} from './writers.ts';

/** Everything that is known of the files of a run, worked out once for each reading of the folders. */
export interface Results {
  readonly runId: string;
  readonly rows: readonly Row[];
  readonly writers: ReadonlyMap<Found, ActionRecord>;
  /** Files of each action, by its number. */
  readonly written: ReadonlyMap<number, readonly Found[]>;
  readonly startedAt: number | undefined;
}

export type Row =
  | { readonly kind: 'place'; readonly key: string; readonly place: ResultPlace }
  | { readonly kind: 'item'; readonly key: string; readonly item: Item; readonly flags: Flags };

export interface Flags {
  readonly missing: readonly MissingFrame[];
  readonly empty: number;
  readonly unchanged: number;
  readonly news: FileNews;
  readonly refused: boolean;
}

export function workOut(
  runId: string,
  startedAt: number | undefined,
  places: readonly ResultPlace[],
  actions: Iterable<ActionRecord>,
): Results {
  const times = taskTimes(actions);
  const rows: Row[] = [];
  const writers = new Map<Found, ActionRecord>();
  const written = new Map<number, Found[]>();
  for (const place of places) {
    rows.push({ kind: 'place', key: place.root.id, place });
    const files = place.files
      .filter((file) => file.kind !== 'directory')
      .map((file): Found => ({ ...file, root: place.root.id }));
    for (const item of groupFiles(files).map((one) => withOthers(one, times)))
      rows.push({ kind: 'item', key: item.key, item, flags: flagsOf(item, times, startedAt) });
    for (const file of files) {
      const writer = newsOf(file, startedAt) === 'unchanged' ? undefined : writerOf(file, times);
      if (!writer) continue;
      writers.set(file, writer);
      const others = written.get(writer.id);
      if (others) others.push(file);
      else written.set(writer.id, [file]);
    }
  }
  return { runId, rows, writers, written, startedAt };
}

/**
 * A picture that is alone because the tasks of all others wrote none is shown as what it should be one of. The number in
 * the name of any other file says less: a report of version 1 lacks nothing.
 */
function withOthers(item: Item, times: TaskTimes): Item {
  const sequence =
    item.kind === 'single' && isPicture(item.file.path) ? asSequence(item) : undefined;
  return sequence && missingFrames(sequence, times).length > 0 ? sequence : item;
}

function flagsOf(item: Item, times: TaskTimes, startedAt: number | undefined): Flags {
  const files = filesOf(item);
  const news = files.map((file) => newsOf(file, startedAt));
  return {
    missing: item.kind === 'sequence' ? missingFrames(item, times) : [],
    empty: files.filter((file) => file.kind === 'file' && file.size === 0).length,
    unchanged: news.filter((one) => one === 'unchanged').length,
    news: news.find((one) => one !== 'unchanged') ?? 'unchanged',
    refused: files.some((file) => file.kind === 'refused'),
  };
}

export function refOf(runId: string, file: Found): FileRef {
  return { runId, root: file.root, path: file.path, modifiedAt: file.modifiedAt };
}

/** Pictures of a run that are the newest, the newest first. */
export function newestPictures(results: Results, count: number): Found[] {
  return [...results.writers.keys()]
    .filter((file) => file.kind === 'file' && isPicture(file.path))
    .sort((a, b) => b.modifiedAt - a.modifiedAt)
    .slice(0, count);
}

/** A name with its control and direction characters in notation: nothing of it is acted upon. */
export function inertName(name: string): string {
  return inertPieces(name)
    .map((piece) => piece.text)
    .join('');
}
