import type { Expression } from './ast.ts';
import { parseBaseName } from './base-name.ts';
import { type ExprIssue, issueAt } from './errors.ts';
import { LIMITS } from './limits.ts';
import { parseExpressionAt } from './parser.ts';

export interface LiteralSegment {
  readonly kind: 'literal';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One `{{ … }}`: `start` and `end` include the braces. */
export interface ExpressionSegment {
  readonly kind: 'expression';
  readonly start: number;
  readonly end: number;
  readonly exprStart: number;
  readonly exprEnd: number;
  /** Undefined when the text between the braces did not parse; an issue says why. */
  readonly expression: Expression | undefined;
}

/** A parsed format string (Template Schemas §7.3). Offsets are those of the decoded string. */
export interface FormatString {
  readonly source: string;
  readonly segments: readonly (LiteralSegment | ExpressionSegment)[];
  readonly issues: readonly ExprIssue[];
  /** No expression at all. */
  readonly isLiteral: boolean;
  /** Exactly one expression and no text around it: its value keeps its type (§1.3.2). */
  readonly isWholeField: boolean;
}

const NONE: readonly never[] = [];

/** Parses a format string; `expr` says whether the EXPR extension's grammar applies. */
export function parseFormatString(
  source: string,
  options: { readonly expr: boolean },
): FormatString {
  if (!source.includes('{{') && !source.includes('}}')) {
    const segments = source === '' ? NONE : [literal(source, 0, source.length)];
    return { source, segments, issues: NONE, isLiteral: true, isWholeField: false };
  }
  return new FormatStringParser(source, options.expr).parse();
}

function literal(source: string, start: number, end: number): LiteralSegment {
  return { kind: 'literal', start, end, text: source.slice(start, end) };
}

class FormatStringParser {
  readonly #source: string;
  readonly #expr: boolean;
  readonly #segments: (LiteralSegment | ExpressionSegment)[] = [];
  readonly #issues: ExprIssue[] = [];

  constructor(source: string, expr: boolean) {
    this.#source = source;
    this.#expr = expr;
  }

  parse(): FormatString {
    const source = this.#source;
    if (source.length > LIMITS.formatStringLength) {
      const message = `A format string may have at most ${LIMITS.formatStringLength} characters, but this one has ${source.length}.`;
      this.#issues.push(issueAt('format-string-too-long', message, 0, source.length));
    } else {
      this.#scan();
    }
    const [only] = this.#segments;
    return {
      source,
      segments: this.#segments,
      issues: this.#issues,
      isLiteral: !this.#segments.some((segment) => segment.kind === 'expression'),
      isWholeField: this.#segments.length === 1 && only?.kind === 'expression',
    };
  }

  #scan(): void {
    const source = this.#source;
    let expressions = 0;
    let at = 0;
    while (at < source.length) {
      const open = source.indexOf('{{', at);
      const textEnd = open < 0 ? source.length : open;
      this.#text(at, textEnd);
      if (open < 0) return;
      if (++expressions > LIMITS.formatStringSegments) {
        const message = `A format string may have at most ${LIMITS.formatStringSegments} expressions.`;
        this.#issues.push(issueAt('format-string-too-long', message, open, source.length));
        return;
      }
      const close = this.#expr ? closingBraces(source, open + 2) : source.indexOf('}}', open + 2);
      if (close < 0) {
        const message = "The expression that begins with '{{' is not closed: expected '}}'.";
        this.#issues.push(issueAt('unclosed-expression', message, open, source.length));
        return;
      }
      this.#expression(open, close);
      at = close + 2;
    }
  }

  #text(start: number, end: number): void {
    if (start === end) return;
    const stray = this.#source.slice(start, end).indexOf('}}');
    if (stray >= 0) {
      const message = "Found '}}' without the '{{' that opens an expression.";
      this.#issues.push(issueAt('unopened-expression', message, start + stray, start + stray + 2));
    }
    this.#segments.push(literal(this.#source, start, end));
  }

  #expression(open: number, close: number): void {
    const source = this.#source;
    const [exprStart, exprEnd] = [open + 2, close];
    let expression: Expression | undefined;
    if (source.slice(exprStart, exprEnd).trim() === '') {
      const message = "Expected an expression between '{{' and '}}', but found nothing.";
      this.#issues.push(issueAt('empty-expression', message, open, close + 2));
    } else if (this.#expr) {
      const parsed = parseExpressionAt(source, exprStart, exprEnd);
      expression = parsed.expression;
      this.#issues.push(...parsed.issues);
    } else {
      expression = parseBaseName(source, exprStart, exprEnd);
      if (expression === undefined) this.#issues.push(notAName(source, exprStart, exprEnd));
    }
    this.#segments.push({
      kind: 'expression',
      start: open,
      end: close + 2,
      exprStart,
      exprEnd,
      expression,
    });
  }
}

function notAName(source: string, start: number, end: number): ExprIssue {
  const text = source.slice(start, end);
  const from = start + (text.length - text.trimStart().length);
  const found = text.trim();
  const message = `Expected the name of a value, like Param.Name, but found '${found}'. Expressions need the EXPR extension.`;
  const understood = parseExpressionAt(source, start, end).issues.length === 0;
  return issueAt('expression-needs-expr', message, from, from + found.length, {
    extension: understood ? 'EXPR' : null,
  });
}

/**
 * The braces that close an expression. Quoted text may hold braces (`{{ "}}" }}`); when the quotes do not
 * match up, the first closing braces count and the expression's own error tells about the quotes.
 */
function closingBraces(source: string, start: number): number {
  const first = source.indexOf('}}', start);
  if (first < 0) return -1;
  for (let at = start; at < source.length; at++) {
    const unit = source[at];
    if (unit === '}' && source[at + 1] === '}') return at;
    if (unit !== '"' && unit !== "'") continue;
    const end = endOfQuoted(source, at);
    if (end < 0) return first;
    at = end - 1;
  }
  return first;
}

/** Where a quoted text that begins at `start` ends, or −1. */
function endOfQuoted(source: string, start: number): number {
  const quote = source[start] ?? '';
  const long = source.startsWith(quote.repeat(3), start);
  const mark = long ? quote.repeat(3) : quote;
  for (let at = start + mark.length; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (!long && source[at] === '\n') return -1;
    else if (source.startsWith(mark, at)) return at + mark.length;
  }
  return -1;
}
