import { ITEM_BYTES } from '../budget.ts';
import { codePointLength } from '../code-points.ts';
import { describe, textToBool, toFloat, toInt } from '../coerce.ts';
import { ExprError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { RangeExpr } from '../range-expr.ts';
import { parseRangeExpr } from '../range-expr-parse.ts';
import { valueToString } from '../value-text.ts';
import {
  boolValue,
  FALSE,
  floatValue,
  intValue,
  rangeToList,
  rangeValue,
  stringValue,
  type Value,
} from '../values.ts';
import { anyArg, boolArg, floatArg, intArg, listArg, rangeArg, textArg } from './args.ts';
import { type CallContext, define, type FunctionDefinition } from './definition.ts';

/** Conversions, `len` and `fail` (§2.2.1). */
export const conversions: readonly FunctionDefinition[] = [
  define(
    'len',
    '2.2.1',
    'Number of elements; of a text, its code points',
    ['(list: list[T]) -> int', (args) => intValue(listArg(args, 0).items.length)],
    ['(s: string) -> int', (args) => intValue(codePointLength(textArg(args, 0)))],
    ['(p: path) -> int', (args) => intValue(codePointLength(textArg(args, 0)))],
    ['(r: range_expr) -> int', (args) => intValue(rangeArg(args, 0).length)],
  ),
  define(
    'bool',
    '2.2.1',
    'Converts to a bool; texts like "yes" and "off" count, zero is false',
    ['(value: bool) -> bool', (args) => boolValue(boolArg(args, 0))],
    ['(value: nulltype) -> bool', () => FALSE],
    ['(value: int) -> bool', (args) => boolValue(intArg(args, 0) !== 0n)],
    ['(value: float) -> bool', (args) => boolValue(floatArg(args, 0) !== 0)],
    ['(value: string) -> bool', (args) => required(textToBool(textArg(args, 0)), args, 'bool')],
    ['(value: path) -> noreturn', cannotBeBool, () => 'Cannot convert a path to bool.'],
    ['(value: list[T]) -> noreturn', cannotBeBool, () => 'Cannot convert a list to bool.'],
    ['(value: range_expr) -> noreturn', cannotBeBool, () => 'Cannot convert a range_expr to bool.'],
  ),
  define(
    'string',
    '2.2.1',
    'Converts to a text; lists become JSON',
    ['(value: bool) -> string', toText],
    ['(value: int) -> string', toText],
    ['(value: float) -> string', toText],
    ['(value: string) -> string', toText],
    ['(value: path) -> string', toText],
    ['(value: range_expr) -> string', toText],
    ['(value: nulltype) -> string', toText],
    ['(value: list[T]) -> string', toText],
  ),
  define(
    'int',
    '2.2.1',
    'Converts to an int; an error when something would be lost',
    ['(value: int) -> int', (args) => required(toInt(anyArg(args, 0)), args, 'int')],
    ['(value: float) -> int', (args) => required(toInt(anyArg(args, 0)), args, 'int')],
    ['(value: string) -> int', (args) => required(toInt(anyArg(args, 0)), args, 'int')],
  ),
  define(
    'float',
    '2.2.1',
    'Converts to a float',
    ['(value: int) -> float', (args) => floatValue(Number(intArg(args, 0)))],
    ['(value: float) -> float', (args) => floatValue(floatArg(args, 0))],
    [
      '(value: string) -> float',
      (args) => floatValue(floatArg([required(toFloat(anyArg(args, 0)), args, 'float')], 0)),
    ],
  ),
  define('list', '2.2.1', 'The values of a range expression as a list', [
    '(value: range_expr) -> list[int]',
    (args, context) => {
      const range = rangeArg(args, 0);
      context.count(Number(range.length));
      context.reserve(Number(range.length) * ITEM_BYTES);
      return rangeToList(range);
    },
  ]),
  define(
    'range_expr',
    '2.2.1',
    'Reads a range expression, or makes one of integers',
    ['(s: string) -> range_expr', (args, context) => readRange(textArg(args, 0), context)],
    [
      '(l: list[int]) -> range_expr',
      (args, context) => collectRange(listArg(args, 0).items, context),
    ],
  ),
  define('fail', '2.2.1', 'Ends the evaluation with an error message', [
    '(message: string) -> noreturn',
    (args) => {
      throw new ExprError('failed', textArg(args, 0));
    },
  ]),
];

function toText(args: readonly Value[], context: CallContext): Value {
  const value = anyArg(args, 0);
  if (value.kind === 'list') context.count(value.items.length);
  const text = valueToString(value);
  context.countText(text.length);
  return stringValue(text);
}

function required(result: Value | undefined, args: readonly Value[], type: string): Value {
  if (result !== undefined) return result;
  const hint = type === 'bool' ? ': expected one of 1, true, on, yes, 0, false, off, no' : '';
  throw new ExprError(
    'conversion-failed',
    `Cannot convert ${describe(anyArg(args, 0))} to ${type}${hint}.`,
  );
}

function cannotBeBool(args: readonly Value[]): Value {
  throw new ExprError('type-mismatch', `Cannot convert ${anyArg(args, 0).kind} to bool.`);
}

function readRange(text: string, context: CallContext): Value {
  context.countText(text.length);
  const parsed = parseRangeExpr(text);
  if ('value' in parsed) return rangeValue(parsed.value);
  throw new ExprError(parsed.issue.code, parsed.issue.message);
}

function collectRange(items: readonly Value[], context: CallContext): Value {
  context.count(items.length);
  if (items.length === 0) {
    throw new ExprError('empty-range-expression', 'A range expression needs at least one value.');
  }
  const values = items.map((item) => intArg([item], 0));
  const tooLarge = values.find(
    (value) => value >= LIMITS.rangeMagnitude || value <= -LIMITS.rangeMagnitude,
  );
  if (tooLarge !== undefined) {
    throw new ExprError(
      'range-overflow',
      `The number ${tooLarge} is too large for a range expression.`,
    );
  }
  return rangeValue(RangeExpr.fromValues(values));
}
