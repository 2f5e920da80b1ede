/** The ends of an axis and `most` − 2 places between them, evenly. */
export function tickPlaces(count: number, most: number): number[] {
  const last = count - 1;
  const ticks = Math.max(2, Math.min(most, count));
  const places = Array.from({ length: ticks }, (_, i) =>
    last <= 0 ? 0 : Math.round((i * last) / (ticks - 1)),
  );
  return [...new Set(places)];
}

/** Ticks that a map shows at most, unless all places of a short axis have room. */
const MOST_TICKS = 5;
const SHORT_AXIS = 12;
/** What a tick takes at least, and what a letter of it does, in CSS pixels. */
const TICK_WIDTH = 64;
const LETTER_WIDTH = 7;
const TICK_GAP = 12;

/** The ticks that stand side by side in a width: as many as their texts have room for, and the ends always. */
export function ticksIn(width: number, texts: Iterable<string>, count: number): number {
  let longest = 0;
  for (const text of texts) longest = Math.max(longest, text.length);
  const least = longest * LETTER_WIDTH + TICK_GAP;
  // Of six places five would leave out one that nobody expects to miss.
  if (count <= SHORT_AXIS && count * least <= width) return count;
  const each = Math.max(TICK_WIDTH, least);
  return Math.max(2, Math.min(MOST_TICKS, Math.floor(width / each)));
}
/** Values that are named beside the axis down. */
export const NAMED_ROWS = 6;

/** All places of an axis that may be named, however wide the map is. */
export function namedPlaces(count: number): number[] {
  const places = new Set<number>();
  for (let most = 2; most <= MOST_TICKS; most++)
    for (const place of tickPlaces(count, most)) places.add(place);
  const all = count <= SHORT_AXIS ? count : Math.min(NAMED_ROWS, count);
  for (let place = 0; place < all; place++) places.add(place);
  return [...places];
}
