import { tryCoerce } from './coerce.ts';
import type { PathFormat } from './paths/path-format.ts';
import { listOf } from './type-algebra.ts';
import { type ExprType, TYPES, typesEqual } from './types.ts';
import { type ListValue, listValue, type Value, valueType } from './values.ts';

/**
 * The item type of a list that holds both types (§1.2.6): the same type; float for int and float; string for
 * path and string; the same for lists of these; an empty list fits any. Undefined when they do not go together.
 */
export function joinTypes(left: ExprType, right: ExprType): ExprType | undefined {
  if (typesEqual(left, right)) return left;
  if (left.kind === 'any' || right.kind === 'any') return TYPES.any;
  if (isPair(left, right, 'int', 'float')) return TYPES.float;
  if (isPair(left, right, 'path', 'string')) return TYPES.string;
  if (left.kind !== 'list' || right.kind !== 'list') return undefined;
  if (left.item.kind === 'nulltype') return right;
  if (right.item.kind === 'nulltype') return left;
  const item = joinTypes(left.item, right.item);
  return item === undefined ? undefined : listOf(item);
}

function isPair(
  left: ExprType,
  right: ExprType,
  a: ExprType['kind'],
  b: ExprType['kind'],
): boolean {
  return (left.kind === a && right.kind === b) || (left.kind === b && right.kind === a);
}

/** The type that all have in common, or the first two that do not go together. */
export function joinAll(
  types: readonly ExprType[],
): { type: ExprType } | { clash: readonly [ExprType, ExprType] } {
  let joined: ExprType | undefined;
  for (const type of types) {
    const next = joined === undefined ? type : joinTypes(joined, type);
    if (next === undefined) return { clash: [joined ?? type, type] };
    joined = next;
  }
  return { type: joined ?? TYPES.nulltype };
}

/** How deeply lists are nested in a type: a `list[list[T]]` has two levels, and no type has three (§1.2.1). */
export function listDepth(type: ExprType): number {
  return type.kind === 'list' ? 1 + listDepth(type.item) : 0;
}

/** A list whose items become the given type; they are known to convert. */
export function listOfType(
  item: ExprType,
  items: readonly Value[],
  pathFormat: PathFormat,
): ListValue {
  const converted = items.map((value) => {
    if (typesEqual(valueType(value), item)) return value;
    return tryCoerce(value, item, { pathFormat }) ?? value;
  });
  return listValue(item, converted);
}

/** The item type of a list literal of such items, where they go together and are not nested too deeply. */
export function joinListTypes(types: readonly ExprType[]): ExprType | undefined {
  const joined = joinAll(types);
  return 'clash' in joined || listDepth(joined.type) > 1 ? undefined : joined.type;
}
