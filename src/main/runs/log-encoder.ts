import type { LogKind } from '../session/index.ts';
import { ENTRY_BYTES, writeEntry } from './log-index.ts';

/** Bytes that are looked at one by one before the rest of a line is searched. */
const NEAR = 24;

/** Lines of one kind and time, joined by `\n`. */
export interface LogLinesBatch {
  readonly time: number;
  readonly kind: LogKind;
  readonly text: string;
  readonly lines: number;
}

/**
 * Makes the bytes of a log and its index. The buffers are used again for the next batches: a flood of
 * gigabytes leaves no garbage behind. What is returned is valid until the next call.
 */
export class LogEncoder {
  #text = Buffer.alloc(0);
  #index = Buffer.alloc(0);

  encode(batches: readonly LogLinesBatch[], offset: number): { text: Buffer; index: Buffer } {
    let characters = 0;
    let lines = 0;
    for (const batch of batches) {
      characters += batch.text.length + 1;
      lines += batch.lines;
    }
    // A UTF-16 unit is at most three bytes of UTF-8.
    this.#text = atLeast(this.#text, characters * 3);
    this.#index = atLeast(this.#index, lines * ENTRY_BYTES);
    let end = 0;
    let entry = 0;
    for (const batch of batches) {
      const begin = end;
      end += this.#text.write(batch.text, end);
      this.#text[end++] = 10;
      entry = this.#addEntries(batch, begin, end, offset, entry);
    }
    return { text: this.#text.subarray(0, end), index: this.#index.subarray(0, entry) };
  }

  #addEntries(
    { kind, time }: LogLinesBatch,
    begin: number,
    end: number,
    offset: number,
    firstEntry: number,
  ): number {
    let entry = firstEntry;
    for (let from = begin; from < end; ) {
      const at = this.#lineEnd(from, end);
      writeEntry(this.#index, entry, { offset: offset + from, kind, time });
      entry += ENTRY_BYTES;
      from = at + 1;
    }
    return entry;
  }

  /** The next line break. Most lines are short: a call costs more than looking at their bytes. */
  #lineEnd(from: number, end: number): number {
    const near = Math.min(from + NEAR, end);
    for (let at = from; at < near; at++) if (this.#text[at] === 10) return at;
    return this.#text.indexOf(10, near);
  }
}

function atLeast(buffer: Buffer<ArrayBuffer>, size: number): Buffer<ArrayBuffer> {
  return buffer.length >= size ? buffer : Buffer.allocUnsafeSlow(Math.ceil(size * 1.25));
}
