import { ITEM_BYTES, sizeOf } from '../budget.ts';
import { joinTypes, listDepth, listOfType } from '../list-types.ts';
import type { RangeExpr } from '../range-expr.ts';
import { listOf } from '../type-algebra.ts';
import { typeToString } from '../type-text.ts';
import { type ExprType, TYPES } from '../types.ts';
import { valueEquals } from '../value-compare.ts';
import { boolValue, listValue, rangeToList, type Value } from '../values.ts';
import { anyArg, listArg, rangeArg, sizeArg, textArg } from './args.ts';
import {
  type CallContext,
  define,
  type FunctionDefinition,
  type Implementation,
} from './definition.ts';

/** List operators (§2.1.3) and membership (§2.1.2, §2.1.3). */
export const listOperators: readonly FunctionDefinition[] = [
  define(
    '__add__',
    '2.1.3',
    'Concatenation',
    ['(a: list[T1], b: list[T2]) -> list[T3]', concat, concatType],
    ['(a: range_expr, b: list[T1]) -> list[T2]', concat, concatType],
    ['(a: list[T1], b: range_expr) -> list[T2]', concat, concatType],
    ['(a: range_expr, b: range_expr) -> list[int]', concat],
  ),
  define('__mul__', '2.1.3', 'Repetition', ['(a: list[T], n: int) -> list[T]', repeat]),
  define('__contains__', '2.1.3', 'Membership test', ...membership(boolValue)),
  define(
    '__not_contains__',
    '2.1.3',
    'Negated membership test',
    ...membership((found) => boolValue(!found)),
  ),
];

/**
 * Whether an item is in a container, by the rules of `==` (§1.2.5): an item of another type is simply not in.
 */
function membership(
  answer: (found: boolean) => Value,
): readonly (readonly [string, Implementation])[] {
  return [
    [
      '(a: string, b: string) -> bool',
      (args, context) => {
        const text = textArg(args, 0);
        context.countText(text.length);
        return answer(text.includes(textArg(args, 1)));
      },
    ],
    [
      '(list: list[T1], item: T2) -> bool',
      (args, context) => {
        const { items } = listArg(args, 0);
        context.count(items.length);
        const wanted = anyArg(args, 1);
        return answer(items.some((item) => valueEquals(item, wanted)));
      },
    ],
    [
      '(r: range_expr, item: T1) -> bool',
      (args) => answer(rangeHas(rangeArg(args, 0), anyArg(args, 1))),
    ],
  ];
}

function rangeHas(range: RangeExpr, item: Value): boolean {
  if (item.kind === 'int') return range.contains(item.value);
  return (
    item.kind === 'float' && Number.isInteger(item.value) && range.contains(BigInt(item.value))
  );
}

function concat(args: readonly Value[], context: CallContext): Value {
  const [left, right] = [itemsOf(anyArg(args, 0), context), itemsOf(anyArg(args, 1), context)];
  context.count(left.items.length + right.items.length);
  context.reserve((left.items.length + right.items.length) * ITEM_BYTES);
  const item = joinItems(left.item, right.item) ?? TYPES.any;
  return listOfType(item, [...left.items, ...right.items], context.pathFormat);
}

function itemsOf(value: Value, context: CallContext): Value & { kind: 'list' } {
  if (value.kind === 'list') return value;
  const range = rangeArg([value], 0);
  context.count(Number(range.length));
  context.reserve(Number(range.length) * ITEM_BYTES);
  return rangeToList(range);
}

function concatType(args: readonly ExprType[]): ExprType | string {
  const [left = TYPES.any, right = TYPES.any] = args.map(itemTypeOf);
  const item = joinItems(left, right);
  if (item === undefined) {
    return `Cannot join list[${typeToString(left)}] and list[${typeToString(right)}]: their items have no common type.`;
  }
  return listOf(item);
}

/** The empty list takes the item type of the other. */
function joinItems(left: ExprType, right: ExprType): ExprType | undefined {
  if (left.kind === 'nulltype') return right;
  if (right.kind === 'nulltype') return left;
  const item = joinTypes(left, right);
  return item !== undefined && listDepth(item) < 2 ? item : undefined;
}

function itemTypeOf(type: ExprType): ExprType {
  if (type.kind === 'list') return type.item;
  return type.kind === 'range_expr' ? TYPES.int : TYPES.any;
}

function repeat(args: readonly Value[], context: CallContext): Value {
  const list = listArg(args, 0);
  const times = list.items.length === 0 ? 0 : Math.max(0, sizeArg(args, 1));
  const length = list.items.length * times;
  context.count(length);
  context.reserve(sizeOf(list) * times);
  const items = Array.from(
    { length },
    (_, index) => list.items[index % list.items.length] as Value,
  );
  return listValue(list.item, items);
}
