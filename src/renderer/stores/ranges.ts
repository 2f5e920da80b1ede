/** Sets of task indices as sorted, disjoint spans: selecting 10¹² rows costs as much as one. */
export interface Span {
  readonly first: bigint;
  /** Included. */
  readonly last: bigint;
}

export type Spans = readonly Span[];

export function contains(spans: Spans, index: bigint): boolean {
  return spans.some((span) => span.first <= index && index <= span.last);
}

export function count(spans: Spans): bigint {
  return spans.reduce((sum, span) => sum + span.last - span.first + 1n, 0n);
}

export function between(a: bigint, b: bigint): Span {
  return a < b ? { first: a, last: b } : { first: b, last: a };
}

export function add(spans: Spans, span: Span): Spans {
  const result: Span[] = [];
  let merged = span;
  for (const one of spans) {
    if (one.last + 1n < merged.first || merged.last + 1n < one.first) result.push(one);
    else
      merged = {
        first: least(one.first, merged.first),
        last: most(one.last, merged.last),
      };
  }
  return [...result, merged].sort((a, b) => (a.first < b.first ? -1 : 1));
}

export function toggle(spans: Spans, index: bigint): Spans {
  if (!contains(spans, index)) return add(spans, { first: index, last: index });
  return spans.flatMap((span) => {
    if (index < span.first || index > span.last) return [span];
    const parts: Span[] = [];
    if (span.first < index) parts.push({ first: span.first, last: index - 1n });
    if (index < span.last) parts.push({ first: index + 1n, last: span.last });
    return parts;
  });
}

/** The indices as text, at most `limit` of them. */
export function indices(spans: Spans, limit: number): string[] {
  const result: string[] = [];
  for (const span of spans)
    for (let at = span.first; at <= span.last; at++) {
      if (result.length >= limit) return result;
      result.push(String(at));
    }
  return result;
}

// `Math.min` and `Math.max` do not take integers of this size.
function least(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function most(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}
