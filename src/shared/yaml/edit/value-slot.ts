import type { Range } from '../../text/range.ts';
import { type Node, placeOf } from '../nodes.ts';
import { columnOf, type EditDocument, lineStart } from './document.ts';
import type { Found } from './find.ts';
import { EditRefused } from './refusal.ts';
import { skipProperties, skipTrivia } from './scan.ts';
import { unitsOf } from './units.ts';

/** Where a value is written. */
export interface ValueSlot {
  /** Behind the colon, the dash or the bracket before the value, and behind its anchor. */
  readonly at: number;
  /** The value itself, with the comments inside of a block collection; empty for a null without text. */
  readonly value: Range;
  /** The column of the key or dash: what is written on lines of its own stands deeper. */
  readonly column: number;
  readonly kind: 'entry' | 'item' | 'root';
  /** A block collection on lines of its own. */
  readonly isBlock: boolean;
}

/** The slot of a value that stands in a block collection, or of the root. */
export function valueSlot(document: EditDocument, found: Found): ValueSlot {
  const { text } = document;
  const { node, slot } = found;
  const isBlock = node.kind !== 'scalar' && !node.flow && node.alias === undefined;
  if (slot === undefined) {
    const value = isBlock ? blockRange(document, node) : node.range;
    return { at: value.start, value, column: 0, kind: 'root', isBlock };
  }
  const { parent, index } = slot;
  const unit = unitsOf(document, parent)[index];
  const entry = parent.kind === 'map' ? parent.entries[index] : undefined;
  const body = unit?.body ?? parent.range.start;
  const marker = entry === undefined ? body : skipTrivia(text, entry.key.range.end);
  if (text[marker] !== (entry === undefined ? '-' : ':')) {
    throw new EditRefused(
      'complex-key',
      'This entry has no colon. Edit it as text.',
      placeOf(node),
    );
  }
  const afterProperties = skipProperties(text, marker + 1);
  const properties = text.slice(marker + 1, afterProperties);
  if (/(?:^|\s)!/.test(properties)) {
    const reason = 'This value has a tag (!) that says what it is. Edit it as text.';
    throw new EditRefused('tagged-value', reason, { start: marker + 1, end: afterProperties });
  }
  const place = placeOf(node);
  const isEmpty =
    place.end <= afterProperties ||
    (node.kind === 'scalar' && node.type === 'null' && node.text === '');
  const value = isBlock
    ? { start: blockRange(document, node).start, end: unit?.end ?? node.range.end }
    : isEmpty
      ? { start: afterProperties, end: afterProperties }
      : { start: place.start, end: Math.min(place.end, text.length) };
  return {
    at: afterProperties,
    value,
    column: columnOf(text, body),
    kind: entry === undefined ? 'item' : 'entry',
    isBlock,
  };
}

function blockRange(document: EditDocument, node: Node): Range {
  const units = node.kind === 'scalar' ? [] : unitsOf(document, node);
  const [first] = units;
  if (first === undefined) return node.range;
  const start = first.isHead ? first.start : lineStart(document.text, first.start);
  return { start, end: units.at(-1)?.end ?? node.range.end };
}
