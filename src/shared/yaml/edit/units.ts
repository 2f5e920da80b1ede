import type { Range } from '../../text/range.ts';
import { type Node, placeOf } from '../nodes.ts';
import {
  afterBreak,
  beforeBreak,
  columnOf,
  type EditDocument,
  isBreak,
  lineEnd,
  lineStart,
} from './document.ts';
import { type Collection, childAt, sizeOf } from './find.ts';
import { EditRefused } from './refusal.ts';
import { isBlankBetween, skipBlanks, skipProperties, skipTrivia } from './scan.ts';

/**
 * An entry or item of a block collection with the comments that belong to it: those right above at its
 * column, and deeper ones behind. A unit ends before its last line break.
 */
export interface Unit extends Range {
  /** Where its key or dash stands. */
  readonly body: number;
  /** True when something else begins its line: the dash of a list that it stands in. */
  readonly isHead: boolean;
  /** True when it ends with a block scalar that keeps its blank lines ("|+"): those behind would join it. */
  readonly isOpen: boolean;
}

/** The units of a block collection in the order of the text. */
export function unitsOf(document: EditDocument, collection: Collection): Unit[] {
  const { text } = document;
  const units: Unit[] = [];
  let previousEnd = 0;
  for (let index = 0; index < sizeOf(collection); index++) {
    const body = bodyOf(document, collection, index, previousEnd);
    const isBehind = !isBlankBetween(text, lineStart(text, body), body);
    if (isBehind && index > 0) throw complexKey({ start: body, end: body });
    const isTop = index === 0 && collection === document.root;
    const above = isBehind || isTop ? body : withCommentsAbove(text, body, previousEnd);
    const behindDash =
      index === 0 && collection.kind === 'seq' && !isTop
        ? commentBehindDash(text, above, columnOf(text, body))
        : undefined;
    const start = behindDash ?? above;
    const isHead = isBehind || behindDash !== undefined;
    const end = withCommentsBelow(text, contentEnd(document, collection, index), body);
    const isOpen = keepsBlankLines(text, childAt(collection, index));
    units.push({ start, end, body, isHead, isOpen });
    previousEnd = end;
  }
  return units;
}

function complexKey(range: Range): EditRefused {
  const reason = 'This mapping has explicit keys ("?") or anchors on its keys. Edit it as text.';
  return new EditRefused('complex-key', reason, range);
}

function bodyOf(
  { text }: EditDocument,
  collection: Collection,
  index: number,
  previousEnd: number,
): number {
  if (collection.kind === 'map') {
    const start = collection.entries[index]?.key.range.start ?? collection.range.start;
    // The first key of a mapping stands where the mapping begins; `? key` and `&anchor key` do not.
    if (index === 0 && start !== collection.range.start) throw complexKey({ start, end: start });
    return start;
  }
  const at = index === 0 ? collection.range.start : skipTrivia(text, previousEnd);
  if (text[at] !== '-') throw complexKey({ start: at, end: at });
  return at;
}

/** Where the last line of an entry or item ends. */
function contentEnd({ text }: EditDocument, collection: Collection, index: number): number {
  const node = childAt(collection, index);
  const key = collection.kind === 'map' ? (collection.entries[index]?.key.range.end ?? 0) : 0;
  const end = Math.min(text.length, Math.max(node === undefined ? 0 : placeOf(node).end, key));
  // A block scalar ends behind its last line break; what keeps blank lines owns them.
  const before = beforeBreak(text, end);
  return before < end && end > key ? before : lineEnd(text, end);
}

function withCommentsAbove(text: string, body: number, floor: number): number {
  const column = columnOf(text, body);
  let start = body;
  for (let line = lineStart(text, body); line > floor; ) {
    line = lineStart(text, beforeBreak(text, line));
    const first = skipBlanks(text, line);
    if (line < floor || text[first] !== '#' || first - line !== column) break;
    start = first;
  }
  return start;
}

/** `- # about the first item` of a list in a list: where an item with a comment was moved to the front. */
function commentBehindDash(text: string, start: number, column: number): number | undefined {
  const line = lineStart(text, start);
  if (line === 0 || !isBlankBetween(text, line, start)) return undefined;
  const before = lineStart(text, beforeBreak(text, line));
  const dashes = /^ *(?:- +)+(?=#)/.exec(text.slice(before, line))?.[0];
  return dashes?.length === column ? before + column : undefined;
}

function withCommentsBelow(text: string, contentEnds: number, body: number): number {
  const column = columnOf(text, body);
  let end = contentEnds;
  for (let line = afterBreak(text, end); line < text.length && line > end; ) {
    const first = skipBlanks(text, line);
    const lineEnds = lineEnd(text, first);
    if (text[first] === '#' && first - line > column) end = lineEnds;
    else if (first !== lineEnds) break;
    const next = afterBreak(text, lineEnds);
    if (next === lineEnds) break;
    line = next;
  }
  return end;
}

function keepsBlankLines(text: string, node: Node | undefined): boolean {
  if (node === undefined || node.alias !== undefined) return false;
  if (node.kind !== 'scalar') return keepsBlankLines(text, childAt(node, sizeOf(node) - 1));
  const isBlock = node.style === 'literal' || node.style === 'folded';
  return isBlock && /^.\d?\+/.test(text.slice(node.range.start, node.range.start + 3));
}

/** What stands between two units, where blank lines would become part of the first it stands without them. */
export function gapBehind(unit: Unit | undefined, gap: string): string {
  if (unit?.isOpen !== true) return gap;
  return gap.replace(/^(\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r))+/, '$1');
}

/** True when a blank line stands between two units that follow one another. */
export function hasBlankLine(text: string, before: Unit, after: Unit): boolean {
  let breaks = 0;
  for (let at = before.end; at < after.start; at++) {
    if (isBreak(text.charCodeAt(at)) && !(text[at] === '\r' && text[at + 1] === '\n')) breaks++;
    else if (text[at] === '#') breaks = 0;
    if (breaks > 1) return true;
  }
  return false;
}

/** An entry or item of a flow collection: from its key or value, anchors included, to its value's end. */
export function flowUnitsOf({ text }: EditDocument, collection: Collection): Range[] {
  const units: Range[] = [];
  let at = collection.range.start + 1;
  for (let index = 0; index < sizeOf(collection); index++) {
    const node = childAt(collection, index);
    if (node === undefined) break;
    const start = skipTrivia(text, at);
    const entry = collection.kind === 'map' ? collection.entries[index] : undefined;
    let end = Math.max(placeOf(node).end, entry?.key.range.end ?? 0);
    if (entry === undefined && node.kind === 'scalar' && node.text === '') {
      end = Math.max(end, skipProperties(text, start));
    }
    units.push({ start, end });
    at = skipTrivia(text, end);
    if (text[at] === ',') at++;
  }
  return units;
}
