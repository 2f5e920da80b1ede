import type { PlainInput } from './document.ts';
import { columnOf, type EditDocument, lineStart, styleOf } from './document.ts';
import { type Collection, sizeOf } from './find.ts';
import { indent, writeFlow, writeFlowEntry, writeTall, writeTallEntry } from './print-value.ts';
import { skipBlanks, skipTrivia } from './scan.ts';
import type { TextEdit } from './text-edit.ts';
import { flowUnitsOf } from './units.ts';

/** What is put into a flow collection: an item, or with a key an entry. */
export interface Addition {
  readonly key?: string;
  readonly value: PlainInput;
}

/** Puts an entry or item into brackets, on a line of its own where its neighbours have one. */
export function insertFlow(
  document: EditDocument,
  collection: Collection,
  index: number,
  addition: Addition,
): TextEdit[] {
  const { text } = document;
  const units = flowUnitsOf(document, collection);
  const [first] = units;
  if (first === undefined || sizeOf(collection) === 0)
    return fillEmpty(document, collection, addition);
  const isTall = text.slice(collection.range.start, first.start).includes('\n');
  const column = columnOf(text, first.start);
  const separator = isTall ? styleOf(document).eol + ' '.repeat(column) : ' ';
  const written = write(document, addition, isTall, column);
  const next = units[index];
  if (next !== undefined) {
    return [{ range: { start: next.start, end: next.start }, text: `${written},${separator}` }];
  }
  const { end } = units.at(-1) ?? first;
  const comma = skipTrivia(text, end);
  // A list may end with a comma (in YAML): the new item goes behind it and gets none.
  const at = text[comma] === ',' ? comma + 1 : end;
  return [
    { range: { start: at, end: at }, text: `${at === end ? ',' : ''}${separator}${written}` },
  ];
}

/** JSON files stand on many lines: what was empty opens up when its surroundings are written so. */
function fillEmpty(document: EditDocument, collection: Collection, addition: Addition): TextEdit[] {
  const { text } = document;
  const { start, end } = collection.range;
  const [open, close] = collection.kind === 'map' ? ['{', '}'] : ['[', ']'];
  const { json, eol, indent: step } = styleOf(document);
  const inner = text.slice(start + 1, end - 1);
  if (inner.includes('#')) {
    // A comment runs to the end of its line, so the value comes before it.
    const at = start + 1;
    return [{ range: { start: at, end: at }, text: `${write(document, addition, false, 0)} ` }];
  }
  const isTall = json && text.includes('\n');
  if (!isTall) {
    const written = write(document, addition, false, 0);
    return [{ range: { start, end }, text: open + written + close }];
  }
  const line = lineStart(text, start);
  const column = skipBlanks(text, line) - line;
  const written = write(document, addition, true, column + step);
  const space = ' '.repeat(column + step);
  const lines = [open, space + written, ' '.repeat(column) + close];
  return [{ range: { start, end }, text: lines.join(eol) }];
}

function write(
  document: EditDocument,
  addition: Addition,
  isTall: boolean,
  column: number,
): string {
  const style = styleOf(document);
  const { key, value } = addition;
  if (!isTall || !style.json) {
    return key === undefined ? writeFlow(value, style) : writeFlowEntry(key, value, style);
  }
  const [first = '', ...rest] =
    key === undefined ? writeTall(value, style) : writeTallEntry(key, value, style);
  return [first, ...indent(rest, column)].join(style.eol);
}

/** A value that replaces another in brackets, at the column of its line. */
export function writeInFlow(document: EditDocument, value: PlainInput, offset: number): string {
  const style = styleOf(document);
  if (!style.json || !document.text.includes('\n')) return writeFlow(value, style);
  const line = lineStart(document.text, offset);
  const column = skipBlanks(document.text, line) - line;
  const [first = '', ...rest] = writeTall(value, style);
  return [first, ...indent(rest, column)].join(style.eol);
}
