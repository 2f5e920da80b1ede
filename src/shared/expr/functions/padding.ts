import { codePointLength } from '../code-points.ts';

function missing(text: string, width: number): number {
  return Math.max(0, width - codePointLength(text));
}

export function padRight(text: string, width: number): string {
  return text + ' '.repeat(missing(text, width));
}

export function padLeft(text: string, width: number): string {
  return ' '.repeat(missing(text, width)) + text;
}

/** When the spaces do not halve, the odd one goes left if the width is odd, as in Python. */
export function center(text: string, width: number): string {
  const spaces = missing(text, width);
  const left = Math.floor(spaces / 2) + (spaces % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return ' '.repeat(left) + text + ' '.repeat(spaces - left);
}

/** Zeros between the sign and the rest. */
export function zeroFill(text: string, width: number): string {
  const sign = text.startsWith('-') || text.startsWith('+') ? text.slice(0, 1) : '';
  return sign + '0'.repeat(missing(text, width)) + text.slice(sign.length);
}
