import type { LogicalExpression } from './ast.ts';
import type { Evaluator } from './evaluator.ts';
import { mayBe, type Term, termType, unresolvedTerm } from './term.ts';
import { unionOf } from './type-algebra.ts';
import { type ExprType, membersOf } from './types.ts';
import { NULL } from './values.ts';

/**
 * `and` and `or` return one of their operands; only null and false are falsy (§2.1.6). Behind an operand that may
 * end the evaluation, errors do not count: they may never happen.
 */
export function evaluateLogical(evaluator: Evaluator, node: LogicalExpression): Term {
  const base = evaluator.budget.memory;
  const isAnd = node.operator === 'and';
  /** What the operands so far may have returned. */
  const possible: ExprType[] = [];
  let result: Term = NULL;
  for (const [index, operand] of node.operands.entries()) {
    const isLast = index === node.operands.length - 1;
    const { term, issues } = evaluator.attempt(() => evaluator.evaluate(operand, undefined));
    if (issues.length > 0 && possible.length > 0) return unresolvedTerm(unionOf(...possible));
    evaluator.report(issues);
    result = term;
    if (term.kind === 'unresolved') {
      if (isLast || !mayContinue(term.of, isAnd)) break;
      possible.push(...endingTypes(term.of, isAnd));
      // What cannot end the evaluation is no possible result, but what follows is not certain either.
      if (possible.length === 0) continue;
    } else if (isFalsy(term) === isAnd) break;
    evaluator.budget.memory = base;
  }
  if (possible.length === 0) return result;
  return unresolvedTerm(unionOf(...possible, termType(result)));
}

function isFalsy(term: Term): boolean {
  return term.kind === 'null' || (term.kind === 'bool' && !term.value);
}

/** Whether the operand behind one of this type may be evaluated. */
function mayContinue(type: ExprType, isAnd: boolean): boolean {
  return isAnd
    ? membersOf(type).some((member) => member.kind !== 'nulltype')
    : mayBe(type, 'nulltype', 'bool');
}

/** The types with which an operand may end the evaluation and be the result. */
function endingTypes(type: ExprType, isAnd: boolean): readonly ExprType[] {
  return membersOf(type).filter((member) =>
    isAnd
      ? mayBe(member, 'nulltype', 'bool')
      : member.kind !== 'nulltype' && member.kind !== 'noreturn',
  );
}
