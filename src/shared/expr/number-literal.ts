import { ExprError } from './errors.ts';
import type { Token } from './token.ts';

const DIGITS = '[0-9](?:_?[0-9])*';
const EXPONENT = `(?:[eE][+-]?${DIGITS})`;
const PREFIXED =
  /0[xX]_?[0-9a-fA-F](?:_?[0-9a-fA-F])*|0[oO]_?[0-7](?:_?[0-7])*|0[bB]_?[01](?:_?[01])*/y;
const FLOAT = new RegExp(
  `(?:${DIGITS})?\\.${DIGITS}${EXPONENT}?|${DIGITS}\\.${EXPONENT}?|${DIGITS}${EXPONENT}`,
  'y',
);
const DECIMAL = new RegExp(DIGITS, 'y');
const WORD = /[A-Za-z0-9_]*/y;

/** Reads the number that starts at `start` (§1.1.1, §1.1.6). */
export function readNumber(source: string, start: number, limit: number): Token {
  const prefixed = matchAt(PREFIXED, source, start);
  const float = prefixed === undefined ? matchAt(FLOAT, source, start) : undefined;
  const text = prefixed ?? float ?? matchAt(DECIMAL, source, start) ?? '';
  const end = start + text.length;
  const tail = matchAt(WORD, source, end) ?? '';
  if (tail !== '' && end < limit) {
    throw new ExprError('invalid-number', describeBadNumber(text, tail), start, end + tail.length);
  }
  if (float !== undefined) return readFloat(text, start, end);
  if (prefixed === undefined && /^0[0-9_]*[1-9]/.test(text)) {
    const message = `The integer '${text}' must not begin with a zero; octal numbers are written like 0o17.`;
    throw new ExprError('invalid-number', message, start, end);
  }
  return { kind: 'int', text, value: BigInt(text.replaceAll('_', '')), start, end };
}

function readFloat(text: string, start: number, end: number): Token {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isFinite(value)) {
    throw new ExprError(
      'float-overflow',
      `The number '${text}' is too large for a float.`,
      start,
      end,
    );
  }
  return { kind: 'float', text, value, start, end };
}

function describeBadNumber(text: string, tail: string): string {
  if (/^[jJ]$/.test(tail)) return `Complex numbers like '${text}${tail}' are not supported.`;
  if (text.endsWith('.')) {
    return `'${text}${tail}' is not a number; to call a method on a number put it in parentheses, like (${text.slice(0, -1)}).${tail}().`;
  }
  return `'${text}${tail}' is not a number.`;
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}
