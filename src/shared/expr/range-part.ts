/**
 * One arithmetic run of a range expression: `start`, `start + step`, … `end`, always increasing, `end`
 * being a member, and a single value having the step 1.
 */
export interface RangePart {
  readonly start: bigint;
  readonly end: bigint;
  readonly step: bigint;
}

/** How many values a part has. */
export function partLength(part: RangePart): bigint {
  return part.start === part.end ? 1n : (part.end - part.start) / part.step + 1n;
}

/**
 * The values of `x-y:n` (Template Schemas §3.4.1.1.1): x, and x + m·n for every positive m as long as y is
 * not passed. When y lies on the other side of x there is just x: `1 - -1` is `[1]`.
 */
export function partFrom(x: bigint, y: bigint, n: bigint): RangePart {
  const steps = (y - x) / n;
  if (steps <= 0n) return { start: x, end: x, step: 1n };
  const last = x + steps * n;
  return n > 0n ? { start: x, end: last, step: n } : { start: last, end: x, step: -n };
}

export function partContains(part: RangePart, value: bigint): boolean {
  return value >= part.start && value <= part.end && (value - part.start) % part.step === 0n;
}

/** How many values of the part are at most `value`. */
export function countUpTo(part: RangePart, value: bigint): bigint {
  if (value < part.start) return 0n;
  if (value >= part.end) return partLength(part);
  return (value - part.start) / part.step + 1n;
}

/** A part in canonical form: `5`, `5,7`, `1-9` or `1-9:2`; two values are shorter as a list. */
export function partToString(part: RangePart): string {
  const length = partLength(part);
  if (length === 1n) return `${part.start}`;
  if (length === 2n) return `${part.start},${part.end}`;
  return part.step === 1n ? `${part.start}-${part.end}` : `${part.start}-${part.end}:${part.step}`;
}

export function compareParts(left: RangePart, right: RangePart): number {
  if (left.start !== right.start) return left.start < right.start ? -1 : 1;
  return left.end === right.end ? 0 : left.end < right.end ? -1 : 1;
}

/** Joins neighbours that continue each other: `1-3,4-6` is `1-6`. The parts are sorted. */
export function joinParts(parts: readonly RangePart[]): RangePart[] {
  const joined: RangePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && last.step === part.step && last.end + part.step === part.start) {
      joined[joined.length - 1] = { start: last.start, end: part.end, step: part.step };
    } else {
      joined.push(part);
    }
  }
  return joined;
}

/** Arithmetic runs of increasing values, each as long as it goes: `[1, 2, 3, 7, 9, 11]` is `1-3,7-11:2`. */
export function partsOfSorted(values: readonly bigint[], largestStep: bigint): RangePart[] {
  const parts: RangePart[] = [];
  let index = 0;
  while (index < values.length) {
    const start = values[index] ?? 0n;
    const step = (values[index + 1] ?? start) - start;
    let last = index;
    if (step > 0n && step < largestStep) {
      while ((values[last + 1] ?? start) - (values[last] ?? start) === step) last++;
    }
    const end = values[last] ?? start;
    parts.push({ start, end, step: end === start ? 1n : step });
    index = last + 1;
  }
  return parts;
}
