import { ITEM_BYTES } from '../budget.ts';
import { isBasic } from '../code-points.ts';
import { ExprError } from '../errors.ts';
import { TYPES } from '../types.ts';
import { intValue, listValue, rangeValue, stringValue, type Value } from '../values.ts';
import { anyArg, intArg, listArg, rangeArg, textArg } from './args.ts';
import { type CallContext, define, type FunctionDefinition } from './definition.ts';

const BOUNDS = 'start: int?, stop: int?, step: int?';

/** Subscripts (§2.1.7) and slices (§2.1.8) of lists, strings and range expressions. */
export const subscripts: readonly FunctionDefinition[] = [
  define(
    '__getitem__',
    '2.1.7',
    'An element by its index; negative indices count from the end',
    [
      '(list: list[T], index: int) -> T',
      (args) => {
        const { items } = listArg(args, 0);
        return items[Number(position(args, BigInt(items.length), 'list'))] as Value;
      },
    ],
    [
      '(r: range_expr, index: int) -> int',
      (args) => intValue(rangeArg(args, 0).at(position(args, rangeArg(args, 0).length, 'range'))),
    ],
    [
      '(s: string, index: int) -> string',
      (args) => {
        const characters = charactersOf(textArg(args, 0));
        return stringValue(
          characters[Number(position(args, BigInt(characters.length), 'text'))] ?? '',
        );
      },
    ],
  ),
  define(
    '__getitem__',
    '2.1.8',
    'A slice: start inclusive, stop exclusive, every step-th element',
    [`(list: list[T], ${BOUNDS}) -> list[T]`, sliceList],
    [`(r: range_expr, ${BOUNDS}) -> range_expr | list[int]`, sliceRange],
    [`(s: string, ${BOUNDS}) -> string`, sliceText],
  ),
];

function charactersOf(text: string): string | readonly string[] {
  return isBasic(text) ? text : [...text];
}

function position(args: readonly Value[], length: bigint, what: string): bigint {
  const index = intArg(args, 1);
  const found = index < 0n ? index + length : index;
  if (found >= 0n && found < length) return found;
  const items = length === 1n ? '1 element' : `${length} elements`;
  throw new ExprError(
    'index-out-of-range',
    `The index ${index} is outside of the ${what} of ${items}.`,
  );
}

interface Slice {
  readonly start: bigint;
  readonly step: bigint;
  /** How many elements it takes. */
  readonly count: bigint;
}

/** The slice that the arguments behind the first ask for, clamped to the length as in Python. */
function sliceOf(args: readonly Value[], length: bigint): Slice {
  const step = boundArg(args, 3) ?? 1n;
  if (step === 0n) throw new ExprError('zero-step', 'The step of a slice must not be zero.');
  const [lowest, highest] = step > 0n ? [0n, length] : [-1n, length - 1n];
  const clamp = (bound: bigint | undefined, fallback: bigint): bigint => {
    if (bound === undefined) return fallback;
    const absolute = bound < 0n ? bound + length : bound;
    return absolute < lowest ? lowest : absolute > highest ? highest : absolute;
  };
  const start = clamp(boundArg(args, 1), step > 0n ? lowest : highest);
  const stop = clamp(boundArg(args, 2), step > 0n ? highest : lowest);
  const distance = step > 0n ? stop - start : start - stop;
  const stride = step > 0n ? step : -step;
  return { start, step, count: distance <= 0n ? 0n : (distance + stride - 1n) / stride };
}

function boundArg(args: readonly Value[], index: number): bigint | undefined {
  return anyArg(args, index).kind === 'null' ? undefined : intArg(args, index);
}

function* indicesOf({ start, step, count }: Slice): IterableIterator<bigint> {
  for (let index = 0n; index < count; index++) yield start + index * step;
}

function sliceList(args: readonly Value[], context: CallContext): Value {
  const list = listArg(args, 0);
  const slice = sliceOf(args, BigInt(list.items.length));
  context.count(Number(slice.count));
  if (slice.step === 1n) {
    return listValue(
      list.item,
      list.items.slice(Number(slice.start), Number(slice.start + slice.count)),
    );
  }
  return listValue(
    list.item,
    Array.from(indicesOf(slice), (index) => list.items[Number(index)] as Value),
  );
}

function sliceText(args: readonly Value[], context: CallContext): Value {
  const characters = charactersOf(textArg(args, 0));
  context.countText(characters.length);
  const slice = sliceOf(args, BigInt(characters.length));
  return stringValue(Array.from(indicesOf(slice), (index) => characters[Number(index)]).join(''));
}

/** With a positive step a range expression again; descending values need a list. Nothing is an empty list. */
function sliceRange(args: readonly Value[], context: CallContext): Value {
  const range = rangeArg(args, 0);
  const slice = sliceOf(args, range.length);
  if (slice.step > 0n && slice.count > 0n) {
    context.count(
      range.isInterleaved && slice.step > 1n ? Number(slice.count) : range.ranges.length,
    );
    return rangeValue(
      range.stepSlice(slice.start, slice.start + (slice.count - 1n) * slice.step + 1n, slice.step),
    );
  }
  context.count(Number(slice.count));
  context.reserve(Number(slice.count) * ITEM_BYTES);
  return listValue(
    TYPES.int,
    Array.from(indicesOf(slice), (index) => intValue(range.at(index))),
  );
}
