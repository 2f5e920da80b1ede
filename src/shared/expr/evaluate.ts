import type { Expression } from './ast.ts';
import { ExprError } from './errors.ts';
import { Evaluator } from './evaluator.ts';
import type { EvalOptions } from './options.ts';
import type { ValueScope } from './scope.ts';
import type { Term } from './term.ts';
import type { ExprType } from './types.ts';
import { unknownName } from './unknown-name.ts';
import type { Value } from './values.ts';

/**
 * Evaluates an expression whose symbols all have values. `hint` is the type the context wants: it guides list
 * literals (§1.2.6), the result itself is not converted. Throws an ExprError.
 */
export function evaluate(
  expression: Expression,
  scope: ValueScope,
  options: EvalOptions,
  hint?: ExprType | undefined,
): Value {
  if (expression.kind === 'name') {
    const value = scope.get(expression.name);
    if (value !== undefined) return value;
    if (!options.expr) throw unknownName(expression, scope);
  }
  const { limits } = options;
  if (limits?.depth !== undefined && expression.height > limits.depth) {
    const message = `The expression is nested too deeply: at most ${limits.depth} levels.`;
    throw new ExprError('expression-too-deep', message, expression.start, expression.end);
  }
  const { pathFormat, pathMappingRules, service = false, signal, allowance } = options;
  const evaluator = new Evaluator(scope, {
    host: { pathFormat, pathMappingRules, service },
    limits: allowance?.limits(limits) ?? limits,
    signal,
  });
  const term = evaluateWithin(evaluator, expression, options, hint);
  if (term.kind === 'unresolved')
    throw new Error('A value came out unresolved although all symbols are known');
  return term;
}

function evaluateWithin(
  evaluator: Evaluator,
  expression: Expression,
  { allowance, limits }: EvalOptions,
  hint: ExprType | undefined,
): Term {
  try {
    return evaluator.evaluate(expression, hint);
  } catch (error) {
    if (allowance?.ended(error, limits) !== true) throw error;
    const message = `The expressions take more than ${allowance.total} operations together.`;
    throw new ExprError('operation-limit', message, expression.start, expression.end);
  } finally {
    allowance?.spend(evaluator.budget.operations);
  }
}
