import type { Range } from '../text/range.ts';
import type { Node } from '../yaml/index.ts';
import type { LanguageDocument } from './document.ts';

/** What can be folded: every value of several lines, from the line of its key, and blocks of comments. */
export function folding(document: LanguageDocument): readonly Range[] {
  return document.fact('folding', () => {
    const ranges: Range[] = [];
    if (document.root !== undefined) collect(document, document.root, undefined, ranges);
    return [...ranges, ...commentBlocks(document)].toSorted(
      (left, right) => left.start - right.start,
    );
  });
}

function collect(
  document: LanguageDocument,
  node: Node,
  from: number | undefined,
  ranges: Range[],
): void {
  if (node.alias !== undefined) return;
  const end = Math.min(node.range.end, document.text.length);
  const trimmed = node.range.start + document.text.slice(node.range.start, end).trimEnd().length;
  if (from !== undefined && lineOf(document, from) < lineOf(document, trimmed)) {
    ranges.push({ start: from, end: trimmed });
  }
  if (node.kind === 'seq') {
    for (const item of node.items) {
      // The mappings of a list fold to their first line.
      collect(document, item, item.kind === 'map' ? item.range.start : undefined, ranges);
    }
  }
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) collect(document, value, key.range.start, ranges);
  }
}

function lineOf(document: LanguageDocument, offset: number): number {
  return document.lines.positionAt(offset).line;
}

function commentBlocks({ text }: LanguageDocument): Range[] {
  const blocks: Range[] = [];
  for (const match of text.matchAll(/^(?:#[^\r\n]*(?:\r\n|\n|$)){3,}/gm)) {
    const end = match.index + match[0].trimEnd().length;
    blocks.push({ start: match.index, end });
  }
  return blocks;
}
