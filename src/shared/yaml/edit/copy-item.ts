import {
  afterBreak,
  columnOf,
  type EditDocument,
  lineEnd,
  lineStart,
  type Path,
} from './document.ts';
import { describePath, findCollection } from './find.ts';
import { insertLines } from './insert.ts';
import { EditRefused } from './refusal.ts';
import { skipBlanks } from './scan.ts';
import type { TextEdit } from './text-edit.ts';
import { flowUnitsOf, unitsOf } from './units.ts';

/**
 * An item of a list as it is written, with the comments that belong to it, moved to the left edge: a list of one
 * item in block style, or the value itself out of brackets.
 */
export function itemText(document: EditDocument, path: Path, index: number): string {
  const { node } = findCollection(document, path);
  if (node.kind !== 'seq') throw noItem(path, index);
  const { text } = document;
  if (node.flow) {
    const unit = flowUnitsOf(document, node)[index];
    if (!unit) throw noItem(path, index);
    const line = lineStart(text, unit.start);
    return lines(text, unit.start, unit.end, skipBlanks(text, line) - line).join('\n');
  }
  const unit = unitsOf(document, node)[index];
  if (!unit) throw noItem(path, index);
  return lines(text, unit.start, unit.end, columnOf(text, unit.body)).join('\n');
}

/** The items of a list in block style that is a document of its own, each as lines with its comments. */
export function itemsAsLines(document: EditDocument): readonly (readonly string[])[] {
  const { root, text } = document;
  if (root?.kind !== 'seq' || root.flow) return [];
  return unitsOf(document, root).map((unit, index) => {
    // What is written above the first item is about it: there is nothing else.
    const start = index === 0 ? 0 : unit.start;
    return lines(text, start, unit.end, columnOf(text, unit.body));
  });
}

/** Puts lines of text into a list in block style, as one item. */
export function insertItemLines(
  document: EditDocument,
  path: Path,
  index: number,
  item: readonly string[],
): TextEdit[] {
  const { node } = findCollection(document, path);
  if (node.kind !== 'seq' || node.flow || node.items.length === 0) throw noItem(path, index);
  return insertLines(document, node, Math.max(0, Math.min(index, node.items.length)), item);
}

/** The lines of a range without the indentation that the list gives them. */
function lines(text: string, start: number, end: number, column: number): string[] {
  const found: string[] = [];
  for (let at = start; ; ) {
    const stop = Math.min(end, lineEnd(text, at));
    const own = text.slice(at, stop);
    found.push(at === start ? own.trimStart() : own.replace(new RegExp(`^ {0,${column}}`), ''));
    const next = afterBreak(text, stop);
    if (stop >= end || next === stop) return found;
    at = next;
  }
}

function noItem(path: Path, index: number): EditRefused {
  return new EditRefused('no-such-value', `${describePath(path)} has no item ${index + 1}.`);
}
