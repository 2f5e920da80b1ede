import type { LogBatch } from '../../shared/protocol/log.ts';

export interface LogLine {
  readonly text: string;
  readonly time: number;
  /** One letter for what it is; see the protocol's LogBatch. */
  readonly kind: string;
  /** Where it stands, in a log made of several or filtered. */
  readonly origin?: LogOrigin;
}

/** Whether anything is known of a log, or why it cannot be read. */
export type LogState = 'reading' | 'known' | 'missing' | { readonly failure: string };

interface LogOrigin {
  readonly action: number;
  readonly line: number;
}

interface Segment {
  readonly first: number;
  count: number;
  /** Cut into lines when someone looks; small batches are kept cut. */
  lines: string[] | undefined;
  text: string | undefined;
  readonly times: number[];
  kinds: string;
  /** Action and line of each, where the log is not one action's as it stands. */
  origins: number[] | undefined;
  size: number;
  touched: number;
}

/** A segment that grows takes small batches until it has this many lines. */
const SEGMENT_LINES = 4096;
/** Characters kept at most; what is dropped is read again from the log of record when looked at. */
const DEFAULT_BUDGET = 48 * 1024 * 1024;
/** Segments held cut into lines at a time; the others are one string each. */
const CUT_SEGMENTS = 12;

/**
 * The page's window of one action's log, outside React. Batches are kept as they came; the oldest looked
 * at are dropped beyond a budget, so that a log without end stays bounded.
 */
export class LogBuffer {
  readonly #segments: Segment[] = [];
  readonly #budget: number;
  readonly #listeners = new Set<() => void>();
  #cut: Segment[] = [];
  #size = 0;
  #clock = 0;
  #total = 0;
  #complete = false;
  #live: string | undefined;
  #state: LogState = 'reading';

  constructor(budget = DEFAULT_BUDGET) {
    this.#budget = budget;
  }

  /** Lines of the log so far, here or not. */
  get total(): number {
    return this.#total;
  }

  get complete(): boolean {
    return this.#complete;
  }

  /** The unfinished last line. */
  get live(): string | undefined {
    return this.#live;
  }

  get state(): LogState {
    return this.#state;
  }

