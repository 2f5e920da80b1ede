import { ExprError } from '../errors.ts';
import { checkInt64 } from '../int64.ts';
import { compareValues } from '../value-compare.ts';
import { floatValue, intValue, type Value } from '../values.ts';
import { anyArg, floatArg, intArg, listArg, rangeArg, sizeArg } from './args.ts';
import { finite, floatToInt } from './arithmetic.ts';
import { type CallContext, define, type FunctionDefinition } from './definition.ts';
import { roundFloat, roundInt } from './rounding.ts';

/** Math functions (§2.2.2). */
export const math: readonly FunctionDefinition[] = [
  define(
    'abs',
    '2.2.2',
    'Absolute value',
    ['(x: int) -> int', (args) => intValue(checkInt64(absolute(intArg(args, 0))))],
    ['(x: float) -> float', (args) => floatValue(Math.abs(floatArg(args, 0)))],
  ),
  extreme('min', 'Smallest value', (order) => order < 0),
  extreme('max', 'Largest value', (order) => order > 0),
  define(
    'sum',
    '2.2.2',
    'Sum of all values',
    ['(values: list[nulltype]) -> int', () => intValue(0)],
    ['(values: list[int]) -> int', sumInts],
    ['(values: list[float]) -> float', sumFloats],
    ['(r: range_expr) -> int', sumRange],
  ),
  define(
    'floor',
    '2.2.2',
    'Largest integer that is not above',
    ['(x: int) -> int', (args) => intValue(intArg(args, 0))],
    ['(x: float) -> int', (args) => floatToInt(Math.floor(floatArg(args, 0)))],
  ),
  define(
    'ceil',
    '2.2.2',
    'Smallest integer that is not below',
    ['(x: int) -> int', (args) => intValue(intArg(args, 0))],
    ['(x: float) -> int', (args) => floatToInt(Math.ceil(floatArg(args, 0)))],
  ),
  define(
    'round',
    '2.2.2',
    'Rounds, a tie to the even side; with decimals the result keeps them',
    // Not in the specification's table: converting an int to float first would lose digits beyond 2⁵³.
    ['(x: int) -> int', (args) => intValue(intArg(args, 0))],
    ['(x: float) -> int', (args) => roundFloat(floatArg(args, 0), 0)],
    [
      '(x: int, ndigits: int) -> int',
      (args) => intValue(roundInt(intArg(args, 0), intArg(args, 1))),
    ],
    ['(x: float, ndigits: int) -> float | int', roundTo],
  ),
];

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function extreme(
  name: 'min' | 'max',
  summary: string,
  better: (order: number) => boolean,
): FunctionDefinition {
  const best = (values: readonly Value[]): Value =>
    values.reduce((found, value) => (better(compareValues(value, found) ?? 0) ? value : found));
  const ofList = (args: readonly Value[], context: CallContext): Value => {
    const { items } = listArg(args, 0);
    context.count(items.length);
    if (items.length === 0)
      throw new ExprError('empty-list', `${name}() requires a non-empty list.`);
    return best(items);
  };
  return define(
    name,
    '2.2.2',
    summary,
    ['(a: int, b: int) -> int', best],
    ['(a: float, b: float) -> float', best],
    ['(a: int, b: int, c: int) -> int', best],
    ['(a: float, b: float, c: float) -> float', best],
    ['(values: list[int]) -> int', ofList],
    ['(values: list[float]) -> float', ofList],
    ['(values: list[nulltype]) -> noreturn', ofList],
    [
      '(r: range_expr) -> int',
      (args) => intValue(name === 'min' ? rangeArg(args, 0).min : rangeArg(args, 0).max),
    ],
  );
}

function sumInts(args: readonly Value[], context: CallContext): Value {
  const { items } = listArg(args, 0);
  context.count(items.length);
  return intValue(checkInt64(items.reduce((sum, item) => sum + intArg([item], 0), 0n)));
}

function sumFloats(args: readonly Value[], context: CallContext): Value {
  const { items } = listArg(args, 0);
  context.count(items.length);
  return finite(items.reduce((sum, item) => sum + floatArg([item], 0), 0));
}

/** Part by part: (first + last) · count / 2. */
function sumRange(args: readonly Value[], context: CallContext): Value {
  const { ranges } = rangeArg(args, 0);
  context.count(ranges.length);
  let sum = 0n;
  for (const { start, end, step } of ranges)
    sum += ((start + end) * ((end - start) / step + 1n)) / 2n;
  return intValue(checkInt64(sum));
}

function roundTo(args: readonly Value[], context: CallContext): Value {
  const digits = sizeArg(args, 1);
  context.reserve(Math.max(0, digits));
  context.countText(Math.max(0, digits));
  return roundFloat(floatArg([anyArg(args, 0)], 0), digits);
}
