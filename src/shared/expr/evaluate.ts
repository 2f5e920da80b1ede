import type { Expression } from './ast.ts';
import { ExprError } from './errors.ts';
import { Evaluator } from './evaluator.ts';
import type { EvalOptions } from './options.ts';
import type { ValueScope } from './scope.ts';
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
  const { pathFormat, pathMappingRules, service = false, signal } = options;
  const evaluator = new Evaluator(scope, {
    host: { pathFormat, pathMappingRules, service },
    limits,
    signal,
  });
  const term = evaluator.evaluate(expression, hint);
  if (term.kind === 'unresolved')
    throw new Error('A value came out unresolved although all symbols are known');
  return term;
}
