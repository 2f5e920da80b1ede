/**
 * A half-open span of a source text in UTF-16 code units, as strings are indexed in JavaScript and in
 * Monaco. Everything that has a place in a document carries one of these; lines and columns are made
 * from it at the edge by {@link LineIndex}.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** True when `offset` lies in `range`, its end included: a cursor behind the last character touches it. */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** True when `inner` lies wholly in `outer`. */
export function encloses(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
