import type { Expression } from './ast.ts';
import { ExprError } from './errors.ts';
import type { EvalOptions } from './options.ts';
import type { ValueScope } from './scope.ts';
import type { ExprType } from './types.ts';
import { unknownName } from './unknown-name.ts';
import type { Value } from './values.ts';

export function evaluate(
  expression: Expression,
  scope: ValueScope,
  _options: EvalOptions,
  _target?: ExprType | undefined,
): Value {
  if (expression.kind !== 'name')
    throw new ExprError('unsupported', 'Not supported yet.', expression.start, expression.end);
  const value = scope.get(expression.name);
  if (value === undefined) throw unknownName(expression, scope);
  return value;
}