  /** It cannot be read, or is being tried again; lines that are here stay. */
  setState(state: LogState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  /** Characters held. */
  get size(): number {
    return this.#size;
  }

  /** Where lines are here without a gap up to the end: a stream goes on from here. */
  get streamedTo(): number {
    const last = this.#segments.at(-1);
    return last ? last.first + last.count : 0;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes a batch of a stream or of a read; lines that are here already are left alone. */
  add(batch: LogBatch): void {
    this.#total = Math.max(this.#total, batch.total, batch.first + batch.count);
    this.#complete ||= batch.complete;
    this.#live = batch.live;
    this.#state = batch.missing ? 'missing' : 'known';
    if (batch.count > 0) this.#store(batch);
    if (this.#size > this.#budget) this.#drop();
    for (const listener of this.#listeners) listener();
  }

  line(number: number): LogLine | undefined {
    const segment = this.#find(number);
    if (!segment) return undefined;
    segment.touched = ++this.#clock;
    const at = number - segment.first;
    const action = segment.origins?.[at * 2];
    const line = segment.origins?.[at * 2 + 1];
    return {
      text: this.#linesOf(segment)[at] ?? '',
      time: segment.times[at] ?? 0,
      kind: segment.kinds[at] ?? 'o',
      ...(action === undefined || line === undefined ? {} : { origin: { action, line } }),
    };
  }

  /** The first line from `first` on (up to `end`) that is not here, with the number missing in a row. */
  missing(first: number, end: number): { from: number; count: number } | undefined {
    let at = first;
    while (at < end) {
      const segment = this.#find(at);
      if (!segment) break;
      at = segment.first + segment.count;
    }
    if (at >= end) return undefined;
    const next = this.#segments[this.#indexAfter(at)];
    const to = Math.min(end, next?.first ?? end);
    return { from: at, count: to - at };
  }

  #store(batch: LogBatch): void {
    const last = this.#segments.at(-1);
    // Only what is kept cut grows: a large text that was looked at is cut anew when it is looked at again.
    if (
      last?.lines &&
      last.text === undefined &&
      last.first + last.count === batch.first &&
      batch.count < SEGMENT_LINES / 4
    ) {
      if (last.count + batch.count <= SEGMENT_LINES) {
        for (const line of batch.text.split('\n')) last.lines.push(line);
        for (const time of batch.times) last.times.push(time);
        last.kinds += batch.kinds;
        for (const one of originsOf(batch) ?? []) last.origins?.push(one);
        last.count += batch.count;
        last.size += batch.text.length;
        this.#size += batch.text.length;
        last.touched = ++this.#clock;
        return;
      }
    }
    const index = this.#indexAfter(batch.first);
    const before = this.#segments[index - 1];
    const next = this.#segments[index];
    const overlaps =
      (before && before.first + before.count > batch.first) ||
      (next && next.first < batch.first + batch.count);
    if (overlaps) {
      this.#fill(batch);
      return;
    }
    const small = batch.count < SEGMENT_LINES / 4;
    this.#segments.splice(index, 0, {
      first: batch.first,
      count: batch.count,
      lines: small ? batch.text.split('\n') : undefined,
      text: small ? undefined : batch.text,
      times: batch.times.slice(),
      kinds: batch.kinds,
      origins: originsOf(batch),
      size: batch.text.length,
      touched: ++this.#clock,
    });
    this.#size += batch.text.length;
  }

  /** Takes of a batch only the lines that are not here. */
  #fill(batch: LogBatch): void {
    const lines = batch.text.split('\n');
    const origins = originsOf(batch);
    const end = batch.first + batch.count;
    for (let gap = this.missing(batch.first, end); gap; gap = this.missing(gap.from, end)) {
      const from = gap.from - batch.first;
      const to = from + gap.count;
      this.#store({
        ...batch,
        first: gap.from,
        count: gap.count,
        text: lines.slice(from, to).join('\n'),
        times: batch.times.slice(from, to),
        kinds: batch.kinds.slice(from, to),
        ...(origins ? { sources: sourcesOf(origins.slice(from * 2, to * 2)) } : {}),
      });
    }
  }

  #linesOf(segment: Segment): string[] {
    if (segment.lines) return segment.lines;
    segment.lines = (segment.text ?? '').split('\n');
    this.#cut.push(segment);
    if (this.#cut.length > CUT_SEGMENTS) {
      const oldest = this.#cut.shift();
      if (oldest?.text !== undefined) oldest.lines = undefined;
    }
    return segment.lines;
  }

  /** Drops what was longest not looked at; the newest stays, a stream appends to it. */
  #drop(): void {
    const order = this.#segments.slice(0, -1).sort((a, b) => a.touched - b.touched);
    const dropped = new Set<Segment>();
    for (const segment of order) {
      if (this.#size <= this.#budget * 0.9) break;
      this.#size -= segment.size;
      dropped.add(segment);
    }
    const kept = this.#segments.filter((segment) => !dropped.has(segment));
    this.#segments.splice(0, this.#segments.length, ...kept);
    this.#cut = this.#cut.filter((segment) => !dropped.has(segment));
  }

  #find(number: number): Segment | undefined {
    const segment = this.#segments[this.#indexAfter(number) - 1];
    return segment && number < segment.first + segment.count ? segment : undefined;
  }

  /** Index of the first segment that begins behind `number`. */
  #indexAfter(number: number): number {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#segments[middle]?.first ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function originsOf({ sources }: LogBatch): number[] | undefined {
  if (!sources) return undefined;
  const origins: number[] = [];
  for (const [action, line, count] of sources)
    for (let i = 0; i < count; i++) origins.push(action, line + i);
  return origins;
}

function sourcesOf(origins: readonly number[]): LogBatch['sources'] {
  const sources: [number, number, number][] = [];
  for (let i = 0; i < origins.length; i += 2)
    sources.push([origins[i] ?? 0, origins[i + 1] ?? 0, 1]);
  return sources;
}
