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
