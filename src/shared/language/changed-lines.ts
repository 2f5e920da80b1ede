import { LineIndex } from '../text/line-index.ts';
import type { TextEdit } from '../yaml/edit/text-edit.ts';

/** A line that edits change: pieces that stay, and texts that go and come. */
export interface ChangedLine {
  /** From 1. */
  readonly line: number;
  readonly pieces: readonly (
    | { readonly kind: 'same'; readonly text: string }
    | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  )[];
}

/** The lines that edits change, in the order of the text; each edit lies within one line. */
export function changedLines(text: string, edits: readonly TextEdit[]): readonly ChangedLine[] {
  const index = new LineIndex(text);
  const byLine = new Map<number, TextEdit[]>();
  for (const edit of edits.toSorted((one, other) => one.range.start - other.range.start)) {
    const { line } = index.positionAt(edit.range.start);
    byLine.set(line, [...(byLine.get(line) ?? []), edit]);
  }
  return [...byLine].map(([line, own]) => {
    const pieces: ChangedLine['pieces'][number][] = [];
    const same = (from: number, to: number): void => {
      if (to > from) pieces.push({ kind: 'same', text: text.slice(from, to) });
    };
    let at = index.lineStart(line);
    for (const { range, text: after } of own) {
      same(at, range.start);
      pieces.push({ kind: 'changed', before: text.slice(range.start, range.end), after });
      at = range.end;
    }
    const rest = text.slice(at, index.lineEnd(line)).replace(/[\r\n]+$/, '');
    same(at, at + rest.length);
    return { line, pieces };
  });
}
