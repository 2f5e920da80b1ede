import type { FunctionDefinition } from './functions/definition.ts';
import { unionOf } from './type-algebra.ts';
import { type ExprType, isSymbolic, membersOf } from './types.ts';

/**
 * What an argument of a function is wanted to be, by the signatures with as many parameters (RFC 0005, "Target Type
 * Propagation Rules"); nothing where one of them takes a whole family of types.
 */
export function argumentHint(
  definition: FunctionDefinition,
  count: number,
  index: number,
): ExprType | undefined {
  const types: ExprType[] = [];
  for (const { params } of definition.overloads) {
    const type = params[index];
    if (params.length !== count || type === undefined) continue;
    if (isSymbolic(type)) return undefined;
    types.push(type);
  }
  return types.length === 0 ? undefined : unionOf(...types);
}

/** The item type that a list literal should have: that of the only list among the choices (§1.2.6). */
export function itemHint(hint: ExprType | undefined): ExprType | undefined {
  if (hint === undefined) return undefined;
  const lists = membersOf(hint).filter(
    (member) => member.kind === 'list' && member.item.kind !== 'nulltype',
  );
  const [only] = lists;
  return lists.length === 1 && only?.kind === 'list' ? only.item : undefined;
}
