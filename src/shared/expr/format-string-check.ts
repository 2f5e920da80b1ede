import { checkExpression } from './check.ts';
import type { ExprIssue } from './errors.ts';
import type { FormatString } from './format-string.ts';
import type { CheckOptions, CheckResult, Reference } from './options.ts';
import type { TypeScope } from './scope.ts';
import { unresolved } from './type-algebra.ts';
import { type ExprType, TYPES } from './types.ts';

/**
 * Checks a format string against the symbols that will exist when it is resolved: its own syntax errors,
 * unknown names, and type errors of its expressions.
 */
export function checkFormatString(
  format: FormatString,
  scope: TypeScope,
  options: CheckOptions,
): CheckResult {
  const issues: ExprIssue[] = [...format.issues];
  const references: Reference[] = [];
  // Only an expression that is the whole field meets the field's type; within a text anything may stand.
  const { target, ...free } = options;
  let whole: CheckResult | undefined;
  let cutShort = false;
  for (const segment of format.segments) {
    if (segment.kind !== 'expression' || segment.expression === undefined) continue;
    const useTarget = format.isWholeField && options.expr && target !== undefined;
    const result = checkExpression(segment.expression, scope, useTarget ? options : free);
    issues.push(...result.issues);
    references.push(...result.references);
    cutShort ||= result.cutShort === true;
    if (format.isWholeField) whole = result;
  }
  if (whole !== undefined && options.expr) return { ...whole, issues, references };
  const type = textType(format);
  return { issues, references, type, ...(cutShort ? { cutShort } : {}) };
}

function textType(format: FormatString): ExprType {
  return format.isLiteral ? TYPES.string : unresolved(TYPES.string);
}
