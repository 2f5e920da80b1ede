import type { ScalarNode } from '../nodes.ts';
import { parseDocument } from '../parse.ts';
import { sourceRange } from '../scalar-map.ts';
import { columnOf, type EditDocument, lineStart, styleOf } from './document.ts';
import {
  doubleQuoted,
  escapeDouble,
  isPlainText,
  literalLines,
  quoted,
  singleQuoted,
} from './scalar-text.ts';

/**
 * The source of a scalar that now holds another text, in its style where that can express it. First only the part
 * that differs is written anew, so that folding and escapes elsewhere stay; each attempt is read back.
 */
export function replaceText(
  document: EditDocument,
  node: ScalarNode,
  text: string,
  inFlow: boolean,
): string {
  const { json, quote } = styleOf(document);
  for (const attempt of attempts(document, node, text, inFlow)) {
    if (attempt === undefined || !readsAs(attempt, text, inFlow, json)) continue;
    // Spliced plain text may have become what older readers take for a number or a boolean.
    if (attempt === text && !json && !isPlainText(text, inFlow)) continue;
    return attempt;
  }
  return json ? doubleQuoted(text, true) : quoted(text, quote);
}

function* attempts(
  document: EditDocument,
  node: ScalarNode,
  text: string,
  inFlow: boolean,
): Iterable<string | undefined> {
  const { json, quote, eol } = styleOf(document);
  if (node.type === 'string' && node.text !== '') yield splice(document, node, text);
  if (json) return;
  switch (node.style) {
    case 'single':
      yield text.includes('\n') && !inFlow ? literal(document, node, text, eol) : undefined;
      yield singleQuoted(text);
      break;
    case 'double':
      yield doubleQuoted(text);
      break;
    case 'literal':
    case 'folded':
      yield literal(document, node, text, eol);
      if (isPlainText(text, inFlow)) yield text;
      break;
    case 'plain':
      if (isPlainText(text, inFlow)) yield text;
      if (!inFlow) yield literal(document, node, text, eol);
      yield quoted(text, quote);
  }
}

/** The scalar with only the differing part of its text replaced. */
function splice(document: EditDocument, node: ScalarNode, text: string): string | undefined {
  const [head, tail] = common(node.text, text);
  const middle = text.slice(head, text.length - tail);
  const place = sourceRange(node, head, node.text.length - tail);
  const written = writeMiddle(document, node, middle);
  if (written === undefined) return undefined;
  const source = document.text;
  const end = Math.min(node.range.end, source.length);
  return source.slice(node.range.start, place.start) + written + source.slice(place.end, end);
}

/** How many units both texts begin and end with; never the half of a pair. */
function common(before: string, after: string): [head: number, tail: number] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  if (head > 0 && /[\ud800-\udbff]/.test(before[head - 1] ?? '')) head--;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (tail > 0 && /[\udc00-\udfff]/.test(before.at(-tail) ?? '')) tail--;
  return [head, tail];
}

function writeMiddle(document: EditDocument, node: ScalarNode, middle: string): string | undefined {
  const { json, eol } = styleOf(document);
  switch (node.style) {
    case 'double':
      return escapeDouble(middle, json);
    case 'single':
      return singleQuoted(middle)?.slice(1, -1);
    case 'literal':
      return middle.replaceAll('\n', eol + ' '.repeat(contentColumn(document, node)));
    default:
      return middle.includes('\n') ? undefined : middle;
  }
}

/** The column of a block scalar's lines; of lines that are still to be written, where they would stand. */
function contentColumn(document: EditDocument, node: ScalarNode): number {
  const { text } = document;
  const { indent } = styleOf(document);
  if (node.style === 'literal' || node.style === 'folded') {
    const first = node.text.search(/[^\n]/);
    if (first >= 0) return columnOf(text, sourceRange(node, first, first + 1).start);
  }
  // Deeper than what begins the line, with the dashes before a key.
  const start = lineStart(text, node.range.start);
  const prefix = /^(?:[ ]|-(?=\s))*/.exec(text.slice(start, node.range.start))?.[0] ?? '';
  const isItem = prefix.length === node.range.start - start;
  return isItem ? Math.max(1, prefix.length) : prefix.length + indent;
}

function literal(
  document: EditDocument,
  node: ScalarNode,
  text: string,
  eol: string,
): string | undefined {
  const written = literalLines(text, node.style === 'literal');
  if (written === undefined) return undefined;
  const space = ' '.repeat(contentColumn(document, node));
  const old = document.text.slice(node.range.start, Math.min(node.range.end, document.text.length));
  // The comment of a header stays; the line break behind the last line belongs to the file.
  const comment =
    node.style === 'literal' ? (/^\|[^#\r\n]*?([ \t]+#[^\r\n]*)/.exec(old)?.[1] ?? '') : '';
  const end =
    /[\r\n]$/.test(old) && (node.style === 'literal' || node.style === 'folded') ? eol : '';
  const lines = written.lines.map((line) => (line === '' ? '' : space + line));
  return [written.header + comment, ...lines].join(eol) + end;
}

/** True when the source of a scalar, standing somewhere else, holds exactly that text. */
function readsAs(source: string, text: string, inFlow: boolean, json: boolean): boolean {
  if (json) {
    try {
      return JSON.parse(source) === text;
    } catch {
      return false;
    }
  }
  const isBlock = /^[|>]/.test(source);
  // An indentation that is given as a number counts from a parent that is missing here.
  if (isBlock && /^[|>][-+]?\d|^[|>]\d/.test(source)) return false;
  const { root, diagnostics } = parseDocument(inFlow ? `[${source}]` : `x: ${source}\nz: 1`);
  if (diagnostics.length > 0) return false;
  const node =
    root?.kind === 'seq' && root.items.length === 1
      ? root.items[0]
      : root?.kind === 'map' && root.entries.length === 2
        ? root.entries[0]?.value
        : undefined;
  return node?.kind === 'scalar' && node.type === 'string' && node.text === text;
}
