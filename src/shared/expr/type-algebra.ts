import { type ExprType, membersOf, TYPES, typesEqual } from './types.ts';

/**
 * A union in its normal form ("Union Type Normalization"): flat, sorted by name with `nulltype` last,
 * without duplicates; `any` absorbs the rest, `noreturn` vanishes, one member stands for itself. A member
 * that is unresolved makes the whole unresolved.
 */
export function unionOf(...types: readonly ExprType[]): ExprType {
  const [first] = types;
  if (types.length === 1 && first !== undefined && first.kind !== 'union') return first;
  if (types.some((type) => type.kind === 'unresolved')) {
    return unresolved(unionOf(...types.map(constraintOf)));
  }
  const members: ExprType[] = [];
  for (const type of types.flatMap(membersOf)) {
    if (type.kind === 'any') return TYPES.any;
    if (type.kind === 'noreturn') continue;
    if (!members.some((member) => typesEqual(member, type))) members.push(type);
  }
  const [only] = members;
  if (only === undefined) return types.length === 0 ? TYPES.any : TYPES.noreturn;
  if (members.length === 1) return only;
  members.sort((left, right) => compareNames(sortKey(left), sortKey(right)));
  return { kind: 'union', members };
}

/** `unresolved[T]`; nested ones flatten ("Unknown Type Normalization"). */
export function unresolved(of: ExprType): ExprType & { readonly kind: 'unresolved' } {
  return of.kind === 'unresolved' ? of : { kind: 'unresolved', of };
}

/** `list[T]`; a list of unresolved elements is an unresolved list. */
export function listOf(item: ExprType): ExprType {
  if (item.kind === 'unresolved') return unresolved(listOf(item.of));
  return { kind: 'list', item };
}

export function optional(type: ExprType): ExprType {
  return unionOf(type, TYPES.nulltype);
}

/** What is known of a type: the constraint of an unresolved one, else the type itself. */
export function constraintOf(type: ExprType): ExprType {
  return type.kind === 'unresolved' ? type.of : type;
}

/**
 * Whether a value of type `from` fits `target` without conversion ("Satisfaction", §1.2.3): directional,
 * `int` fits `any` but `any` does not fit `int`.
 */
export function satisfies(from: ExprType, target: ExprType): boolean {
  if (target.kind === 'any') return true;
  if (from.kind === 'union') return from.members.every((member) => satisfies(member, target));
  if (target.kind === 'union') return target.members.some((member) => satisfies(from, member));
  if (from.kind === 'list' && target.kind === 'list') return satisfies(from.item, target.item);
  return typesEqual(from, target);
}

function sortKey(type: ExprType): string {
  switch (type.kind) {
    case 'nulltype':
      return '\u{10FFFF}';
    case 'list':
      return `list[${sortKey(type.item)}]`;
    case 'union':
      return type.members.map(sortKey).join('|');
    case 'unresolved':
      return `unresolved[${sortKey(type.of)}]`;
    case 'typevar':
      return type.name;
    default:
      return type.kind;
  }
}

function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
