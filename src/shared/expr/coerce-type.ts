import { coerceValue, destinationsOf } from './coerce.ts';
import { ExprError } from './errors.ts';
import type { PathFormat } from './paths/path-format.ts';
import { type Term, unresolvedTerm } from './term.ts';
import { listOf, satisfies, unionOf } from './type-algebra.ts';
import { typeToString } from './type-text.ts';
import { type ExprType, membersOf, TYPES } from './types.ts';

/** Converts a result to a target type; of an unresolved one the type is narrowed. Throws an ExprError. */
export function coerceTerm(term: Term, target: ExprType, pathFormat: PathFormat): Term {
  if (term.kind !== 'unresolved') return coerceValue(term, target, { pathFormat });
  const result = coerceType(term.of, target);
  if (result !== undefined) return unresolvedTerm(result);
  const message = `Expected ${typeToString(target)}, but found ${typeToString(term.of)}, which cannot be converted.`;
  throw new ExprError('type-mismatch', message);
}

/**
 * The type of a value of type `from` once it is converted to `target` (RFC 0005, "Coercion of Unresolved Values"): of a
 * union, all members that can be converted; undefined when none can. Which text or which items a value has is not known,
 * so all conversions that may succeed count.
 */
export function coerceType(from: ExprType, target: ExprType): ExprType | undefined {
  const results: ExprType[] = [];
  for (const member of membersOf(from)) {
    if (member.kind === 'any') return target;
    if (member.kind === 'noreturn' || satisfies(member, target)) results.push(member);
    else results.push(...destinationsOf(member, target).map((type) => convertedType(member, type)));
  }
  return results.length === 0 ? undefined : unionOf(...results);
}

function convertedType(from: ExprType, destination: ExprType): ExprType {
  return from.kind === 'range_expr' && destination.kind === 'list'
    ? listOf(TYPES.int)
    : destination;
}
