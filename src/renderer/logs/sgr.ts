import { inertPieces } from '../../shared/text/inert.ts';

export { plainText } from '../../shared/text/log-text.ts';

/** How a stretch of a log line looks. Colours are a name of the theme's sixteen or `#rrggbb`. */
export interface SgrStyle {
  readonly color?: string;
  readonly background?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly inverse?: boolean;
}

interface LogSpan {
  readonly text: string;
  readonly style: SgrStyle;
  /** A control character in notation. */
  readonly inert: boolean;
}

// Select Graphic Rendition is the one escape sequence that is obeyed.
const SGR = /\u001b\[([0-9;:]*)m/g;
const PLAIN: SgrStyle = {};
const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/**
 * Cuts a line into spans of one look. A line begins plain: a colour does not run on into the next one,
 * so that any line can be shown without reading those before it.
 */
export function parseSgr(line: string): LogSpan[] {
  const spans: LogSpan[] = [];
  let style = PLAIN;
  let from = 0;
  const push = (text: string) => {
    for (const piece of inertPieces(text)) spans.push({ ...piece, style });
  };
  if (line.includes('\u001b[')) {
    for (const match of line.matchAll(SGR)) {
      push(line.slice(from, match.index));
      style = applyCodes(style, match[1] ?? '');
      from = match.index + match[0].length;
    }
  }
  push(line.slice(from));
  return spans;
}

function applyCodes(before: SgrStyle, text: string): SgrStyle {
  const codes = text.split(/[;:]/).map((part) => (part === '' ? 0 : Number(part)));
  let style: SgrStyle = before;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) {
      const colour = extendedColour(codes, i, text.includes(':'));
      i = colour.next;
      if (colour.value !== undefined)
        style = { ...style, [code === 38 ? 'color' : 'background']: colour.value };
    } else style = applyCode(style, code);
  }
  return style;
}

function applyCode(style: SgrStyle, code: number): SgrStyle {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4 || code === 21) return { ...style, underline: true };
  if (code === 7) return { ...style, inverse: true };
  if (code === 9) return { ...style, strike: true };
  if (code === 22) return without(style, 'bold', 'dim');
  if (code === 23) return without(style, 'italic');
  if (code === 24) return without(style, 'underline');
  if (code === 27) return without(style, 'inverse');
  if (code === 29) return without(style, 'strike');
  if (code === 39) return without(style, 'color');
  if (code === 49) return without(style, 'background');
  if (code >= 30 && code <= 37) return { ...style, color: NAMES[code - 30] ?? 'white' };
  if (code >= 40 && code <= 47) return { ...style, background: NAMES[code - 40] ?? 'black' };
  if (code >= 90 && code <= 97) return { ...style, color: NAMES[code - 90] ?? 'white' };
  if (code >= 100 && code <= 107) return { ...style, background: NAMES[code - 100] ?? 'black' };
  return style;
}

function without(style: SgrStyle, ...keys: (keyof SgrStyle)[]): SgrStyle {
  const rest = { ...style };
  for (const key of keys) delete rest[key];
  return rest;
}

/** `38;5;n`, `38;2;r;g;b` and with colons `38:2::r:g:b`. */
function extendedColour(codes: readonly number[], at: number, colons: boolean) {
  if (codes[at + 1] === 5) return { value: paletteColour(codes[at + 2] ?? 0), next: at + 2 };
  if (codes[at + 1] === 2) {
    // With colons a colour space may stand before the three channels.
    const skip = colons && codes.length - at >= 6 ? 3 : 2;
    const channels = [codes[at + skip], codes[at + skip + 1], codes[at + skip + 2]];
    return { value: hex(channels.map((channel) => channel ?? 0)), next: at + skip + 2 };
  }
  return { value: undefined, next: codes.length };
}

function paletteColour(index: number): string {
  if (index < 16) return NAMES[index % 8] ?? 'white';
  if (index < 232) {
    const cube = index - 16;
    const level = (n: number) => (n === 0 ? 0 : 55 + n * 40);
    return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
  }
  const grey = 8 + (Math.min(index, 255) - 232) * 10;
  return hex([grey, grey, grey]);
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((c) => Math.min(255, c).toString(16).padStart(2, '0')).join('')}`;
}
