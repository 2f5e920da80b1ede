import { countUpTo, partLength, type RangePart } from './range-part.ts';

/**
 * Parts that share a span of numbers, like the odd and the even of `1-9:2,2-10:2`: their values interleave.
 * Most clusters have one part. `before` counts the values of all earlier clusters.
 */
export interface RangeCluster {
  readonly parts: readonly RangePart[];
  readonly start: bigint;
  readonly end: bigint;
  readonly length: bigint;
  readonly before: bigint;
}

/** Groups sorted parts into clusters whose spans do not touch each other. */
export function clustersOf(parts: readonly RangePart[]): RangeCluster[] {
  const clusters: RangeCluster[] = [];
  let before = 0n;
  let index = 0;
  while (index < parts.length) {
    const first = parts[index];
    if (first === undefined) break;
    let end = first.end;
    let length = 0n;
    let next = index;
    for (let part: RangePart | undefined = first; part !== undefined; part = parts[++next]) {
      if (next > index && part.start > end) break;
      if (part.end > end) end = part.end;
      length += partLength(part);
    }
    clusters.push({ parts: parts.slice(index, next), start: first.start, end, length, before });
    before += length;
    index = next;
  }
  return clusters;
}

/** The value at `index` within one cluster. */
export function clusterAt(cluster: RangeCluster, index: bigint): bigint {
  const [only] = cluster.parts;
  if (cluster.parts.length === 1 && only !== undefined) return only.start + index * only.step;
  // The smallest number up to which index + 1 values lie: it is itself a value.
  let low = cluster.start;
  let high = cluster.end;
  while (low < high) {
    const middle = (low + high) >> 1n;
    if (countInCluster(cluster, middle) > index) high = middle;
    else low = middle + 1n;
  }
  return low;
}

/** How many values of the cluster are at most `value`. */
export function countInCluster(cluster: RangeCluster, value: bigint): bigint {
  let count = 0n;
  for (const part of cluster.parts) count += countUpTo(part, value);
  return count;
}

/** All values of a cluster in increasing order, by merging its parts with a heap of their next values. */
export function* clusterValues(cluster: RangeCluster): IterableIterator<bigint> {
  const [only] = cluster.parts;
  if (cluster.parts.length === 1 && only !== undefined) {
    for (let value = only.start; value <= only.end; value += only.step) yield value;
    return;
  }
  // The parts are sorted by their start, which is a valid heap.
  const heap = cluster.parts.map((part) => ({ next: part.start, part }));
  for (let top = heap[0]; top !== undefined; top = heap[0]) {
    yield top.next;
    top.next += top.part.step;
    if (top.next > top.part.end) {
      const last = heap.pop();
      if (heap.length === 0 || last === undefined) return;
      heap[0] = last;
    }
    sink(heap);
  }
}

function sink(heap: { next: bigint }[]): void {
  let index = 0;
  for (;;) {
    const item = heap[index];
    let child = 2 * index + 1;
    const left = heap[child];
    if (item === undefined || left === undefined) return;
    const right = heap[child + 1];
    if (right !== undefined && right.next < left.next) child++;
    const smaller = heap[child];
    if (smaller === undefined || item.next <= smaller.next) return;
    heap[index] = smaller;
    heap[child] = item;
    index = child;
  }
}
