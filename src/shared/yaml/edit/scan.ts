import { isBreak, lineEnd } from './document.ts';

/** Steps over blanks, line breaks and comments from a place that is outside of any value. */
export function skipTrivia(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || unit === 9 || isBreak(unit)) at++;
    else if (unit === 35) at = lineEnd(text, at);
    else return at;
  }
}

export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

const PROPERTY = /[&!][^\s,[\]{}]*/y;

/** Where the anchor and the tag of a value end that begin at `offset`; `offset` when there are none. */
export function skipProperties(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    PROPERTY.lastIndex = skipBlanks(text, end);
    const match = PROPERTY.exec(text);
    if (match === null) return end;
    end = match.index + match[0].length;
  }
}

/** True when nothing but blanks stands between the two places. */
export function isBlankBetween(text: string, start: number, end: number): boolean {
  return skipBlanks(text, start) >= end;
}

/** True when the rest of a line behind `offset` is blank. */
export function isLineDone(text: string, offset: number): boolean {
  const at = skipBlanks(text, offset);
  return at >= text.length || isBreak(text.charCodeAt(at));
}
