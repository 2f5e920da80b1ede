import { diffArrays } from 'diff';

/** A row of two texts side by side; what is equal and far from any change is folded. */
export type DiffRow =
  | {
      readonly kind: 'same' | 'changed' | 'removed' | 'added';
      readonly left?: Line;
      readonly right?: Line;
    }
  | { readonly kind: 'fold'; readonly count: number };

export interface Line {
  readonly number: number;
  readonly text: string;
}

/** Lines shown around a change. */
const CONTEXT = 3;
/** Milliseconds; texts so different that the shortest difference takes longer are shown whole. */
const PATIENCE = 120;

export interface TextDiff {
  readonly rows: readonly DiffRow[];
  readonly added: number;
  readonly removed: number;
}

export function diffTexts(left: string, right: string): TextDiff {
  const a = left.split('\n');
  const b = right.split('\n');
  const parts = diffArrays(a, b, { timeout: PATIENCE }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  const rows: Exclude<DiffRow, { kind: 'fold' }>[] = [];
  let leftNumber = 0;
  let rightNumber = 0;
  let added = 0;
  let removed = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part) continue;
    const next = parts[i + 1];
    if (part.removed && next?.added) {
      // What was taken out and what was put in its place stand beside each other.
      for (let row = 0; row < Math.max(part.value.length, next.value.length); row++) {
        const before = part.value[row];
        const after = next.value[row];
        rows.push({
          kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
          ...(before === undefined ? {} : { left: { number: ++leftNumber, text: before } }),
          ...(after === undefined ? {} : { right: { number: ++rightNumber, text: after } }),
        });
      }
      removed += part.value.length;
      added += next.value.length;
      i++;
      continue;
    }
    for (const text of part.value) {
      if (part.removed) rows.push({ kind: 'removed', left: { number: ++leftNumber, text } });
      else if (part.added) rows.push({ kind: 'added', right: { number: ++rightNumber, text } });
      else
        rows.push({
          kind: 'same',
          left: { number: ++leftNumber, text },
          right: { number: ++rightNumber, text },
        });
    }
    if (part.removed) removed += part.value.length;
    if (part.added) added += part.value.length;
  }
  return { rows: fold(rows), added, removed };
}

function fold(rows: readonly Exclude<DiffRow, { kind: 'fold' }>[]): DiffRow[] {
  const shown = new Uint8Array(rows.length);
  rows.forEach((row, at) => {
    if (row.kind === 'same') return;
    shown.fill(1, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
  });
  const folded: DiffRow[] = [];
  let hidden = 0;
  rows.forEach((row, at) => {
    if (shown[at] === 0) {
      hidden++;
      return;
    }
    if (hidden > 0) folded.push({ kind: 'fold', count: hidden });
    hidden = 0;
    folded.push(row);
  });
  if (hidden > 0) folded.push({ kind: 'fold', count: hidden });
  return folded;
}

export interface ValueRow {
  readonly name: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly differs: boolean;
}

/** Values of two runs by name, what differs first. */
export function diffValues(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): ValueRow[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  const rows = names.map((name) => {
    const a = Object.hasOwn(left, name) ? plain(left[name]) : undefined;
    const b = Object.hasOwn(right, name) ? plain(right[name]) : undefined;
    return { name, left: a, right: b, differs: a !== b };
  });
  return [...rows.filter((row) => row.differs), ...rows.filter((row) => !row.differs)];
}

export function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
