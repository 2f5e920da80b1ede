import type { PathSegment } from '../../text/diagnostic.ts';
import type { Node } from '../nodes.ts';

/** What an edit needs of a document: its text and the nodes of that very text. */
export interface EditDocument {
  readonly text: string;
  readonly root?: Node | undefined;
  /** JSON stays JSON: no comments, no plain texts. Default: YAML. */
  readonly format?: 'yaml' | 'json' | undefined;
}

/** Data that can be written into a document. Properties that are undefined are left out. */
export type PlainInput =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly PlainInput[]
  | { readonly [key: string]: PlainInput | undefined };

export type Path = readonly PathSegment[];

/** How a document is written, so that what is added looks like what is there. */
export interface WritingStyle {
  readonly json: boolean;
  readonly eol: string;
  /** Columns that a mapping in a mapping is indented by. */
  readonly indent: number;
  /** Columns that a list in a mapping is indented by; 0 is common. */
  readonly listIndent: number;
  readonly quote: '"' | "'";
}

const styles = new WeakMap<Node, WritingStyle>();

/** The style of a document, found from its first indented mapping, list and quoted text. */
export function styleOf(document: EditDocument): WritingStyle {
  const known = document.root && styles.get(document.root);
  if (known !== undefined) return known;
  const style = detect(document);
  if (document.root !== undefined) styles.set(document.root, style);
  return style;
}

function detect({ text, root, format }: EditDocument): WritingStyle {
  const found: { indent?: number; listIndent?: number; quote?: '"' | "'" } = {};
  const stack: Node[] = root === undefined ? [] : [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.indent && found.listIndent !== undefined && found.quote) break;
    if (node.kind === 'scalar') {
      if (node.style === 'double') found.quote ??= '"';
      if (node.style === 'single') found.quote ??= "'";
    } else if (node.kind === 'seq') {
      stack.push(...node.items.toReversed());
    } else {
      const column = columnOf(text, node.range.start);
      for (const { value } of node.entries) {
        if (node.flow === true || value.alias !== undefined) continue;
        if (value.kind === 'scalar' || (value.flow && format !== 'json')) continue;
        const inner = columnOf(text, value.range.start) - column;
        if (value.kind === 'map' && inner > 0) found.indent ??= inner;
        if (value.kind === 'seq' && inner >= 0) found.listIndent ??= inner;
      }
      stack.push(...node.entries.map((entry) => entry.value).toReversed());
    }
  }
  const indent = found.indent ?? (found.listIndent || jsonIndent(text, format) || 2);
  return {
    json: format === 'json',
    eol: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    indent,
    listIndent: found.listIndent ?? 2,
    quote: found.quote ?? '"',
  };
}

function jsonIndent(text: string, format: string | undefined): number | undefined {
  if (format !== 'json') return undefined;
  return /^[\uFEFF\s]*[{[][ \t]*(?:\r\n|\n)( +)\S/.exec(text)?.[1]?.length;
}

/** How many units stand before `offset` in its line; a byte order mark is none. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Where the line of `offset` begins, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at === 0 && text.charCodeAt(0) === 0xfeff ? 1 : at;
}

/** Where the line of `offset` ends, its line break excluded. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Where the next line begins when a line break stands at `offset`, else `offset`. */
export function afterBreak(text: string, offset: number): number {
  if (text[offset] === '\r' && text[offset + 1] === '\n') return offset + 2;
  return isBreak(text.charCodeAt(offset)) ? offset + 1 : offset;
}

/** Where the line before ends, when `offset` is the beginning of a line. */
export function beforeBreak(text: string, offset: number): number {
  if (text[offset - 1] === '\n' && text[offset - 2] === '\r') return offset - 2;
  return isBreak(text.charCodeAt(offset - 1)) ? offset - 1 : offset;
}

export function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}
