import fs from 'node:fs/promises';
import { ENTRY_BYTES, type IndexEntry, type LogFiles, readEntry, writeEntry } from './log-index.ts';

export interface LogLines {
  readonly first: number;
  readonly count: number;
  /** Joined by `\n`. */
  readonly text: string;
  readonly times: number[];
  readonly kinds: string;
  readonly total: number;
}

/** Reads lines `from` … of a log; a log that does not exist is empty. */
export async function readLines(files: LogFiles, from: number, count: number): Promise<LogLines> {
  let index: fs.FileHandle | undefined;
  let log: fs.FileHandle | undefined;
  try {
    index = await fs.open(files.index, 'r');
    log = await fs.open(files.log, 'r');
    const total = Math.floor((await index.stat()).size / ENTRY_BYTES);
    const first = Math.min(from, total);
    const wanted = Math.min(count, total - first);
    const entries = await readEntries(index, first, Math.min(wanted + 1, total - first));
    const begin = entries[0]?.offset ?? 0;
    const after = entries[wanted]?.offset ?? (await log.stat()).size;
    const bytes = Buffer.alloc(wanted === 0 ? 0 : Math.max(0, after - begin));
    await log.read(bytes, 0, bytes.length, begin);
    const shown = entries.slice(0, wanted);
    return {
      first,
      count: wanted,
      text: bytes.toString('utf8').replace(/\n$/, ''),
      times: shown.map((entry) => entry.time),
      kinds: shown.map((entry) => entry.kind).join(''),
      total,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { first: 0, count: 0, text: '', times: [], kinds: '', total: 0 };
  } finally {
    await index?.close();
    await log?.close();
  }
}

async function readEntries(
  index: fs.FileHandle,
  first: number,
  count: number,
): Promise<IndexEntry[]> {
  const bytes = Buffer.alloc(count * ENTRY_BYTES);
  await index.read(bytes, 0, bytes.length, first * ENTRY_BYTES);
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
