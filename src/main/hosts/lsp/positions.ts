import type { TextEdit as LspEdit, Range as LspRange, Position } from 'vscode-languageserver';
import type { LanguageDocument } from '../../../shared/language/index.ts';
import { LineIndex } from '../../../shared/text/line-index.ts';
import type { Range } from '../../../shared/text/range.ts';
import type { TextEdit } from '../../../shared/yaml/edit/index.ts';

/** The protocol counts lines and columns from 0, in UTF-16 units as we do. */
export function toPosition(lines: LineIndex, offset: number): Position {
  const { line, column } = lines.positionAt(offset);
  return { line: line - 1, character: column - 1 };
}

/** A range of our offsets as lines and characters. */
export function toRange(lines: LineIndex, range: Range): LspRange {
  return { start: toPosition(lines, range.start), end: toPosition(lines, range.end) };
}

/** The protocol's position as our offset. */
export function toOffset(document: LanguageDocument, { line, character }: Position): number {
  return document.lines.offsetAt({ line: line + 1, column: character + 1 });
}

/** Our edits as the protocol's. */
export function toEdits(lines: LineIndex, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map(({ range, text }) => ({ range: toRange(lines, range), newText: text }));
}

/** Where the lines of a text begin. */
export function linesOf(text: string): LineIndex {
  return new LineIndex(text);
}
