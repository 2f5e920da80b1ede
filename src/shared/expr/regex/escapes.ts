import { regexError } from './error.ts';

const CONTROLS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  f: '\f',
  v: '\v',
  a: '\x07',
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The character that an escape at `at` stands for; those of one dialect only are errors (§2.2.5). */
export function readEscapedCharacter(
  source: readonly string[],
  at: number,
): { character: string; end: number } {
  const letter = source[at + 1];
  if (letter === undefined) throw regexError('The regular expression ends with a backslash');
  const control = CONTROLS[letter];
  if (control !== undefined) return { character: control, end: at + 2 };
  const digits = HEX_DIGITS[letter];
  if (digits !== undefined) return readHex(source, at, digits);
  if (/[1-9]/.test(letter)) throw regexError(`Backreferences like '\\${letter}' are not supported`);
  if (letter === 'Z' || letter === 'z') {
    throw regexError(`The end-of-string anchor '\\${letter}' is not supported; use '$'`);
  }
  if (/[A-Za-z0-9]/.test(letter)) throw regexError(`The escape '\\${letter}' is not supported`);
  return { character: letter, end: at + 2 };
}

function readHex(
  source: readonly string[],
  at: number,
  digits: number,
): { character: string; end: number } {
  const letter = source[at + 1] ?? '';
  if (source[at + 2] === '{') {
    throw regexError(
      `The Unicode brace syntax '\\${letter}{…}' is not supported; write ${digits} digits without braces`,
    );
  }
  const end = at + 2 + digits;
  const text = source.slice(at + 2, end).join('');
  const code = Number.parseInt(text, 16);
  if (text.length !== digits || !/^[0-9a-fA-F]+$/.test(text) || code > 0x10ffff) {
    throw regexError(`The escape '\\${letter}' needs ${digits} hexadecimal digits of a character`);
  }
  return { character: String.fromCodePoint(code), end };
}
