import fs from 'node:fs/promises';
import { ENTRY_BYTES, type IndexEntry, type LogFiles, readEntry, writeEntry } from './log-index.ts';
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

/** After a crash: lines that are in the log and not in its index are indexed, and the reverse is cut. */
export async function repairLog(files: LogFiles): Promise<void> {
  const log = await fs.readFile(files.log).catch(() => undefined);
  if (log === undefined) return;
  const index = await fs.readFile(files.index).catch(() => Buffer.alloc(0));
  let count = Math.floor(index.length / ENTRY_BYTES);
  while (count > 0 && readEntry(index, (count - 1) * ENTRY_BYTES).offset >= log.length) count--;
  const last = count > 0 ? readEntry(index, (count - 1) * ENTRY_BYTES) : undefined;
  const kept = index.subarray(0, count * ENTRY_BYTES);
  let from = last === undefined ? 0 : log.indexOf(10, last.offset) + 1;
  if (last !== undefined && from === 0) from = log.length;
  const added: Buffer[] = [];
  while (from < log.length) {
    const entry = Buffer.alloc(ENTRY_BYTES);
    writeEntry(entry, 0, { offset: from, kind: 'o', time: last?.time ?? Date.now() });
    added.push(entry);
    const end = log.indexOf(10, from);
    if (end < 0) break;
    from = end + 1;
  }
  if (added.length > 0 || kept.length !== index.length) {
    await fs.writeFile(files.index, Buffer.concat([kept, ...added]));
  }
}
