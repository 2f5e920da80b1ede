import { ExprError } from './errors.ts';
import { readNumber } from './number-literal.ts';
import { readString } from './string-literal.ts';
import type { Token } from './token.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /\*\*|\/\/|<=|>=|==|!=|[()[\],:.+\-*/%<>]/y;
const BLANK = /[ \t\r\n\f]/;

/** What people write from Python or other languages, and what to say about it (§1.1). */
const FOREIGN: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/\.\.\./y, "An ellipsis ('...') is not supported."],
  [/:=/y, "Assignments (':=') are not supported inside of expressions."],
  [/<<|>>|[~^&|]/y, 'Bitwise operators are not supported.'],
  [/[{}]/y, 'Dictionaries and sets are not supported; lists are written in brackets.'],
  [/=/y, "Found '=': keyword arguments and assignments are not supported; compare with '=='."],
  [/!/y, "Found '!': a negation is written 'not', and 'is different' is '!='."],
  [/@/y, "The operator '@' is not supported."],
  [/\\/y, 'A backslash is not needed here: an expression may simply go on in the next line.'],
  [/\?/y, "Found '?': a choice is written 'a if condition else b'."],
];

/** Splits the expression between `start` and `end` into tokens; throws an ExprError. */
export function tokenize(source: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    const unit = source[at] ?? '';
    if (BLANK.test(unit)) {
      at++;
      continue;
    }
    const token = readToken(source, at, end);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: end, end });
  return tokens;
}

function readToken(source: string, at: number, limit: number): Token {
  const unit = source[at] ?? '';
  if (unit === '"' || unit === "'") return readString(source, at, at, limit);
  if (isDigit(unit) || (unit === '.' && isDigit(source[at + 1] ?? '')))
    return readNumber(source, at, limit);
  const name = matchAt(NAME, source, at);
  if (name !== undefined) return readWord(source, name, at, limit);
  for (const [pattern, message] of FOREIGN) {
    const foreign = matchAt(pattern, source, at);
    // '==' and '!=' begin like the foreign '=' and '!'.
    if (foreign === undefined || matchAt(OPERATOR, source, at)?.length === 2) continue;
    throw new ExprError('syntax-error', message, at, at + foreign.length);
  }
  const operator = matchAt(OPERATOR, source, at);
  if (operator !== undefined) {
    return { kind: 'operator', text: operator, start: at, end: at + operator.length };
  }
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  throw new ExprError(
    'syntax-error',
    `Unexpected character '${character}'.`,
    at,
    at + character.length,
  );
}

/** A name, or the prefix of a string literal. */
function readWord(source: string, name: string, at: number, limit: number): Token {
  const end = at + name.length;
  const next = source[end];
  if (end < limit && (next === '"' || next === "'")) {
    if (name === 'r' || name === 'R') return readString(source, at, end, limit);
    const message = `Texts with the prefix '${name}' are not supported; only 'r' (raw) is.`;
    throw new ExprError('syntax-error', message, at, end);
  }
  return { kind: 'name', text: name, start: at, end };
}

function isDigit(unit: string): boolean {
  return unit >= '0' && unit <= '9';
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}
