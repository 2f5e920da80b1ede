/** Facts about texts as the specification counts them. */

/** Length in Unicode code points; lone surrogates count as one each. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        count--;
        i++;
      }
    }
  }
  return count;
}

/** Which control characters (category Cc, §9) a text may hold. */
export type CharacterRule = 'any' | 'printable' | 'description' | 'argument' | 'exprArgument';

const FORBIDDEN: Readonly<Record<Exclude<CharacterRule, 'any'>, RegExp>> = {
  printable: /[\u0000-\u001f\u007f-\u009f]/,
  description: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/,
  argument: /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/,
  exprArgument: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/,
};

/** Where the first character stands that the rule forbids, or −1. */
export function findForbidden(text: string, rule: CharacterRule): number {
  return rule === 'any' ? -1 : text.search(FORBIDDEN[rule]);
}

const CHARACTER_NAMES: Readonly<Record<number, string>> = {
  0: 'NUL',
  7: 'bell',
  8: 'backspace',
  9: 'tab',
  10: 'line break',
  13: 'carriage return',
  27: 'escape',
  127: 'delete',
};

/** A control character as people can read it: `tab (U+0009)`. */
export function nameCharacter(code: number): string {
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = CHARACTER_NAMES[code];
  return name === undefined ? number : `${name} (${number})`;
}

/** §7.1 without its length limit. */
export const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A value in a message: quoted and short. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return JSON.stringify(short);
}

/** `a, b or c` */
export function listWords(words: readonly string[], last: 'or' | 'and' = 'or'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `1 value`, `3 values` */
export function plural(count: number | bigint, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 || count === 1n ? noun : many}`;
}
