import type { Range } from '../text/range.ts';

/** A top-level entry of a block mapping; with `items`, those of the block sequence that is its value. */
export interface EntryPiece extends Range {
  readonly items?: readonly Range[];
}

/** What ties pieces to one another or to a whole stream: anchors, aliases, tags, directives, markers. */
const TIES = /^(?:---|\.\.\.|%)|(?:^|[:\-,[{?])[ \t]+[&*!]|^[&*!]/m;

/** A line that begins a top-level entry: a key and its colon. */
const ENTRY_LINE =
  /^(?:"[^"\n]*"|'[^'\n]*'|[^\s"'#&*!|>%@`[\]{},-][^\n]*?)[ \t]*:(?:[ \t]|\r?\n?$)/;

/**
 * Cuts a document into pieces that mean the same alone: the entries of its root mapping and, of entries
 * that hold a block sequence, the items. Block content is always indented deeper than what holds it (YAML
 * 1.2 §8), so a line at the left edge ends whatever stands before it.
 *
 * @returns undefined where the text is written otherwise, or where pieces may refer to one another.
 */
export function cutPieces(text: string): EntryPiece[] | undefined {
  if (TIES.test(text)) return undefined;
  const entries: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || code === HASH || code === BYTE_ORDER_MARK) continue;
    if (code === DASH && entries.length > 0) continue;
    if (!ENTRY_LINE.test(text.slice(at, nextLine(text, at)))) return undefined;
    const last = entries.at(-1);
    if (last) last.end = at;
    // What stands before the first entry, comments mostly, belongs to it.
    entries.push({ start: last ? at : 0, end: text.length });
  }
  return entries.length === 0 ? undefined : entries.map((entry) => withItems(text, entry));
}

/** The items of the entry's value, where it is a block sequence of two items and more. */
function withItems(text: string, entry: Range): EntryPiece {
  const items: { start: number; end: number }[] = [];
  let column = -1;
  let keySeen = false;
  for (let at = entry.start; at < entry.end; at = nextLine(text, at)) {
    const indent = indentation(text, at);
    const code = text.charCodeAt(at + indent);
    if (isBlank(code) || Number.isNaN(code) || code === HASH) continue;
    if (!keySeen) {
      keySeen = true;
      if (!/:[ \t]*(?:#[^\n]*)?\r?\n?$/.test(text.slice(at, nextLine(text, at)))) return entry;
      continue;
    }
    const dash = code === DASH && isBlank(text.charCodeAt(at + indent + 1));
    if (column < 0) column = indent;
    if (indent > column) continue;
    if (indent < column || !dash) return entry;
    const last = items.at(-1);
    if (last) last.end = at;
    items.push({ start: at, end: entry.end });
  }
  return items.length < 2 ? entry : { ...entry, items };
}

const HASH = 0x23;
const DASH = 0x2d;
const BYTE_ORDER_MARK = 0xfeff;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || Number.isNaN(code);
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function indentation(text: string, at: number): number {
  let indent = 0;
  while (text.charCodeAt(at + indent) === 0x20) indent++;
  return indent;
}
