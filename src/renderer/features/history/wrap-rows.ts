import type { DiffRow, Line } from './diff-rows.ts';

/** A row as it is drawn: a line that is longer than its side goes on in further rows, without a number. */
export type DrawnRow =
  | {
      readonly kind: 'same' | 'changed' | 'removed' | 'added';
      readonly left?: Piece;
      readonly right?: Piece;
    }
  | { readonly kind: 'fold'; readonly count: number };

export interface Piece {
  readonly text: string;
  /** Of the line's first row. */
  readonly number?: number;
}

/** Rows that one line takes at most; what is longer than these is cut, and says so. */
const MOST_ROWS = 200;

/** Divides lines by the characters that fit into one side. */
export function wrapRows(rows: readonly DiffRow[], columns: number): DrawnRow[] {
  return rows.flatMap((row): DrawnRow[] => {
    if (row.kind === 'fold') return [row];
    const left = pieces(row.left, columns);
    const right = pieces(row.right, columns);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => ({
      kind: row.kind,
      ...(left[at] ? { left: left[at] } : {}),
      ...(right[at] ? { right: right[at] } : {}),
    }));
  });
}

function pieces(line: Line | undefined, columns: number): Piece[] {
  if (!line) return [];
  const found: Piece[] = [];
  for (let at = 0; at === 0 || at < line.text.length; at += columns) {
    if (found.length === MOST_ROWS) {
      found.push({ text: '…' });
      break;
    }
    const text = line.text.slice(at, at + columns);
    found.push(at === 0 ? { text, number: line.number } : { text });
  }
  return found;
}
