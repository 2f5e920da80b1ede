import { RangeExpr } from '../../../expr/index.ts';

/** Which places of a part of a space are chosen, and in which order: 10¹² of them are as small as one. */
export interface Positions {
  readonly length: bigint;
  at(index: bigint): bigint;
}

export function allPositions(length: bigint): Positions {
  return { length, at: (index) => index };
}

export function rangePositions(range: RangeExpr): Positions {
  return { length: range.length, at: (index) => range.at(index) };
}

export function listedPositions(places: ArrayLike<number>): Positions {
  return { length: BigInt(places.length), at: (index) => BigInt(places[Number(index)] ?? 0) };
}

export function reversed({ length, at }: Positions): Positions {
  return { length, at: (index) => at(length - 1n - index) };
}

/** The places at which values of a range stand in an axis; undefined where only a look at each tells. */
export function placesOf(axis: RangeExpr, wanted: RangeExpr): RangeExpr | undefined {
  if (axis.isInterleaved) return undefined;
  const shared = axis.sharedParts(wanted);
  return (
    shared &&
    RangeExpr.fromParts(
      shared.map((part) => {
        const start = axis.indexOf(part.start);
        const end = axis.indexOf(part.end);
        // Within one run of the axis places are as evenly apart as values.
        const steps = start === end ? 1n : (part.end - part.start) / part.step;
        return { start, end, step: start === end ? 1n : (end - start) / steps };
      }),
    )
  );
}
