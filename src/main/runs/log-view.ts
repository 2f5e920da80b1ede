import { setImmediate } from 'node:timers/promises';
import type { LogFilter } from '../../shared/protocol/log.ts';
import { ENTRY_BYTES, readEntry } from './log-index.ts';
import { type LogLines, readLines } from './log-reader.ts';
import { eachLevel, eachMatch, type SearchRequest, type SearchResult } from './log-search.ts';
import type { LogSource } from './log-source.ts';
import { LogStretches } from './log-stretches.ts';

/** An action whose log is part of a view. */
export interface ViewAction {
  readonly id: number;
  readonly session: number;
  /** Nothing more will be written. */
  readonly over: boolean;
}

/** Where a view's lines come from. */
interface ViewSource {
  /** The actions as they are now, in the order of starting, and whether there may be more. */
  actions(): { readonly list: readonly ViewAction[]; readonly growing: boolean };
  /** Everything given so far is in the logs. */
  flush(actionId: number): Promise<void>;
  withLog<T>(actionId: number, use: (source: LogSource | undefined) => Promise<T>): Promise<T>;
}

interface ViewLines extends LogLines {
  /** Where the lines come from: action, its first line, how many in a row. */
  readonly sources: [number, number, number][];
}

/** What a filter finds in the text; undefined where it does not look. */
interface Passing {
  readonly matches: readonly number[] | undefined;
  readonly levels: ReadonlySet<number> | undefined;
}

/** Lines that passed the filter and wait to be put in order. */
interface Waiting {
  readonly lines: number[];
  readonly times: number[];
  at: number;
}

interface Part {
  /** Lines looked at, and where the next begins. */
  line: number;
  offset: number;
  done: boolean;
  waiting: Waiting | undefined;
}

/** Lines of an index that are looked at in one reading. */
const ENTRIES_AT_ONCE = 32_768;

/** Lines put in order without letting others have their turn: a few milliseconds. */
const MERGED_AT_ONCE = 100_000;

/** Lines between two wanted ones that are read along rather than skipped. */
const READ_ALONG = 256;

/**
 * Lines of one or several actions of a run, in the order of time, of which only those that pass a filter.
 * It grows as the logs do and is never ordered anew: a line keeps its number.
 */
export class LogView {
  readonly #source: ViewSource;
  readonly #filter: LogFilter | undefined;
  readonly #stretches = new LogStretches();
  readonly #parts = new Map<number, Part>();
  #turn: Promise<unknown> = Promise.resolve();
  #complete = false;

  constructor(source: ViewSource, filter: LogFilter | undefined) {
    this.#source = source;
    this.#filter = filter;
  }

  get total(): number {
    return this.#stretches.total;
  }

