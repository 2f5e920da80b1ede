/** Colours a YAML template line by line, with format strings inside its text. */

export type TokenKind =
  | 'key'
  | 'text'
  | 'format'
  | 'comment'
  | 'number'
  | 'keyword'
  | 'mark'
  | 'plain';

export interface LineToken {
  readonly start: number;
  readonly kind: TokenKind;
}

/** What one line hands to the next. */
export interface LineState {
  /** Indentation of what holds the block scalar we are in; -1: none. */
  readonly block: number;
  /** The quote that is still open. */
  readonly quote: '' | '"' | "'";
  /** Open brackets and braces of flow collections. */
  readonly flow: number;
  /** Inside `{{ … }}`. */
  readonly format: boolean;
}

export const START: LineState = { block: -1, quote: '', flow: 0, format: false };

const KEY =
  /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`][^:#"'[\]{},]*?)\s*:(?=\s|$)/y;
const FLOW_KEY = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},:&*!|>%@`][^:#[\]{},]*?)\s*:/y;
const BLOCK_HEADER = /[|>][+\-0-9]*\s*(?=#|$)/y;
const NUMBER = /^[-+]?(?:\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+|0x[\da-fA-F]+|0o[0-7]+)$/;
const KEYWORD = /^(?:true|false|null|~)$/i;

class LineScan {
  readonly line: string;
  readonly tokens: LineToken[] = [];
  at = 0;
  block: number;
  quote: LineState['quote'];
  flow: number;
  format: boolean;

  constructor(line: string, state: LineState) {
    this.line = line;
    this.block = state.block;
    this.quote = state.quote;
    this.flow = state.flow;
    this.format = state.format;
  }

  token(start: number, kind: TokenKind): void {
    if (this.tokens.at(-1)?.kind !== kind) this.tokens.push({ start, kind });
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.line)?.[0];
  }

  /** Text up to `end`, its format strings marked. */
  text(end: number, kind: TokenKind = 'text'): void {
    while (this.at < end) {
      if (this.format) {
        const close = this.line.indexOf('}}', this.at);
        this.token(this.at, 'format');
        this.format = close < 0 || close + 2 > end;
        this.at = this.format ? end : close + 2;
      } else {
        const open = this.line.indexOf('{{', this.at);
        if (open !== this.at) this.token(this.at, kind);
        this.format = open >= 0 && open < end;
        this.at = this.format ? open : end;
      }
    }
  }

  /** Quoted text from the present place; the quote stays open when the line ends first. */
  quoted(): void {
    const quote = this.quote;
    let end = this.at;
    for (;;) {
      const unit = this.line[end];
      if (unit === undefined) {
        this.text(this.line.length);
        return;
      }
      if (quote === '"' && unit === '\\') end += 2;
      else if (unit !== quote) end++;
      else if (quote === "'" && this.line[end + 1] === "'") end += 2;
      else break;
    }
    this.text(end);
    this.format = false;
    this.token(end, 'text');
    this.at = end + 1;
    this.quote = '';
  }

  plain(): void {
    let end = this.at;
    while (end < this.line.length) {
      const unit = this.line[end] ?? '';
      if (unit === '#' && /\s/.test(this.line[end - 1] ?? ' ')) break;
      if (this.flow > 0 && ',[]{}'.includes(unit) && !this.insideFormat(end)) break;
      end++;
    }
    const value = this.line.slice(this.at, end).trimEnd();
    const kind = NUMBER.test(value) ? 'number' : KEYWORD.test(value) ? 'keyword' : 'text';
    this.text(end, kind);
    this.format = false;
  }

  insideFormat(at: number): boolean {
    return (
      this.line.startsWith('{{', at) ||
      this.line.lastIndexOf('{{', at) > this.line.lastIndexOf('}}', at)
    );
  }
}

/** Tokens of one line, and the state the next one begins in. */
export function tokenizeYamlLine(
  line: string,
  state: LineState,
): { tokens: LineToken[]; state: LineState } {
  const scan = new LineScan(line, state);
  const indent = line.search(/\S/);
  if (scan.block >= 0) {
    if (indent < 0 || indent > scan.block) scan.text(line.length);
    else {
      scan.block = -1;
      scan.format = false;
    }
  }
  let parent = indent;
  while (scan.at < line.length) {
    if (scan.quote) scan.quoted();
    else parent = next(scan, parent);
  }
  return {
    tokens: scan.tokens,
    state: { block: scan.block, quote: scan.quote, flow: scan.flow, format: scan.format },
  };
}

/** One piece outside quotes; returns the column that a block scalar's text must be deeper than. */
function next(scan: LineScan, parent: number): number {
  const unit = scan.line[scan.at] ?? '';
  const from = scan.at;
  if (unit === ' ' || unit === '\t') {
    scan.token(from, 'plain');
    scan.at++;
    return parent;
  }
  if (unit === '#') {
    scan.token(from, 'comment');
    scan.at = scan.line.length;
    return parent;
  }
  if ((unit === '-' || unit === '?') && /^(?:\s|$)/.test(scan.line.slice(from + 1)) && !scan.flow) {
    scan.token(from, 'mark');
    scan.at++;
    return from;
  }
  const key = scan.match(scan.flow ? FLOW_KEY : KEY);
  if (key) {
    scan.token(from, 'key');
    scan.token(from + key.length - 1, 'mark');
    scan.at += key.length;
    return from;
  }
  if ('[]{},:'.includes(unit)) {
    if (unit === '[' || unit === '{') scan.flow++;
    if (unit === ']' || unit === '}') scan.flow = Math.max(0, scan.flow - 1);
    scan.token(from, 'mark');
    scan.at++;
    return parent;
  }
  if (unit === '"' || unit === "'") {
    scan.token(from, 'text');
    scan.quote = unit;
    scan.at++;
    return parent;
  }
  const header = scan.flow ? undefined : scan.match(BLOCK_HEADER);
  if (header) {
    scan.token(from, 'mark');
    scan.at += header.length;
    scan.block = Math.max(0, parent);
    return parent;
  }
  if (unit === '&' || unit === '*' || unit === '!') {
    scan.token(from, 'keyword');
    scan.at += /^\S+/.exec(scan.line.slice(from))?.[0].length ?? 1;
    return parent;
  }
  scan.plain();
  return parent;
}
