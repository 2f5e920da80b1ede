/**
 * Makes the characters of a log harmless to look at: control characters and those that reorder text
 * are shown as what they are, in notation every font has, and never acted upon.
 */

// C0 without tab, DEL and C1, then the marks that change the direction or the lines of a text.
const UNSAFE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const UNSAFE_ALL = new RegExp(UNSAFE.source, 'g');

const LINE_ENDS = /[\r\n]/;

function hasUnsafe(text: string): boolean {
  return UNSAFE.test(text);
}

/** `^[` for escape, `\x9b` for C1, `\u202e` for the rest. */
export function notation(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  if (code === 0x7f) return '^?';
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

interface InertPiece {
  readonly text: string;
  readonly inert: boolean;
}

/** Cuts a text at its unsafe characters; these come back in notation and marked. */
export function inertPieces(text: string): InertPiece[] {
  if (!hasUnsafe(text)) return text === '' ? [] : [{ text, inert: false }];
  const pieces: InertPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSAFE_ALL)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), inert: false });
    const shown = notation(match[0]);
    const last = pieces.at(-1);
    if (last?.inert && match.index === from)
      pieces[pieces.length - 1] = { text: last.text + shown, inert: true };
    else pieces.push({ text: shown, inert: true });
    from = match.index + 1;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), inert: false });
  return pieces;
}

/** The same as one text. */
export function inertText(text: string): string {
  return hasUnsafe(text) ? text.replace(UNSAFE_ALL, notation) : text;
}

/** The same of a text with lines, which stay lines. */
export function inertLines(text: string): string {
  return hasUnsafe(text) ? text.split('\n').map(inertText).join('\n') : text;
}

/** What a text holds that cannot be seen in a field, by code, each once. */
export function codeNames(text: string, lines: boolean): readonly string[] {
  const found = (text.match(UNSAFE_ALL) ?? []).filter((one) => !(lines && LINE_ENDS.test(one)));
  return [...new Set(found)].map(
    (one) => `U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/** The text without what cannot be seen in a field. */
export function withoutUnsafe(text: string, lines: boolean): string {
  return text.replace(UNSAFE_ALL, (one) => (lines && LINE_ENDS.test(one) ? one : ''));
}
