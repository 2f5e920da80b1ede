import { ExprError } from './errors.ts';
import type { Token } from './token.ts';
import { characterByName } from './unicode-names.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** How many hexadecimal digits follow. */
const HEX: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads the string literal whose prefix starts at `start` and whose quotes start at `quoteStart` (§1.1.5).
 * `limit` is where the expression ends.
 */
export function readString(
  source: string,
  start: number,
  quoteStart: number,
  limit: number,
): Token {
  const quote = source[quoteStart] ?? '';
  const long = source.startsWith(quote.repeat(3), quoteStart);
  const mark = long ? quote.repeat(3) : quote;
  const raw = quoteStart > start;
  let value = '';
  let at = quoteStart + mark.length;
  while (at < limit) {
    if (source.startsWith(mark, at)) {
      const end = at + mark.length;
      checkWellFormed(value, start, end);
      return { kind: 'string', text: source.slice(start, end), value, start, end };
    }
    const unit = source[at] ?? '';
    if (!long && (unit === '\n' || unit === '\r')) break;
    if (unit !== '\\') {
      value += unit;
      at++;
    } else if (raw) {
      value += source.slice(at, at + 2);
      at += 2;
    } else {
      const decoded = readEscape(source, at, limit);
      value += decoded.value;
      at = decoded.end;
    }
  }
  throw new ExprError(
    'unclosed-string',
    `The text is not closed: expected ${mark}.`,
    start,
    Math.min(at, limit),
  );
}

function readEscape(source: string, at: number, limit: number): { value: string; end: number } {
  const letter = source[at + 1] ?? '';
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (letter === '\n') return { value: '', end: at + 2 };
  if (letter === '\r') return { value: '', end: at + (source[at + 2] === '\n' ? 3 : 2) };
  const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4));
  if (octal !== null) {
    return {
      value: String.fromCodePoint(Number.parseInt(octal[0], 8)),
      end: at + 1 + octal[0].length,
    };
  }
  const digits = HEX[letter];
  if (digits !== undefined) return readHex(source, at, digits);
  if (letter === 'N') return readNamed(source, at, limit);
  // Python keeps the backslash of an escape it does not know.
  return { value: `\\${letter}`, end: at + 1 + letter.length };
}

function readHex(source: string, at: number, digits: number): { value: string; end: number } {
  const end = at + 2 + digits;
  const text = source.slice(at + 2, end);
  const code =
    /^[0-9a-fA-F]+$/.test(text) && text.length === digits ? Number.parseInt(text, 16) : -1;
  if (code < 0) {
    const message = `The escape '${source.slice(at, at + 2)}' needs ${digits} hexadecimal digits.`;
    throw new ExprError('invalid-escape', message, at, Math.min(end, source.length));
  }
  if (code > 0x10ffff) {
    throw new ExprError('invalid-escape', `There is no character U+${text}.`, at, end);
  }
  return { value: String.fromCodePoint(code), end };
}

function readNamed(source: string, at: number, limit: number): { value: string; end: number } {
  const close = source.indexOf('}', at);
  if (source[at + 2] !== '{' || close < 0 || close >= limit) {
    throw new ExprError(
      'invalid-escape',
      "The escape '\\N' needs a character's name in braces.",
      at,
      at + 2,
    );
  }
  const name = source.slice(at + 3, close);
  const value = characterByName(name);
  if (value === undefined) {
    const message = `No character named '${name}' is known here; write its code, like '\\u00e9'.`;
    throw new ExprError('invalid-escape', message, at, close + 1);
  }
  return { value, end: close + 1 };
}

/** Half a surrogate pair is no text: it could not be written to any file or process. */
function checkWellFormed(value: string, start: number, end: number): void {
  if (/\p{Surrogate}/u.test(value)) {
    throw new ExprError('invalid-escape', 'The text holds half of a surrogate pair.', start, end);
  }
}
