import type { Expression } from '../../../expr/index.ts';
import { compileFast, doubt, type FastNames, type FastValues } from './fast-expression.ts';

/** True, false, or undefined where only the evaluator knows: an overflow, a division by zero. */
export type FastPredicate = (values: FastValues) => boolean | undefined;

/**
 * Compiles what filters are mostly made of (arithmetic, comparisons, conditions, a few functions), so that a
 * million tasks are looked at within a blink. Undefined for anything else; the evaluator decides then.
 */
export function compilePredicate(
  expression: Expression,
  names: FastNames,
): FastPredicate | undefined {
  const compiled = compileFast(expression, names);
  if (compiled?.type !== 'bool') return undefined;
  const { run } = compiled;
  return (values) => {
    doubt.raised = false;
    const result = run(values);
    return doubt.raised ? undefined : result === true;
  };
}
