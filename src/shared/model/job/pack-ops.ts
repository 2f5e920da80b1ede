/** What a packed job is made of: see {@link packJob}. An operation may be followed by numbers. */
export const OP = {
  /** COUNT: puts the next so many plain values on the stack. */
  plain: 0,
  /** COUNT: makes an array of the topmost so many. */
  array: 1,
  /** SHAPE: makes an object with the keys of a shape. */
  object: 2,
  /** COUNT: makes a map of so many keys and values. */
  map: 3,
  /** COUNT */
  set: 4,
  /** Makes a scope of the map on top. */
  scope: 5,
  /** Makes a range of its parts. */
  range: 6,
  /** Makes a task space of its parameters and its combination. */
  space: 7,
  /** Keeps what is on top under the next number, for those who share it. */
  keep: 8,
  /** NUMBER: puts what is kept under it on the stack. */
  kept: 9,
  /** COUNT: the next so many plain values are the keys of the next shape. */
  shape: 10,
  /** COUNT: the next so many pieces are a value that is unpacked when it is asked for. */
  deferred: 11,
} as const;

export type PlainCell = string | number | boolean | bigint | null | undefined;

/** A stretch of a packed job, small enough to be unpacked without holding anything up. */
export interface JobPiece {
  readonly ops: Uint32Array;
  readonly values: readonly (PlainCell | JobPiece)[];
}

/**
 * What steps and environments run is most of a large job, and of most steps nothing runs at a time: it
 * stays packed until it is asked for.
 */
export const DEFERRED_KEY = 'script';
