import type { Expression } from './ast.ts';
import type { CheckOptions, CheckResult } from './options.ts';
import type { TypeScope } from './scope.ts';
import { unresolved } from './type-algebra.ts';
import { TYPES } from './types.ts';
import { unknownName } from './unknown-name.ts';
import { isValue, valueType } from './values.ts';

export function checkExpression(
  expression: Expression,
  scope: TypeScope,
  _options: CheckOptions,
): CheckResult {
  if (expression.kind !== 'name') return { issues: [], type: TYPES.any, references: [] };
  const entry = scope.get(expression.name);
  const reference = { name: expression.name, start: expression.start, end: expression.end };
  if (entry === undefined) {
    return {
      issues: [unknownName(expression, scope).toIssue()],
      type: unresolved(TYPES.any),
      references: [reference],
    };
  }
  return { issues: [], type: isValue(entry) ? valueType(entry) : entry, references: [reference] };
}
