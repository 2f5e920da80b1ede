import type { Expression } from './ast.ts';
import { parseBaseName } from './base-name.ts';
import { type ExprIssue, issueAt } from './errors.ts';

export interface ParsedExpression {
  readonly expression?: Expression;
  readonly issues: readonly ExprIssue[];
}

export function parseExpressionAt(source: string, start: number, end: number): ParsedExpression {
  const expression = parseBaseName(source, start, end);
  if (expression !== undefined) return { expression, issues: [] };
  return { issues: [issueAt('syntax-error', 'Not supported yet.', start, end)] };
}
