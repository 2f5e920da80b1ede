/** White space as Python's `str` methods see it; JavaScript's `trim` differs in a few characters. */
const SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

export const SPACES = new RegExp(`[${SPACE}]+`);
export const ONLY_SPACES = new RegExp(`^[${SPACE}]+$`);
const LEADING_SPACES = new RegExp(`^[${SPACE}]+`);
const SPACE_CHARACTER = new RegExp(`[${SPACE}]`);

function isSpace(character: string): boolean {
  return SPACE_CHARACTER.test(character);
}

/** Without the white space at the end; a loop, since a pattern would take quadratic time. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

export function trimStart(text: string): string {
  return text.replace(LEADING_SPACES, '');
}
