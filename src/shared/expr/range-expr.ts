import { larger, smaller } from './int64.ts';
import { LIMITS } from './limits.ts';
import {
  clusterAt,
  clustersOf,
  clusterValues,
  countInCluster,
  type RangeCluster,
} from './range-index.ts';
import { meetParts } from './range-meet.ts';
import {
  compareParts,
  joinParts,
  partContains,
  partLength,
  partsOfSorted,
  partToString,
  type RangePart,
} from './range-part.ts';

/** One cluster that is a single part of safe integers: the fast path of access and iteration. */
interface FastPart {
  readonly start: number;
  readonly step: number;
  readonly before: number;
}

/**
 * The set of integers that a range expression such as `1-10:2,20` names (Template Schemas §3.4.1.1.1), in
 * increasing order. Immutable, and as small as its text: a range over 10¹² frames is one part. Access by
 * index takes O(log parts); values that interleave (`1-9:2,2-10:2`) are found by bisection.
 */
export class RangeExpr {
  readonly ranges: readonly RangePart[];
  readonly length: bigint;
  readonly #clusters: readonly RangeCluster[];
  readonly #fast: readonly FastPart[] | undefined;
  readonly #alwaysDashed: boolean;

  private constructor(parts: readonly RangePart[], alwaysDashed = false) {
    this.ranges = joinParts(parts);
    this.#alwaysDashed = alwaysDashed;
    this.#clusters = clustersOf(this.ranges);
    const last = this.#clusters.at(-1);
    this.length = last === undefined ? 0n : last.before + last.length;
    this.#fast = fastPartsOf(this.#clusters, this.length);
  }

  /** A range of disjoint parts in any order; the parser and the operations here see to that. */
  static fromParts(parts: Iterable<RangePart>): RangeExpr {
    return new RangeExpr([...parts].sort(compareParts));
  }

  /** The set of the given values, in any order and with repetitions. */
  static fromValues(values: Iterable<bigint>): RangeExpr {
    const sorted = [...new Set(values)].sort((left, right) =>
      left < right ? -1 : left > right ? 1 : 0,
    );
    return new RangeExpr(partsOfSorted(sorted, LIMITS.rangeMagnitude));
  }

  /**
   * A contiguous chunk, which is always written with a dash, `5-5` for one value (§3.4.1.5,
   * *rangeConstraint*).
   */
  static contiguousChunk(start: bigint, end: bigint): RangeExpr {
    return new RangeExpr([{ start, end, step: 1n }], true);
  }

  /** True when the values are `start … end` without gaps. */
  get isContiguous(): boolean {
    return this.length > 0n && this.max - this.min + 1n === this.length;
  }

  /** True when the values of two parts alternate somewhere. */
  get isInterleaved(): boolean {
    return this.#clusters.length !== this.ranges.length;
  }

  get min(): bigint {
    return this.ranges[0]?.start ?? 0n;
  }

  get max(): bigint {
    return this.#clusters.at(-1)?.end ?? 0n;
  }

