import { meetParts } from './range-meet.ts';
import { partContains, type RangePart } from './range-part.ts';

/** A part as it was written: `1-10:4` has the values 1, 5, 9 and the written end 10. */
export interface WrittenPart {
  readonly part: RangePart;
  /** The bound behind the last value, when the last value does not reach it. */
  readonly unreached: bigint | undefined;
}

interface Overlap<T extends WrittenPart> {
  readonly first: T;
  readonly second: T;
  readonly value: bigint;
}

/** Comparisons of differently stepped parts that one text may cost; nobody writes such a text by hand. */
const MAX_COMPARISONS = 1_000_000;

/**
 * Two parts that overlap, or undefined; 'too-complex' for a text made to be slow.
 *
 * "Subject to the constraint no two ranges in the expression are allowed to overlap", and the table calls
 * `1-10:4,10-15` an error, although 1, 5, 9 and 10 … 15 share no value (Template Schemas §3.4.1.1.1). So
 * a range reaches to its bounds as written: both of these contain 10. `1-9:2,2-10:2` has no number in
 * common, neither a value nor a bound, and is accepted.
 *
 * A sweep by start: only parts whose spans meet are compared; equally stepped ones, which may be many
 * side by side, by their remainder, the others by solving two congruences.
 */
export function findOverlap<T extends WrittenPart>(
  written: readonly T[],
): Overlap<T> | 'too-complex' | undefined {
  const sorted = [...written].sort((left, right) => {
    const [a, b] = [spanStart(left), spanStart(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  let active: T[] = [];
  let comparisons = 0;
  for (const next of sorted) {
    const start = spanStart(next);
    if (active.length > 0) active = active.filter((earlier) => spanEnd(earlier) >= start);
    for (const earlier of active) {
      if (++comparisons > MAX_COMPARISONS) return 'too-complex';
      const value = sharedValue(earlier, next);
      if (value !== undefined) return { first: earlier, second: next, value };
    }
    active.push(next);
  }
  return undefined;
}

function spanStart({ part, unreached }: WrittenPart): bigint {
  return unreached !== undefined && unreached < part.start ? unreached : part.start;
}

function spanEnd({ part, unreached }: WrittenPart): bigint {
  return unreached !== undefined && unreached > part.end ? unreached : part.end;
}

/** The smallest number that both reach. */
function sharedValue(left: WrittenPart, right: WrittenPart): bigint | undefined {
  const candidates = [meetParts(left.part, right.part)?.start];
  if (left.unreached !== undefined) {
    const reached = partContains(right.part, left.unreached) || left.unreached === right.unreached;
    if (reached) candidates.push(left.unreached);
  }
  if (right.unreached !== undefined && partContains(left.part, right.unreached)) {
    candidates.push(right.unreached);
  }
  return candidates.reduce((best, value) =>
    best === undefined || (value !== undefined && value < best) ? value : best,
  );
}
