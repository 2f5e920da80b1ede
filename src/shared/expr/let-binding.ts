import type { Expression } from './ast.ts';
import { type ExprIssue, issueAt } from './errors.ts';
import { LIMITS } from './limits.ts';
import { parseExpressionAt } from './parser.ts';
import { KEYWORDS } from './token.ts';

export interface LetBinding {
  readonly name?: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly expression?: Expression;
  readonly issues: readonly ExprIssue[];
}

const USER_IDENTIFIER = /^[a-z_][A-Za-z0-9_]*$/;

/** Parses `name = expression` (Template Schemas §3.6.1). */
export function parseLetBinding(source: string): LetBinding {
  const equals = source.indexOf('=');
  const left = equals < 0 ? source : source.slice(0, equals);
  const name = left.trim();
  const nameStart = left.length - left.trimStart().length;
  const nameEnd = nameStart + name.length;
  if (equals < 0 || source[equals + 1] === '=') {
    const message = "Expected a binding like 'name = expression', but found no '='.";
    return { nameStart, nameEnd, issues: [issueAt('invalid-let', message, 0, source.length)] };
  }
  const issues = nameIssues(name, nameStart, nameEnd);
  const parsed = parseExpressionAt(source, equals + 1, source.length);
  return {
    ...(issues.length === 0 ? { name } : {}),
    nameStart,
    nameEnd,
    ...(parsed.expression === undefined ? {} : { expression: parsed.expression }),
    issues: [...issues, ...parsed.issues],
  };
}

function nameIssues(name: string, start: number, end: number): ExprIssue[] {
  if (!USER_IDENTIFIER.test(name)) {
    const message = `'${name}' cannot be the name of a let binding: expected a lowercase letter or '_', then letters, digits or '_'.`;
    return [issueAt('invalid-let-name', message, start, end)];
  }
  if (KEYWORDS.has(name)) {
    return [
      issueAt(
        'invalid-let-name',
        `'${name}' is a word of the expression language and cannot be bound.`,
        start,
        end,
      ),
    ];
  }
  if (name.length > LIMITS.letNameLength) {
    const message = `The name of a let binding may have at most ${LIMITS.letNameLength} characters, but this one has ${name.length}.`;
    return [issueAt('let-name-too-long', message, start, end)];
  }
  return [];
}
