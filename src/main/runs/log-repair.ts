import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import { ENTRY_BYTES, type IndexEntry, type LogFiles, readEntry, writeEntry } from './log-index.ts';

/** Read at once: a log of gigabytes costs no memory, and others have their turn in between. */
const BLOCK = 64 << 10;
const LF = 10;

/** After a crash: lines that are in the log and not in its index are indexed, and the reverse is cut. */
export async function repairLog(files: LogFiles): Promise<void> {
  const log = await fs.open(files.log, 'r').catch(() => undefined);
  if (log === undefined) return;
  try {
    const { size } = await log.stat();
    const last = await cutIndex(files.index, size);
    await addLines(log, size, last, files.index);
  } finally {
    await log.close();
  }
}

/** Takes entries away that lie behind the log's end; answers the last that stays. */
async function cutIndex(file: string, logSize: number): Promise<IndexEntry | undefined> {
  const index = await fs.open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await index.stat();
    let count = Math.floor(size / ENTRY_BYTES);
    let last: IndexEntry | undefined;
    const entry = Buffer.alloc(ENTRY_BYTES);
    for (; count > 0; count--) {
      await index.read(entry, 0, ENTRY_BYTES, (count - 1) * ENTRY_BYTES);
      last = readEntry(entry, 0);
      if (last.offset < logSize) break;
      last = undefined;
    }
    if (count * ENTRY_BYTES !== size) await index.truncate(count * ENTRY_BYTES);
    return last;
  } finally {
    await index.close();
  }
}

/** Indexes the lines that begin behind the last one that is. */
async function addLines(
  log: fs.FileHandle,
  size: number,
  last: IndexEntry | undefined,
  index: string,
): Promise<void> {
  const time = last?.time ?? Date.now();
  const block = Buffer.alloc(BLOCK);
  let begins: number[] = last === undefined && size > 0 ? [0] : [];
  for (let at = last?.offset ?? 0; at < size; ) {
    const { bytesRead } = await log.read(block, 0, Math.min(BLOCK, size - at), at);
    if (bytesRead === 0) break;
    const read = block.subarray(0, bytesRead);
    for (let end = read.indexOf(LF); end >= 0; end = read.indexOf(LF, end + 1))
      if (at + end + 1 < size) begins.push(at + end + 1);
    if (begins.length > 0) await fs.appendFile(index, entriesOf(begins, time));
    begins = [];
    at += bytesRead;
  }
}

function entriesOf(begins: readonly number[], time: number): Buffer {
  const entries = Buffer.alloc(begins.length * ENTRY_BYTES);
  begins.forEach((offset, i) => {
    writeEntry(entries, i * ENTRY_BYTES, { offset, kind: 'o', time });
  });
  return entries;
}
