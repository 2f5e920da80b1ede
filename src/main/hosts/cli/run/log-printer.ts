import type { Writable } from 'node:stream';

export type TimestampFormat = 'relative' | 'local' | 'utc';

/** Time stamps of log lines: since the start as `0:00:01.234`, or ISO 8601 in local time or UTC. */
function formatTimestamp(time: number, start: number, format: TimestampFormat): string {
  if (format === 'utc') return new Date(time).toISOString();
  if (format === 'local') {
    const zone = new Date(time).getTimezoneOffset() * 60_000;
    return new Date(time - zone).toISOString().slice(0, -1);
  }
  const elapsed = Math.max(0, time - start);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const seconds = Math.floor(elapsed / 1000);
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}.${pad(Math.floor(elapsed % 1000), 3)}`;
}

/** Writes log lines with their times and tells when the reader cannot keep up. */
export class LogPrinter {
  readonly #stream: Writable;
  readonly #start: number;
  readonly #format: TimestampFormat;
  readonly #hold: { pause(): void; resume(): void };
  #held = false;
  #gone = false;

  constructor(stream: Writable, format: TimestampFormat, hold: { pause(): void; resume(): void }) {
    this.#stream = stream;
    this.#start = Date.now();
    this.#format = format;
    this.#hold = hold;
    stream.on('drain', () => this.#goOn());
    // Nobody reads any more: what runs is being stopped and must not wait for a reader.
    stream.on('error', () => {
      this.#gone = true;
      this.#goOn();
    });
  }

  /** Prints one or several lines, joined by `\n`. */
  print(time: number, text: string): void {
    if (this.#gone) return;
    const stamp = formatTimestamp(time, this.#start, this.#format);
    const lines = text.includes('\n') ? text.replaceAll('\n', `\n${stamp}\t`) : text;
    if (this.#stream.write(`${stamp}\t${lines}\n`) || this.#held) return;
    this.#held = true;
    this.#hold.pause();
  }

  #goOn(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#hold.resume();
  }
}
