import type { Range } from '../../text/range.ts';
import { withoutAnchors } from './anchors.ts';
import { columnOf, type EditDocument, type Path, styleOf } from './document.ts';
import { describePath, findCollection } from './find.ts';
import { EditRefused } from './refusal.ts';
import { isBlankBetween } from './scan.ts';
import { narrow, type TextEdit } from './text-edit.ts';
import { flowUnitsOf, gapBehind, hasBlankLine, type Unit, unitsOf } from './units.ts';

/**
 * Moves an item of a list so that it stands at index `to`. The items take their comments along; commas, blank
 * lines and what else stands between items stays between items.
 */
export function moveItem(document: EditDocument, path: Path, from: number, to: number): TextEdit[] {
  const { text } = document;
  const units = unitsOfList(document, path);
  if (units[from] === undefined || units[to] === undefined) throw noItem(path, from);
  const order = units.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const parts: string[] = [];
  for (let slot = first; slot <= last; slot++) {
    const unit = units[order[slot] ?? slot];
    const here = units[slot];
    const next = units[slot + 1];
    if (unit === undefined || here === undefined) continue;
    parts.push(text.slice(unit.start, unit.end));
    if (slot < last && next !== undefined) {
      const gap = text.slice(here.end, next.start);
      parts.push('isOpen' in unit ? gapBehind(unit, gap) : gap);
    }
  }
  const range = { start: units[first]?.start ?? 0, end: units[last]?.end ?? 0 };
  if (from !== to) withoutAnchors(document, range, 'moved');
  return narrow(text, { range, text: parts.join('') });
}

/** Writes an item a second time, right behind itself. */
export function duplicateItem(document: EditDocument, path: Path, index: number): TextEdit[] {
  const { text } = document;
  const { node } = findCollection(document, path);
  const units = unitsOfList(document, path);
  const unit = units[index];
  if (unit === undefined || node.kind !== 'seq') throw noItem(path, index);
  withoutAnchors(document, unit, 'duplicated');
  const copy = text.slice(unit.start, unit.end);
  const at = { start: unit.end, end: unit.end };
  if (node.flow) {
    const isTall = !isBlankBetween(text, node.range.start + 1, units[0]?.start ?? 0);
    const { eol } = styleOf(document);
    const gap = isTall ? eol + ' '.repeat(columnOf(text, unit.start)) : ' ';
    return [{ range: at, text: `,${gap}${copy}` }];
  }
  const { eol } = styleOf(document);
  const blocks = unitsOf(document, node);
  const [left, right] = index + 1 < blocks.length ? blocks.slice(index) : blocks.slice(-2);
  const isApart = left !== undefined && right !== undefined && hasBlankLine(text, left, right);
  const space = ' '.repeat(columnOf(text, blocks[0]?.body ?? 0));
  const gap = gapBehind(blocks[index], isApart ? eol + eol : eol);
  return [{ range: at, text: gap + space + copy }];
}

function unitsOfList(document: EditDocument, path: Path): readonly (Range | Unit)[] {
  const { node } = findCollection(document, path);
  if (node.kind !== 'seq') {
    const reason = `What stands at ${describePath(path)} is no list.`;
    throw new EditRefused('not-a-collection', reason, node.range);
  }
  return node.flow ? flowUnitsOf(document, node) : unitsOf(document, node);
}

function noItem(path: Path, index: number): EditRefused {
  return new EditRefused('no-such-value', `${describePath(path)} has no item ${index + 1}.`);
}
