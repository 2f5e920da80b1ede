import fs from 'node:fs/promises';
import type { LogKind } from '../session/index.ts';
import { LogEncoder, type LogLinesBatch } from './log-encoder.ts';
import type { LogFiles } from './log-index.ts';
import type { ShortLog } from './log-source.ts';

/** Text waiting to be written above which the process is held up, and below which it goes on. */
const HIGH_WATER = 1 << 20;
const LOW_WATER = 256 << 10;

/** What is written at once at most, and how long a line waits at most for others. */
const BATCH_LENGTH = 256 << 10;
const BATCH_MILLISECONDS = 40;

/** What a run's logs may hold together; shared by all its writers. */
export interface LogAllowance {
  left: number;
  readonly limit: number;
}

interface LogWriterOptions {
  readonly files: LogFiles;
  readonly allowance: LogAllowance;
  /** True: hold the process up; false: let it go on. */
  onPressure(high: boolean): void;
  /** Takes the log of an action that was over before anything was written. */
  keepShort(log: ShortLog): void;
  /** Lines were added; told once for many. */
  onLines?(total: number): void;
  onFailure(error: Error): void;
}

/** A log that is kept in the history rather than in files of its own. */
const SMALL = 64 << 10;

/**
 * Writes one action's log as it comes: lines gather for a moment and are appended together, the text
 * first and its index after it, so that a crash at any moment leaves both readable.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;
  #batches: LogLinesBatch[] = [];
  #waiting = 0;
  readonly #encoder = new LogEncoder();
  #pressed = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #handles: { log: fs.FileHandle; index: fs.FileHandle } | undefined;
  #offset = 0;
  #lines = 0;
  #full = false;
  #failed = false;
  #closed = false;
  /** The unfinished last line, as the session tells it. */
  live: string | undefined;

  constructor(options: LogWriterOptions) {
    this.#options = options;
  }

  /** Lines written or about to be. */
  get count(): number {
    return this.#lines;
  }

  get bytes(): number {
    return this.#offset;
  }

  append(kind: LogKind, time: number, text: string): void {
    if (this.#closed || this.#failed) return;
    const { allowance } = this.#options;
    if (allowance.left <= 0 && (kind === 'o' || kind === 'd' || kind === 'm')) {
      this.#sayFull(time);
      return;
    }
    allowance.left -= Buffer.byteLength(text) + 1;
    this.#add(kind, time, text);
  }

  /** Everything given so far is in the files. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#batches.length > 0 || this.#writing !== undefined) {
      await (this.#writing ?? this.#write());
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    if (this.#handles === undefined && this.#writing === undefined && this.#waiting < SMALL) {
      this.#keepShort();
    }
    await this.flush();
    this.#closed = true;
    this.live = undefined;
    await this.#handles?.log.close().catch(() => {});
    await this.#handles?.index.close().catch(() => {});
    this.#handles = undefined;
  }

  /** A short action's log goes into the history as a whole: making two files would cost as much as the action. */
  #keepShort(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { batches, length } = this.#take();
    if (batches.length === 0) return;
    const { text, index } = new LogEncoder().encode(batches, this.#offset);
    this.#offset += text.length;
    this.#options.keepShort({ text, index });
    this.#waiting -= length;
    this.#options.onLines?.(this.#lines);
  }

  #sayFull(time: number): void {
    if (this.#full) return;
    this.#full = true;
    const limit = Math.round(this.#options.allowance.limit / (1 << 20));
    const text = `The limit of ${limit} MiB for the logs of this run is reached: further output is not kept.`;
    this.#add('w', time, text);
  }

  #add(kind: LogKind, time: number, text: string): void {
    const lines = countLines(text);
    this.#batches.push({ kind, time, text, lines });
    this.#waiting += text.length + 1;
    this.#lines += lines;
    if (this.#waiting > HIGH_WATER && !this.#pressed) {
      this.#pressed = true;
      this.#options.onPressure(true);
    }
    if (this.#waiting >= BATCH_LENGTH) void this.#write();
    else this.#timer ??= setTimeout(() => void this.#write(), BATCH_MILLISECONDS);
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#writeNow().finally(() => {
      this.#writing = undefined;
      this.#options.onLines?.(this.#lines);
      if (this.#batches.length > 0) void this.#write();
    });
    return this.#writing;
  }

  async #writeNow(): Promise<void> {
    const { batches, length } = this.#take();
    try {
      await this.#open();
      const { text, index } = this.#encoder.encode(batches, this.#offset);
      this.#offset += text.length;
      await this.#handles?.log.writeFile(text);
      await this.#handles?.index.writeFile(index);
    } catch (error) {
      this.#failed = true;
      this.#batches = [];
      this.#waiting = length;
      this.#options.onFailure(error as Error);
    }
    this.#waiting -= length;
    if (this.#pressed && this.#waiting < LOW_WATER) {
      this.#pressed = false;
      this.#options.onPressure(false);
    }
  }

  /** The next batches to be written: a bounded amount, so that encoding them is short work. */
  #take(): { batches: LogLinesBatch[]; length: number } {
    let length = 0;
    let count = 0;
    while (count < this.#batches.length && length < BATCH_LENGTH) {
      length += (this.#batches[count]?.text.length ?? 0) + 1;
      count++;
    }
    return { batches: this.#batches.splice(0, count), length };
  }

  async #open(): Promise<void> {
    if (this.#handles !== undefined) return;
    const { log, index } = this.#options.files;
    this.#handles = {
      log: await fs.open(log, 'a', 0o600),
      index: await fs.open(index, 'a', 0o600),
    };
  }
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
