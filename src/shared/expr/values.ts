import type { RangeExpr } from './range-expr.ts';
import type { ExprType } from './types.ts';

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
