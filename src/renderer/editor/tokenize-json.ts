import type { LineToken, TokenKind } from './tokenize-yaml.ts';

const STRING = /"(?:[^"\\]|\\.)*(?:"|\\?$)/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])/y;
const WORD = /(?:true|false|null)(?!\w)/y;
const MARK = /[[\]{},:]/y;
const REST = /[^\s[\]{},:"]+|\s+/y;

/**
 * Tokens of one line of JSON. Nothing of JSON reaches over the end of a line but its brackets, so that a line
 * needs no state; what JSON does not know (comments, single quotes, bare words) stays without a colour.
 */
export function tokenizeJsonLine(line: string): LineToken[] {
  const tokens: LineToken[] = [];
  const add = (start: number, kind: TokenKind) => {
    if (tokens.at(-1)?.kind !== kind) tokens.push({ start, kind });
  };
  for (let at = 0; at < line.length; ) {
    const match = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = at;
      return pattern.exec(line)?.[0];
    };
    const string = match(STRING);
    let length = string?.length ?? 0;
    if (string !== undefined) {
      if (/^\s*:/.test(line.slice(at + length))) add(at, 'key');
      else textTokens(string, at, add);
    } else {
      const [kind, found] = (
        [
          ['mark', match(MARK)],
          ['number', match(NUMBER)],
          ['keyword', match(WORD)],
          ['plain', match(REST)],
        ] as const
      ).find(([, piece]) => piece !== undefined) ?? ['plain', line[at] ?? ''];
      add(at, kind);
      length = found?.length ?? 1;
    }
    at += Math.max(1, length);
  }
  return tokens;
}

/** A string's text with its format strings, which end with it at the latest. */
function textTokens(
  string: string,
  from: number,
  add: (at: number, kind: TokenKind) => void,
): void {
  const last = string.length > 1 && string.endsWith('"') ? string.length - 1 : string.length;
  for (let at = 0; at < last; ) {
    const open = string.indexOf('{{', at);
    if (open !== at) add(from + at, 'text');
    if (open < 0) break;
    const close = string.indexOf('}}', open);
    add(from + open, 'format');
    at = close < 0 || close + 2 > last ? last : close + 2;
  }
  if (last < string.length) add(from + last, 'text');
}
