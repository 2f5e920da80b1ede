import type { Range } from '../text/range.ts';
import type { ScalarNode } from './nodes.ts';

/**
 * Where each UTF-16 unit of a scalar's decoded text stands in the source. A folded line break, an
 * escape or a doubled quote makes the two differ, so `range.start + offset` would be wrong.
 */
interface ScalarMap {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const maps = new WeakMap<ScalarNode, ScalarMap>();

/** The place in the source of `text.slice(start, end)` of a scalar. */
export function sourceRange(node: ScalarNode, start: number, end: number): Range {
  const length = node.text.length;
  const from = Math.max(0, Math.min(start, length));
  const to = Math.max(from, Math.min(end, length));
  if (node.style === 'plain' && node.range.end - node.range.start === length) {
    return { start: node.range.start + from, end: node.range.start + to };
  }
  const map = mapOf(node);
  if (length === 0) {
    const inside = Math.min(node.range.start + 1, node.range.end);
    return { start: inside, end: inside };
  }
  if (to > from) return { start: map.starts[from] ?? 0, end: map.ends[to - 1] ?? 0 };
  const at = from < length ? (map.starts[from] ?? 0) : (map.ends[length - 1] ?? 0);
  return { start: at, end: at };
}

/** The offset in the decoded text of a place in the source; places between units go to the next one. */
export function decodedOffset(node: ScalarNode, offset: number): number {
  const { ends } = mapOf(node);
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mapOf(node: ScalarNode): ScalarMap {
  let map = maps.get(node);
  if (map === undefined) {
    map = build(node);
    maps.set(node, map);
  }
  return map;
}

function build(node: ScalarNode): ScalarMap {
  const source = node.source.text;
  const builder = new MapBuilder(node.text);
  if (node.style === 'literal' || node.style === 'folded') mapBlock(builder, source, node.range);
  else mapFlow(builder, source, node);
  return builder.finish(node.range);
}

/** Collects the places of the decoded units and notices when the two texts drift apart. */
class MapBuilder {
  readonly decoded: string;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  length = 0;
  failed = false;

  constructor(decoded: string) {
    this.decoded = decoded;
    this.#starts = new Uint32Array(decoded.length);
    this.#ends = new Uint32Array(decoded.length);
  }

  add(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i++) {
      if (this.decoded.charCodeAt(this.length) !== text.charCodeAt(i)) this.failed = true;
      if (this.length >= this.decoded.length) return;
      this.#starts[this.length] = start;
      this.#ends[this.length] = end;
      this.length++;
    }
  }

  finish(range: Range): ScalarMap {
    // A scalar with a syntax error may not follow the rules; then its units are spread over its range.
    if (this.failed || this.length < this.decoded.length) {
      for (let i = this.failed ? 0 : this.length; i < this.decoded.length; i++) {
        this.#starts[i] = Math.min(range.start + i, range.end);
        this.#ends[i] = Math.min(range.start + i + 1, range.end);
      }
    }
    return { starts: this.#starts, ends: this.#ends };
  }
}

/** Length of the line break at `at`: 0 where there is none. */
function breakLength(source: string, at: number): 0 | 1 | 2 {
  const unit = source.charCodeAt(at);
  if (unit === 10) return 1;
  if (unit === 13) return source.charCodeAt(at + 1) === 10 ? 2 : 1;
  return 0;
}

/**
 * Block scalars (YAML 1.2 §8.1): their decoded text is a subsequence of the source in which a line
 * break may stand as a space or not at all, so both are walked side by side.
 */
function mapBlock(builder: MapBuilder, source: string, range: Range): void {
  const { decoded } = builder;
  let at = range.start;
  while (at < range.end && breakLength(source, at) === 0) at++;
  at += breakLength(source, at);
  const indent = blockIndent(source, at, range.end, decoded);
  at = skipIndent(source, at, indent);
  while (builder.length < decoded.length) {
    if (at >= range.end && builder.decoded[builder.length] !== '\n') break;
    const unit = decoded.charAt(builder.length);
    const lineBreak = at < source.length ? breakLength(source, at) : 0;
    if (lineBreak === 0) {
      if (at >= range.end) {
        // The last line of a file without a final line break.
        builder.add(unit, range.end, range.end);
        continue;
      }
      if (source.charAt(at) !== unit) {
        builder.failed = true;
        return;
      }
      builder.add(unit, at, at + 1);
      at++;
      continue;
    }
    if (unit === '\n' || unit === ' ') builder.add(unit, at, at + lineBreak);
    at = skipIndent(source, at + lineBreak, indent);
  }
}

/** How far the content of a block scalar is indented, from its first line that is not blank. */
function blockIndent(source: string, start: number, end: number, decoded: string): number {
  let at = start;
  while (at < end) {
    let spaces = 0;
    while (source.charCodeAt(at + spaces) === 32) spaces++;
    const lineBreak = breakLength(source, at + spaces);
    if (lineBreak === 0) return spaces - leadingSpaces(decoded);
    at += spaces + lineBreak;
  }
  return 0;
}

/** The spaces that the first line with anything else begins with. */
function leadingSpaces(decoded: string): number {
  let at = 0;
  for (;;) {
    let spaces = 0;
    while (decoded.charCodeAt(at + spaces) === 32) spaces++;
    if (decoded.charCodeAt(at + spaces) !== 10) return spaces;
    at += spaces + 1;
  }
}

function skipIndent(source: string, start: number, indent: number): number {
  let at = start;
  while (at < start + indent && source.charCodeAt(at) === 32) at++;
  return at;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Plain and quoted scalars with line folding (YAML 1.2 §7.3) and the escapes of §5.7. */
function mapFlow(builder: MapBuilder, source: string, node: ScalarNode): void {
  const quote = node.style === 'double' ? '"' : node.style === 'single' ? "'" : '';
  let at = node.range.start + quote.length;
  const end = node.range.end - (quote !== '' && source[node.range.end - 1] === quote ? 1 : 0);
  while (at < end) {
    const unit = source.charAt(at);
    if (unit === ' ' || unit === '\t' || unit === '\n' || unit === '\r') {
      at = mapSpace(builder, source, at, end);
    } else if (quote === "'" && unit === "'") {
      builder.add("'", at, at + 2);
      at += 2;
    } else if (quote === '"' && unit === '\\') {
      at = mapEscape(builder, source, at);
    } else {
      builder.add(unit, at, at + 1);
      at++;
    }
  }
}

/** Spaces stand for themselves inside a line; around line breaks they vanish and the breaks fold. */
function mapSpace(builder: MapBuilder, source: string, start: number, end: number): number {
  let at = start;
  let firstBreak = -1;
  let breaks = 0;
  while (at < end) {
    const lineBreak = breakLength(source, at);
    if (lineBreak > 0) {
      if (firstBreak < 0) firstBreak = at;
      breaks++;
      at += lineBreak;
    } else if (source[at] === ' ' || source[at] === '\t') at++;
    else break;
  }
  if (breaks === 0) {
    for (let i = start; i < at; i++) builder.add(source.charAt(i), i, i + 1);
  } else if (breaks === 1) builder.add(' ', start, at);
  else builder.add('\n'.repeat(breaks - 1), firstBreak, at);
  return at;
}

function mapEscape(builder: MapBuilder, source: string, start: number): number {
  const letter = source.charAt(start + 1);
  const lineBreak = breakLength(source, start + 1);
  if (lineBreak > 0) {
    // An escaped line break joins the lines; the next line's indentation vanishes with it.
    let at = start + 1 + lineBreak;
    while (source[at] === ' ' || source[at] === '\t') at++;
    return at;
  }
  const digits = ESCAPE_DIGITS[letter];
  if (digits !== undefined) {
    const end = start + 2 + digits;
    const code = Number.parseInt(source.slice(start + 2, end), 16);
    if (!(code >= 0 && code <= 0x10ffff)) builder.failed = true;
    else builder.add(String.fromCodePoint(code), start, end);
    return end;
  }
  builder.add(ESCAPES[letter] ?? letter, start, start + 2);
  return start + 2;
}
