// Character classes of Python's `str` methods, by Unicode properties.

// Superscripts, subscripts and the like are digits in Python although not decimal ones.
const DIGITS = /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468]+$/u;
const LETTERS = /^\p{L}+$/u;
const LETTERS_AND_NUMBERS = /^[\p{L}\p{N}]+$/u;
const UPPER = /\p{Uppercase}/u;
const LOWER = /\p{Lowercase}/u;
const TITLE = /\p{Lt}/u;
const CASED = /\p{Cased}/u;

export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

export function isAlphabetic(text: string): boolean {
  return LETTERS.test(text);
}

export function isAlphanumeric(text: string): boolean {
  return LETTERS_AND_NUMBERS.test(text);
}

export function isUpper(text: string): boolean {
  return UPPER.test(text) && !LOWER.test(text) && !TITLE.test(text);
}

export function isLower(text: string): boolean {
  return LOWER.test(text) && !UPPER.test(text) && !TITLE.test(text);
}

export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

export function capitalize(text: string): string {
  const [first = ''] = text;
  return titleOf(first) + text.slice(first.length).toLowerCase();
}

/** A word begins with every letter that no letter precedes: `they're` is `They'Re`, as in Python. */
export function titleCase(text: string): string {
  let inWord = false;
  let result = '';
  for (const character of text) {
    const cased = CASED.test(character);
    result += cased && !inWord ? titleOf(character) : character.toLowerCase();
    inWord = cased;
  }
  return result;
}

/** Ligatures like ß or ﬁ become more than one letter, of which only the first is large. */
function titleOf(character: string): string {
  const [first = '', ...rest] = character.toUpperCase();
  return first + rest.join('').toLowerCase();
}
