/**
 * The types of the expression language (Expression Language, "ExprType"). Values have one of the
 * concrete types; `any`, `union`, `unresolved`, `noreturn` and type variables exist only in checking.
 */
export type ExprType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'list'; readonly item: ExprType }
  | { readonly kind: 'union'; readonly members: readonly ExprType[] }
  | { readonly kind: 'unresolved'; readonly of: ExprType }
  | { readonly kind: 'typevar'; readonly name: string };

export type SimpleKind =
  | 'nulltype'
  | 'bool'
  | 'int'
  | 'float'
  | 'string'
  | 'path'
  | 'range_expr'
  | 'any'
  | 'noreturn';

/** The types without parameters, one object each: equal simple types are usually identical. */
export const TYPES = {
  nulltype: { kind: 'nulltype' },
  bool: { kind: 'bool' },
  int: { kind: 'int' },
  float: { kind: 'float' },
  string: { kind: 'string' },
  path: { kind: 'path' },
  range_expr: { kind: 'range_expr' },
  any: { kind: 'any' },
  noreturn: { kind: 'noreturn' },
} as const satisfies Record<SimpleKind, ExprType>;

export function typesEqual(left: ExprType, right: ExprType): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case 'list':
      return right.kind === 'list' && typesEqual(left.item, right.item);
    case 'union':
      return (
        right.kind === 'union' &&
        left.members.length === right.members.length &&
        left.members.every((member, index) => {
          const other = right.members[index];
          return other !== undefined && typesEqual(member, other);
        })
      );
    case 'unresolved':
      return right.kind === 'unresolved' && typesEqual(left.of, right.of);
    case 'typevar':
      return right.kind === 'typevar' && left.name === right.name;
    default:
      return left.kind === right.kind;
  }
}

/** The alternatives of a type: a union's members, else the type itself. */
export function membersOf(type: ExprType): readonly ExprType[] {
  return type.kind === 'union' ? type.members : [type];
}

/** True when a type mentions a type variable, also inside lists: it names a family of types. */
export function isSymbolic(type: ExprType): boolean {
  switch (type.kind) {
    case 'typevar':
      return true;
    case 'list':
      return isSymbolic(type.item);
    case 'union':
      return type.members.some(isSymbolic);
    case 'unresolved':
      return isSymbolic(type.of);
    default:
      return false;
  }
}
