import { ExprError } from '../errors.ts';
import { typeToString } from '../type-text.ts';
import { type ExprType, TYPES } from '../types.ts';
import { compareValues, valueEquals } from '../value-compare.ts';
import { boolValue, type Value, valueType } from '../values.ts';
import { anyArg } from './args.ts';
import {
  type CallContext,
  define,
  type FunctionDefinition,
  type Implementation,
} from './definition.ts';

const ANY = '(a: T1, b: T2) -> bool';

/** Comparison operators (§2.1.4) and the logical negation (§2.1.6). */
export const comparison: readonly FunctionDefinition[] = [
  define('__eq__', '2.1.4', 'Equal', [ANY, equality((equal) => equal)]),
  define('__ne__', '2.1.4', 'Not equal', [ANY, equality((equal) => !equal)]),
  define('__lt__', '2.1.4', 'Less than', [ANY, ordering((order) => order < 0), orderable]),
  define('__gt__', '2.1.4', 'Greater than', [ANY, ordering((order) => order > 0), orderable]),
  define('__le__', '2.1.4', 'Less than or equal', [
    ANY,
    ordering((order) => order <= 0),
    orderable,
  ]),
  define('__ge__', '2.1.4', 'Greater than or equal', [
    ANY,
    ordering((order) => order >= 0),
    orderable,
  ]),
  define('__not__', '2.1.6', 'Logical negation', [
    '(a: bool) -> bool',
    (args) => boolValue(!(args[0]?.kind === 'bool' && args[0].value)),
  ]),
];

function equality(answer: (equal: boolean) => boolean): Implementation {
  return (args, context) => {
    const [left, right] = [anyArg(args, 0), anyArg(args, 1)];
    charge(left, right, context);
    return boolValue(answer(valueEquals(left, right)));
  };
}

function ordering(answer: (order: number) => boolean): Implementation {
  return (args, context) => {
    const [left, right] = [anyArg(args, 0), anyArg(args, 1)];
    charge(left, right, context);
    const order = compareValues(left, right);
    if (order === undefined) {
      throw new ExprError('type-mismatch', notOrdered(valueType(left), valueType(right)));
    }
    return boolValue(answer(order));
  };
}

function charge(left: Value, right: Value, context: CallContext): void {
  for (const value of [left, right]) {
    if (value.kind === 'list') context.count(value.items.length);
    else if (value.kind === 'string' || value.kind === 'path')
      context.countText(value.value.length);
    else if (value.kind === 'range_expr') context.count(value.value.ranges.length);
  }
}

/** Which types have an order (§2.1.4): the same one, int and float, string and path, and lists of such. */
function orderable([left = TYPES.any, right = TYPES.any]: readonly ExprType[]): ExprType | string {
  return haveOrder(left, right) ? TYPES.bool : notOrdered(left, right);
}

function haveOrder(left: ExprType, right: ExprType): boolean {
  if (left.kind === 'list' && right.kind === 'list') {
    const [a, b] = [left.item, right.item];
    return a.kind === 'nulltype' || b.kind === 'nulltype' || haveOrder(a, b);
  }
  const group = ORDERED[left.kind];
  return (
    left.kind === 'any' ||
    right.kind === 'any' ||
    (group !== undefined && group === ORDERED[right.kind])
  );
}

const ORDERED: Readonly<Partial<Record<ExprType['kind'], string>>> = {
  bool: 'bool',
  int: 'number',
  float: 'number',
  string: 'text',
  path: 'text',
};

function notOrdered(left: ExprType, right: ExprType): string {
  return `Cannot order ${typeToString(left)} and ${typeToString(right)}.`;
}