  /** All actions are over and every line of theirs has its place. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Takes in what was written since. */
  update(): Promise<void> {
    const next = this.#turn.then(() => this.#update());
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async read(from: number, count: number): Promise<ViewLines> {
    const { total } = this;
    const first = Math.min(from, total);
    const wanted = Math.min(count, total - first);
    const texts: string[] = [];
    const times: number[] = [];
    const sources: [number, number, number][] = [];
    let kinds = '';
    const stretches = [...this.#stretches.range(first, wanted)];
    for (let i = 0; i < stretches.length; ) {
      const action = stretches[i]?.action ?? 0;
      let end = i;
      while (stretches[end]?.action === action) end++;
      await this.#source.withLog(action, async (log) => {
        while (i < end) {
          // Wanted lines that lie close together are read at once.
          let last = i;
          while (last + 1 < end && gap(stretches[last], stretches[last + 1]) < READ_ALONG) last++;
          const begin = stretches[i]?.line ?? 0;
          const behind = endOf(stretches[last]);
          const read = await readLines(log, begin, behind - begin);
          const lines = read.text.split('\n');
          for (; i <= last; i++) {
            const stretch = stretches[i];
            if (stretch === undefined) continue;
            for (let n = 0; n < stretch.count; n++) {
              const at = stretch.line + n - begin;
              texts.push(lines[at] ?? '');
              times.push(read.times[at] ?? 0);
              kinds += read.kinds[at] ?? 'o';
            }
            sources.push([action, stretch.line, stretch.count]);
          }
        }
      });
    }
    return { first, count: wanted, text: texts.join('\n'), times, kinds, total, sources };
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    const found: number[] = [];
    let count = 0;
    for (const action of this.#stretches.actions()) {
      const extent = this.#stretches.extent(action);
      if (extent === undefined) continue;
      const place = this.#stretches.finder(action);
      let taken = 0;
      await this.#source.withLog(action, async (source) => {
        if (source === undefined) return;
        const from = { line: extent.first, offset: await offsetOf(source, extent.first) };
        const end = await offsetOf(source, extent.last + 1);
        await eachMatch(source.log, request, from, end, (line) => {
          const at = place(line);
          if (at === undefined) return;
          count++;
          if (taken++ < request.limit) found.push(at);
        });
      });
    }
    found.sort((a, b) => a - b);
    return { count, lines: found.slice(0, request.limit) };
  }

  async #update(): Promise<void> {
    // A line is given its place when no earlier one can come any more: what is flushed from now on holds
    // everything that was written before.
    const now = Date.now();
    const { list: actions, growing } = this.#source.actions();
    for (const action of actions) {
      const part = this.#partOf(action.id);
      if (!part.done) await this.#take(action, part);
    }
    const over = !growing && actions.every((action) => action.over);
    const until = over ? Number.POSITIVE_INFINITY : now - 1;
    const waiting = await this.#merge(actions, until);
    this.#complete = over && !waiting;
  }

  #partOf(id: number): Part {
    let part = this.#parts.get(id);
    if (part === undefined) {
      part = { line: 0, offset: 0, done: false, waiting: undefined };
      this.#parts.set(id, part);
    }
    return part;
  }

  /** Reads what an action has written since and keeps what passes the filter. */
  async #take(action: ViewAction, part: Part): Promise<void> {
    await this.#source.flush(action.id);
    await this.#source.withLog(action.id, async (source) => {
      if (source === undefined) return;
      const total = Math.floor(source.index.size / ENTRY_BYTES);
      if (total <= part.line) return;
      const end = await offsetOf(source, total);
      const matches = await this.#matches(source, part, end);
      part.waiting ??= { lines: [], times: [], at: 0 };
      const levels = await this.#levels(source, part, end);
      await this.#takeEntries(source, part.line, total, { matches, levels }, part.waiting);
      part.line = total;
      part.offset = end;
    });
    // What was over before it was read is read to its end.
    part.done = action.over;
  }

  async #matches(source: LogSource, from: Part, end: number): Promise<number[] | undefined> {
    const text = this.#filter?.text ?? '';
    if (text === '') return undefined;
    const matches: number[] = [];
    const wanted = { text, matchCase: this.#filter?.matchCase ?? false };
    await eachMatch(source.log, wanted, from, end, (line) => matches.push(line));
    return matches;
  }

  /** Lines of output that pass for what they look like; undefined where that is not asked for. */
  async #levels(source: LogSource, from: Part, end: number): Promise<Set<number> | undefined> {
    const kinds = this.#filter?.kinds ?? '';
    if (!/[EW]/.test(kinds)) return undefined;
    const lines = new Set<number>();
    await eachLevel(source.log, from, end, (line, level) => {
      if (kinds.includes(level === 'error' ? 'E' : 'W')) lines.add(line);
    });
    return lines;
  }

  async #takeEntries(
    source: LogSource,
    from: number,
    total: number,
    { matches, levels }: Passing,
    into: Waiting,
  ): Promise<void> {
    const kinds = this.#filter?.kinds ?? '';
    let next = 0;
    for (let first = from; first < total; first += ENTRIES_AT_ONCE) {
      const count = Math.min(ENTRIES_AT_ONCE, total - first);
      // Stretches of the index without a match are not read.
      if (matches !== undefined && (matches[next] ?? total) >= first + count) continue;
      const bytes = await source.index.read(first * ENTRY_BYTES, count * ENTRY_BYTES);
      const take = (line: number) => {
        const entry = readEntry(bytes, (line - first) * ENTRY_BYTES);
        const passes =
          kinds === '' ||
          kinds.includes(entry.kind) ||
          (entry.kind === 'o' && levels?.has(line) === true);
        if (!passes) return;
        into.lines.push(line);
        into.times.push(entry.time);
      };
      if (matches === undefined) for (let i = 0; i < count; i++) take(first + i);
      else
        for (; next < matches.length && (matches[next] ?? 0) < first + count; next++)
          take(matches[next] ?? 0);
    }
  }

  /** Puts waiting lines in order, up to a time. True when some are left. */
  async #merge(actions: readonly ViewAction[], until: number): Promise<boolean> {
    // The actions of a session follow one another: there are never more heads than sessions.
    const lanes = new Map<number, { queue: { id: number; waiting: Waiting }[]; next: number }>();
    for (const { id, session } of actions) {
      const waiting = this.#parts.get(id)?.waiting;
      if (waiting === undefined || waiting.at >= waiting.lines.length) continue;
      const lane = lanes.get(session);
      if (lane) lane.queue.push({ id, waiting });
      else lanes.set(session, { queue: [{ id, waiting }], next: 0 });
    }
    const heads = [...lanes.values()];
    const timeOf = (lane: (typeof heads)[number]) => {
      const head = lane.queue[lane.next]?.waiting;
      return head?.times[head.at] ?? Number.POSITIVE_INFINITY;
    };
    for (let rest = MERGED_AT_ONCE; ; ) {
      let best: (typeof heads)[number] | undefined;
      let bestTime = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      for (const lane of heads) {
        const time = timeOf(lane);
        if (time < bestTime) {
          second = bestTime;
          bestTime = time;
          best = lane;
        } else if (time < second) second = time;
      }
      if (best === undefined) return false;
      if (bestTime > until) return true;
      rest -= this.#takeWhile(best, Math.min(second, until), rest);
      if (rest > 0) continue;
      await setImmediate();
      rest = MERGED_AT_ONCE;
    }
  }

  /** Takes lines at the head of a lane that are not later than a time: at least one; answers how many. */
  #takeWhile(
    lane: { queue: { id: number; waiting: Waiting }[]; next: number },
    until: number,
    atMost: number,
  ): number {
    const head = lane.queue[lane.next];
    if (head === undefined) return 0;
    const { id, waiting } = head;
    const begin = waiting.at;
    const end = Math.min(waiting.lines.length, begin + atMost);
    do {
      this.#stretches.add(id, waiting.lines[waiting.at] ?? 0, 1);
      waiting.at++;
    } while (waiting.at < end && (waiting.times[waiting.at] ?? 0) <= until);
    if (waiting.at >= waiting.lines.length) {
      const part = this.#parts.get(id);
      if (part) part.waiting = undefined;
      lane.next++;
    }
    return waiting.at - begin;
  }
}

/** Where a line begins; behind the last, where the next will. */
async function offsetOf(source: LogSource, line: number): Promise<number> {
  const total = Math.floor(source.index.size / ENTRY_BYTES);
  if (line < total)
    return readEntry(await source.index.read(line * ENTRY_BYTES, ENTRY_BYTES), 0).offset;
  if (total === 0) return 0;
  const last = readEntry(await source.index.read((total - 1) * ENTRY_BYTES, ENTRY_BYTES), 0);
  for (let at = last.offset; at < source.log.size; ) {
    const bytes = await source.log.read(at, 64 << 10);
    if (bytes.length === 0) break;
    const end = bytes.indexOf(10);
    if (end >= 0) return at + end + 1;
    at += bytes.length;
  }
  return source.log.size;
}

type Cut = { readonly line: number; readonly count: number } | undefined;

function endOf(stretch: Cut): number {
  return (stretch?.line ?? 0) + (stretch?.count ?? 0);
}

/** Lines between two stretches of one action; where they do not ascend, far too many. */
function gap(one: Cut, next: Cut): number {
  const lines = (next?.line ?? 0) - endOf(one);
  return lines < 0 ? Number.POSITIVE_INFINITY : lines;
}
