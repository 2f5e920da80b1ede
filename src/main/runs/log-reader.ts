import { ENTRY_BYTES, type IndexEntry, readEntry } from './log-index.ts';
import type { LogSource, RandomAccess } from './log-source.ts';

export interface LogLines {
  readonly first: number;
  readonly count: number;
  /** Joined by `\n`. */
  readonly text: string;
  readonly times: number[];
  readonly kinds: string;
  readonly total: number;
}

/** Reads lines `from` …; a log that does not exist is empty. */
export async function readLines(
  source: LogSource | undefined,
  from: number,
  count: number,
): Promise<LogLines> {
  if (source === undefined) {
    return { first: 0, count: 0, text: '', times: [], kinds: '', total: 0 };
  }
  const { log, index } = source;
  const total = Math.floor(index.size / ENTRY_BYTES);
  const first = Math.min(from, total);
  const wanted = Math.min(count, total - first);
  const entries = await readEntries(index, first, Math.min(wanted + 1, total - first));
  const begin = entries[0]?.offset ?? 0;
  const after = entries[wanted]?.offset ?? log.size;
  const bytes = wanted === 0 ? Buffer.alloc(0) : await log.read(begin, Math.max(0, after - begin));
  const shown = entries.slice(0, wanted);
  const end = endOfLast(bytes, (shown.at(-1)?.offset ?? begin) - begin);
  return {
    first,
    count: wanted,
    text: bytes.toString('utf8', 0, end),
    times: shown.map((entry) => entry.time),
    kinds: shown.map((entry) => entry.kind).join(''),
    total,
  };
}

/**
 * Where the last line ends: text is written before its index, so behind the last line that the index has
 * there may be others already.
 */
function endOfLast(bytes: Buffer, lastLine: number): number {
  const end = bytes.indexOf(10, lastLine);
  return end < 0 ? bytes.length : end;
}

async function readEntries(
  index: RandomAccess,
  first: number,
  count: number,
): Promise<IndexEntry[]> {
  const bytes = await index.read(first * ENTRY_BYTES, count * ENTRY_BYTES);
  const entries: IndexEntry[] = [];
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) entries.push(readEntry(bytes, at));
  return entries;
}
