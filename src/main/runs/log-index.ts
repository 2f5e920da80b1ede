import type { LogKind } from '../session/index.ts';

/**
 * The index beside a log: one entry a line, so that any line of a log of any size is found at once.
 * Six bytes where the line begins, one its kind as a letter, one unused, eight its time (ms since 1970).
 */
export const ENTRY_BYTES = 16;

export interface IndexEntry {
  readonly offset: number;
  readonly kind: LogKind;
  readonly time: number;
}

/** Puts an entry into a buffer of them. */
export function writeEntry(buffer: Buffer, at: number, entry: IndexEntry): void {
  buffer.writeUIntLE(entry.offset, at, 6);
  buffer[at + 6] = entry.kind.charCodeAt(0);
  buffer[at + 7] = 0;
  buffer.writeDoubleLE(entry.time, at + 8);
}

/** The entry that begins at a byte of a buffer. */
export function readEntry(buffer: Buffer, at: number): IndexEntry {
  return {
    offset: buffer.readUIntLE(at, 6),
    kind: String.fromCharCode(buffer[at + 6] ?? 0x6f) as LogKind,
    time: buffer.readDoubleLE(at + 8),
  };
}

export interface LogFiles {
  readonly log: string;
  readonly index: string;
}
