import type { RangeExpr } from './range-expr.ts';
import { listOf } from './type-algebra.ts';
import { type ExprType, TYPES } from './types.ts';

/**
 * A value of the expression language. Integers are 64-bit (`bigint`, §1.2.1); a float keeps the text it
 * was written with (`3.50`) so that it can be handed on unchanged; a path is its text, never normalised.
 */
export type Value =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number; readonly text?: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'path'; readonly value: string }
  | { readonly kind: 'range_expr'; readonly value: RangeExpr }
  | { readonly kind: 'list'; readonly item: ExprType; readonly items: readonly Value[] };

export type ListValue = Value & { readonly kind: 'list' };

export const NULL: Value = { kind: 'null' };
export const TRUE: Value = { kind: 'bool', value: true };
export const FALSE: Value = { kind: 'bool', value: false };

export function boolValue(value: boolean): Value {
  return value ? TRUE : FALSE;
}

export function intValue(value: bigint | number): Value {
  return { kind: 'int', value: BigInt(value) };
}

/** A float; a negative zero becomes zero (§1.3.4). `text` is the form it was written in. */
export function floatValue(value: number, text?: string): Value {
  const normal = value === 0 ? 0 : value;
  return text === undefined
    ? { kind: 'float', value: normal }
    : { kind: 'float', value: normal, text };
}

export function stringValue(value: string): Value {
  return { kind: 'string', value };
}

export function pathValue(value: string): Value {
  return { kind: 'path', value };
}

export function rangeValue(value: RangeExpr): Value {
  return { kind: 'range_expr', value };
}

export function listValue(item: ExprType, items: readonly Value[]): ListValue {
  return { kind: 'list', item, items };
}

export function stringList(items: readonly string[]): ListValue {
  return listValue(TYPES.string, items.map(stringValue));
}

export function valueType(value: Value): ExprType {
  switch (value.kind) {
    case 'null':
      return TYPES.nulltype;
    case 'list':
      return listOf(value.item);
    default:
      return TYPES[value.kind];
  }
}

/** Tells a known value from a type in a {@link TypeScope}. */
export function isValue(entry: ExprType | Value): entry is Value {
  return entry.kind === 'null' || 'value' in entry || 'items' in entry;
}

/** The integers of a range expression as a list (`list(r)`, §2.2.1). */
export function rangeToList(range: RangeExpr): ListValue {
  return listValue(
    TYPES.int,
    Array.from(range, (value): Value => ({ kind: 'int', value })),
  );
}
