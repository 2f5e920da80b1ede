import { RangeExpr } from '../../expr/index.ts';

export interface ChunkSettings {
  readonly defaultTaskCount: number;
  readonly targetRuntimeSeconds?: number;
  readonly contiguous: boolean;
}

/** A stretch of values that is divided into chunks on its own: everything, or one interval. */
interface Stretch {
  /** Index of its first value in the range. */
  readonly offset: bigint;
  readonly length: bigint;
  readonly chunks: bigint;
  /** How many chunks there are before it. */
  readonly before: bigint;
}

/**
 * The chunks of a range (§3.4.1.5), by arithmetic: a range of 10¹² frames costs as much as its text. A
 * contiguous chunk never reaches over a gap. Fixed chunks share the values evenly; adaptive ones are of
 * the wanted size, the last one shorter, since the size is a measurement and not a plan.
 */
export class ChunkedRange {
  readonly range: RangeExpr;
  readonly length: bigint;
  readonly #stretches: readonly Stretch[];
  readonly #contiguous: boolean;
  readonly #even: boolean;
  readonly #size: bigint;

  constructor(range: RangeExpr, size: number, contiguous: boolean, even: boolean) {
    this.range = range;
    this.#contiguous = contiguous;
    this.#even = even;
    this.#size = BigInt(size);
    this.#stretches = contiguous
      ? stretchesOf(intervalsOf(range), this.#size)
      : stretchesOf([range.length], this.#size);
    const last = this.#stretches.at(-1);
    this.length = last === undefined ? 0n : last.before + last.chunks;
  }

  at(index: bigint | number): RangeExpr {
    const position = BigInt(index);
    const stretch = this.#stretchOf(position);
    const chunk = position - stretch.before;
    const from = stretch.offset + this.#offsetIn(stretch, chunk);
    const to = stretch.offset + this.#offsetIn(stretch, chunk + 1n);
    if (!this.#contiguous) return this.range.slice(from, to);
    return RangeExpr.contiguousChunk(this.range.at(from), this.range.at(to - 1n));
  }

  /** The chunk that holds exactly the values of `wanted`, or −1n. */
  indexOf(wanted: RangeExpr): bigint {
    const first = this.range.indexOf(wanted.min);
    if (first < 0n || wanted.length === 0n) return -1n;
    let low = 0n;
    let high = this.length - 1n;
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      if (this.range.indexOf(this.at(middle).min) <= first) low = middle;
      else high = middle - 1n;
    }
    return low < this.length && this.at(low).equals(wanted) ? low : -1n;
  }

  #stretchOf(position: bigint): Stretch {
    let low = 0;
    let high = this.#stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#stretches[middle] as Stretch).before <= position) low = middle;
      else high = middle - 1;
    }
    return this.#stretches[low] as Stretch;
  }

  /** Values before a chunk; those left over by an even division are spread over the chunks. */
  #offsetIn({ length, chunks }: Stretch, chunk: bigint): bigint {
    if (!this.#even) {
      const offset = chunk * this.#size;
      return offset < length ? offset : length;
    }
    const small = length / chunks;
    const left = length % chunks;
    return chunk * small + (chunk * left + chunks - 1n) / chunks;
  }
}

function stretchesOf(lengths: Iterable<bigint>, size: bigint): Stretch[] {
  const stretches: Stretch[] = [];
  let offset = 0n;
  let before = 0n;
  for (const length of lengths) {
    if (length === 0n) continue;
    const chunks = (length + size - 1n) / size;
    stretches.push({ offset, length, chunks, before });
    offset += length;
    before += chunks;
  }
  return stretches;
}

/** Lengths of the runs of consecutive integers. Stepped parts fall apart into single values. */
function* intervalsOf(range: RangeExpr): Iterable<bigint> {
  let length = 0n;
  let end: bigint | undefined;
  const runs = range.isInterleaved ? singles(range) : solidRuns(range);
  for (const run of runs) {
    if (end !== undefined && run.start === end + 1n) length += run.end - run.start + 1n;
    else {
      if (length > 0n) yield length;
      length = run.end - run.start + 1n;
    }
    end = run.end;
  }
  if (length > 0n) yield length;
}

function* singles(range: RangeExpr): Iterable<{ start: bigint; end: bigint }> {
  for (const value of range) yield { start: value, end: value };
}

function* solidRuns(range: RangeExpr): Iterable<{ start: bigint; end: bigint }> {
  for (const { start, end, step } of range.ranges) {
    if (step === 1n) yield { start, end };
    else for (let value = start; value <= end; value += step) yield { start: value, end: value };
  }
}
