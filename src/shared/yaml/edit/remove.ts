import type { Range } from '../../text/range.ts';
import { keepAnchors } from './anchors.ts';
import {
  afterBreak,
  beforeBreak,
  type EditDocument,
  lineEnd,
  lineStart,
  type Path,
} from './document.ts';
import { type Collection, describePath, find, findCollection, sizeOf } from './find.ts';
import { EditRefused } from './refusal.ts';
import { isLineDone, skipBlanks, skipTrivia } from './scan.ts';
import type { TextEdit } from './text-edit.ts';
import { flowUnitsOf, type Unit, unitsOf } from './units.ts';
import { valueSlot } from './value-slot.ts';

/**
 * Takes a property or an item away, with the comments that belong to it. What becomes empty stays a mapping or
 * a list: `{}` or `[]`.
 */
export function removeAt(document: EditDocument, path: Path): TextEdit[] {
  const found = find(document, path);
  if (found?.slot === undefined) {
    throw new EditRefused('no-such-value', `There is nothing to remove at ${describePath(path)}.`);
  }
  const { parent, index } = found.slot;
  const edits = parent.flow
    ? removeFromFlow(document, parent, index)
    : sizeOf(parent) === 1
      ? emptyBlock(document, path.slice(0, -1), parent)
      : removeUnit(document.text, unitsOf(document, parent), index);
  for (const { range } of edits) keepAnchors(document, range);
  return edits;
}

function removeUnit(text: string, units: readonly Unit[], index: number): TextEdit[] {
  const unit = units[index];
  if (unit === undefined) return [];
  const { start, end } = unit.isHead
    ? headRange(text, unit, units[1])
    : lineRange(text, unit, units[index - 1]);
  return [{ range: { start, end }, text: '' }];
}

/** The lines of a unit with one of the two line breaks around them. */
function lineRange(text: string, unit: Unit, before: Unit | undefined): Range {
  const start = lineStart(text, unit.start);
  const end = afterBreak(text, unit.end);
  // Blank lines behind would become part of the text before.
  if (before?.isOpen === true) return { start, end: afterBlankLines(text, end) };
  // The last line of a file may have no line break; then the line before loses its own.
  return end === unit.end ? { start: beforeBreak(text, start), end } : { start, end };
}

function afterBlankLines(text: string, offset: number): number {
  let at = offset;
  for (let line = at; line < text.length; at = line) {
    const next = afterBreak(text, skipBlanks(text, line));
    if (next === skipBlanks(text, line)) return at;
    line = next;
  }
  return at;
}

/** The next unit takes the place behind the dash, unless blank lines or comments stand before it. */
function headRange(text: string, unit: Unit, next: Unit | undefined): Range {
  if (next !== undefined) {
    const line = afterBreak(text, unit.end);
    if (skipBlanks(text, line) === next.body) return { start: unit.start, end: next.body };
  }
  let start = unit.start;
  while (text[start - 1] === ' ') start--;
  return { start, end: unit.end };
}

function emptyBlock(document: EditDocument, path: Path, collection: Collection): TextEdit[] {
  const { text } = document;
  const brackets = collection.kind === 'map' ? '{}' : '[]';
  const slot = valueSlot(document, findCollection(document, path));
  const { at, value } = slot;
  if (slot.kind === 'root') return [{ range: value, text: brackets }];
  if (lineStart(text, value.start) <= at) return [{ range: value, text: brackets }];
  if (isLineDone(text, at)) return [{ range: { start: at, end: value.end }, text: ` ${brackets}` }];
  return [
    { range: { start: at, end: at }, text: ` ${brackets}` },
    { range: { start: lineEnd(text, at), end: value.end }, text: '' },
  ];
}

function removeFromFlow(document: EditDocument, collection: Collection, index: number): TextEdit[] {
  const { text } = document;
  const units = flowUnitsOf(document, collection);
  const unit = units[index];
  if (unit === undefined) return [];
  const [previous, next] = [units[index - 1], units[index + 1]];
  const { start, end } = collection.range;
  if (previous === undefined && next === undefined) {
    const hasComment = text.slice(start, end).includes('#');
    if (!hasComment) return [{ range: { start: start + 1, end: end - 1 }, text: '' }];
    const comma = skipTrivia(text, unit.end);
    const until = text[comma] === ',' ? comma + 1 : unit.end;
    return [{ range: { start: unit.start, end: until }, text: '' }];
  }
  if (next === undefined && previous !== undefined) {
    const between = text.slice(previous.end, unit.start);
    if (!between.includes('#'))
      return [{ range: { start: previous.end, end: unit.end }, text: '' }];
    // The comma before may stay: YAML allows one at the end.
    return [{ range: unit, text: '' }];
  }
  const comma = skipTrivia(text, unit.end) + 1;
  const until = next === undefined ? unit.end : endBehindComma(text, comma, next.start);
  return [{ range: { start: unit.start, end: until }, text: '' }];
}

/** Behind a comma, its blanks and, when only blanks are there, the line break up to the next item. */
function endBehindComma(text: string, comma: number, next: number): number {
  return text.slice(comma, next).includes('#') ? comma : next;
}