  /** The value at an index from 0 to length − 1; a RangeError beyond. */
  at(index: bigint | number): bigint {
    if (this.#fast !== undefined) {
      const position = Number(index);
      if (position >= 0 && position < Number(this.length)) return BigInt(this.#fastAt(position));
    }
    const position = BigInt(index);
    if (position < 0n || position >= this.length) {
      throw new RangeError(`Index ${position} is outside a range of ${this.length} values`);
    }
    const cluster = this.#clusters[this.#clusterIndex((c) => c.before <= position)];
    return cluster === undefined ? 0n : clusterAt(cluster, position - cluster.before);
  }

  /** The index of a value, or −1n. */
  indexOf(value: bigint): bigint {
    const cluster = this.#clusters[this.#clusterIndex((c) => c.start <= value)];
    if (!cluster?.parts.some((part) => partContains(part, value))) return -1n;
    return cluster.before + countInCluster(cluster, value) - 1n;
  }

  contains(value: bigint): boolean {
    return this.indexOf(value) >= 0n;
  }

  /** The values from index `from` up to, not including, `to`; both are clamped to the range. */
  slice(from: bigint, to: bigint): RangeExpr {
    return this.stepSlice(from, to, 1n);
  }

  /** Every `step`-th (positive) value of a slice; takes time by parts, or by values where they interleave. */
  stepSlice(from: bigint, to: bigint, step: bigint): RangeExpr {
    const parts: RangePart[] = [];
    const end = smaller(to, this.length);
    let index = larger(from, 0n);
    for (const cluster of this.#clusters) {
      const stop = smaller(cluster.before + cluster.length, end);
      if (index >= stop) continue;
      const count = (stop - index + step - 1n) / step;
      parts.push(...sliceCluster(cluster, index - cluster.before, count, step));
      index += count * step;
    }
    return new RangeExpr(parts.sort(compareParts));
  }

  /** The values that both have, each part within one part of either; undefined where these are too many. */
  sharedParts(other: RangeExpr): RangePart[] | undefined {
    if (this.ranges.length * other.ranges.length > LIMITS.rangeParts) return undefined;
    return this.ranges.flatMap((left) =>
      other.ranges.flatMap((right) => meetParts(left, right) ?? []),
    );
  }

  *[Symbol.iterator](): IterableIterator<bigint> {
    if (this.#fast === undefined) {
      for (const cluster of this.#clusters) yield* clusterValues(cluster);
      return;
    }
    for (const [index, { start, step, before }] of this.#fast.entries()) {
      const count = (this.#fast[index + 1]?.before ?? Number(this.length)) - before;
      for (let i = 0, value = start; i < count; i++, value += step) yield BigInt(value);
    }
  }

  /** Whether both name the same values, however they are written. */
  equals(other: RangeExpr): boolean {
    if (this.length !== other.length || this.min !== other.min || this.max !== other.max)
      return false;
    if (this.ranges.length === other.ranges.length) {
      const same = this.ranges.every((part, index) => {
        const twin = other.ranges[index];
        return part.start === twin?.start && part.end === twin.end && part.step === twin.step;
      });
      if (same) return true;
    }
    // The lengths are equal, so it is enough that every part of one lies in the other.
    const others = other.ranges;
    let first = 0;
    for (const part of this.ranges) {
      let found = 0n;
      while ((others[first]?.end ?? part.start) < part.start) first++;
      for (let index = first; index < others.length; index++) {
        const twin = others[index];
        if (twin === undefined || twin.start > part.end) break;
        const shared = meetParts(part, twin);
        if (shared !== undefined) found += partLength(shared);
      }
      if (found !== partLength(part)) return false;
    }
    return true;
  }

  /** The canonical text, like `1-3,5,7-11:2`. */
  toString(): string {
    const [only] = this.ranges;
    if (this.#alwaysDashed && this.ranges.length === 1 && only !== undefined) {
      return `${only.start}-${only.end}`;
    }
    return this.ranges.map(partToString).join(',');
  }

  #fastAt(position: number): number {
    const parts = this.#fast ?? [];
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((parts[middle] as FastPart).before <= position) low = middle;
      else high = middle - 1;
    }
    const part = parts[low] as FastPart;
    return part.start + (position - part.before) * part.step;
  }

  /** The last cluster for which `holds`; it holds for all before it. */
  #clusterIndex(holds: (cluster: RangeCluster) => boolean): number {
    let low = 0;
    let high = this.#clusters.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (holds(this.#clusters[middle] as RangeCluster)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** `count` values of a cluster from `index` on, `step` indices apart. */
function sliceCluster(
  cluster: RangeCluster,
  index: bigint,
  count: bigint,
  step: bigint,
): RangePart[] {
  const last = index + (count - 1n) * step;
  const [only] = cluster.parts;
  if (cluster.parts.length === 1 && only !== undefined) {
    const start = only.start + index * only.step;
    const end = only.start + last * only.step;
    if (start === end) return [{ start, end, step: 1n }];
    if (only.step * step < LIMITS.rangeMagnitude) return [{ start, end, step: only.step * step }];
    return [
      { start, end: start, step: 1n },
      { start: end, end, step: 1n },
    ];
  }
  if (step === 1n)
    return trimParts(cluster.parts, clusterAt(cluster, index), clusterAt(cluster, last));
  const values: bigint[] = [];
  for (let at = index; at <= last; at += step) values.push(clusterAt(cluster, at));
  return partsOfSorted(values, LIMITS.rangeMagnitude);
}

/** What lies between two numbers, both included. */
function trimParts(parts: readonly RangePart[], low: bigint, high: bigint): RangePart[] {
  return parts.flatMap(({ start, end, step }) => {
    const first = low <= start ? start : start + ((low - start + step - 1n) / step) * step;
    const last = high >= end ? end : start + ((high - start) / step) * step;
    if (first > last || high < start) return [];
    return [{ start: first, end: last, step: first === last ? 1n : step }];
  });
}

/** Numbers for all parts when every value and count is a safe integer and nothing interleaves. */
function fastPartsOf(clusters: readonly RangeCluster[], length: bigint): FastPart[] | undefined {
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  if (length > safe) return undefined;
  const parts: FastPart[] = [];
  for (const cluster of clusters) {
    const [only] = cluster.parts;
    if (cluster.parts.length !== 1 || only === undefined) return undefined;
    if (only.start < -safe || only.end > safe || only.step > safe) return undefined;
    const { start, step } = only;
    parts.push({ start: Number(start), step: Number(step), before: Number(cluster.before) });
  }
  return parts;
}
