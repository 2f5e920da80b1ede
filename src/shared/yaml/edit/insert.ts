import { columnOf, type EditDocument, type Path, type PlainInput, styleOf } from './document.ts';
import { type Collection, describePath, type Found, findCollection, sizeOf } from './find.ts';
import { insertFlow } from './insert-flow.ts';
import { entryLines, indent, itemLines } from './print-value.ts';
import { EditRefused } from './refusal.ts';
import { writeValue } from './replace-value.ts';
import type { TextEdit } from './text-edit.ts';
import { gapBehind, hasBlankLine, unitsOf } from './units.ts';

/** Puts an item into a list before the one at `index`, or at its end. */
export function insertItem(
  document: EditDocument,
  path: Path,
  index: number,
  value: PlainInput,
): TextEdit[] {
  const found = findCollection(document, path);
  const { node } = found;
  if (isEmptySlot(found)) return writeValue(document, found, [value]);
  if (node.kind !== 'seq') throw notA('list', path);
  const at = Math.max(0, Math.min(index, node.items.length));
  if (node.flow) return insertFlow(document, node, at, { value });
  return insertLines(document, node, at, itemLines(value, styleOf(document)));
}

/** Adds a property to a mapping: behind those that come before it in `order`, else at the end. */
export function insertProperty(
  document: EditDocument,
  found: Found,
  key: string,
  value: PlainInput,
  order: readonly string[] = [],
): TextEdit[] {
  const { node } = found;
  if (isEmptySlot(found)) return writeValue(document, found, { [key]: value });
  if (node.kind !== 'map') throw notA('mapping', []);
  const keys = node.entries.map((entry) => entry.key.text);
  const at = placeIn(keys, key, order);
  if (node.flow) return insertFlow(document, node, at, { key, value });
  return insertLines(document, node, at, entryLines(key, value, styleOf(document)));
}

/** Where a key goes among others, by an order in which both may be listed. */
function placeIn(keys: readonly string[], key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  if (rank < 0) return keys.length;
  const ranks = keys.map((each) => order.indexOf(each));
  const before = ranks.findLastIndex((each) => each >= 0 && each < rank);
  if (before >= 0) return before + 1;
  const after = ranks.findIndex((each) => each > rank);
  return after < 0 ? keys.length : after;
}

/** Nothing yet, or empty brackets where block style can stand instead. */
function isEmptySlot({ node, inFlow }: Found): boolean {
  if (node.kind === 'scalar') return node.type === 'null' && node.text === '' && !inFlow;
  return node.flow && !inFlow && sizeOf(node) === 0;
}

/** Puts lines, of which those behind the first are relative to it, into a collection in block style. */
export function insertLines(
  document: EditDocument,
  collection: Collection,
  index: number,
  lines: readonly string[],
): TextEdit[] {
  const { text } = document;
  const { eol } = styleOf(document);
  const units = unitsOf(document, collection);
  const [first, second] = units;
  if (first === undefined) return [];
  const column = columnOf(text, first.body);
  const [head = '', ...rest] = lines;
  const written = [head, ...indent(rest, column)].join(eol);
  const space = ' '.repeat(column);
  const before = units[index - 1];
  const after = units[index];
  const [left, right] =
    before && after ? [before, after] : before ? units.slice(-2) : [first, second];
  // Items that blank lines keep apart stay apart.
  const isApart =
    collection.kind === 'seq' &&
    left !== undefined &&
    right !== undefined &&
    hasBlankLine(text, left, right);
  const gap = isApart ? eol + eol : eol;
  if (before === undefined) {
    return [{ range: { start: first.start, end: first.start }, text: written + gap + space }];
  }
  return [
    {
      range: { start: before.end, end: before.end },
      text: gapBehind(before, gap) + space + written,
    },
  ];
}

function notA(what: string, path: Path): EditRefused {
  return new EditRefused('not-a-collection', `What stands at ${describePath(path)} is no ${what}.`);
}
