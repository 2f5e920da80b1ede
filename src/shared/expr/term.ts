import { unresolved } from './type-algebra.ts';
import { type ExprType, membersOf, TYPES } from './types.ts';
import { isValue, type Value, valueType } from './values.ts';

/**
 * What evaluation works with: a value, or in a check something of which only the type is known. Type checking
 * is evaluation with partial information ("Static Type Checking via Unresolved Values").
 */
export type Term = Value | UnresolvedTerm;

interface UnresolvedTerm {
  readonly kind: 'unresolved';
  readonly of: ExprType;
}

/** Where an evaluation finds its symbols. */
export interface Symbols {
  get(name: string): Term | undefined;
  has(name: string): boolean;
  names(): Iterable<string>;
}

export const UNKNOWN: UnresolvedTerm = { kind: 'unresolved', of: TYPES.any };
export const UNKNOWN_BOOL: UnresolvedTerm = { kind: 'unresolved', of: TYPES.bool };

export function unresolvedTerm(type: ExprType): UnresolvedTerm {
  return { kind: 'unresolved', of: type.kind === 'unresolved' ? type.of : type };
}

/** What an entry of a type scope stands for. */
export function termOf(entry: ExprType | Value): Term {
  return isValue(entry) ? entry : unresolvedTerm(entry);
}

/** The type of a value, or the constraint of something unresolved. */
export function termType(term: Term): ExprType {
  return term.kind === 'unresolved' ? term.of : valueType(term);
}

/** The type of a result for the outside: `unresolved[T]` or a concrete type. */
export function resultType(term: Term): ExprType {
  return term.kind === 'unresolved' ? unresolved(term.of) : valueType(term);
}

/** Whether something of this type may be of that kind at run time. */
export function mayBe(type: ExprType, ...kinds: readonly ExprType['kind'][]): boolean {
  return membersOf(type).some((member) => member.kind === 'any' || kinds.includes(member.kind));
}
