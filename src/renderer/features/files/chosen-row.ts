import type { FileRef } from '../../stores/results-store.ts';
import type { Results, Row } from './model.ts';
import { isPicture } from './sequences.ts';

type ItemRow = Extract<Row, { readonly kind: 'item' }>;

function holdsPictures({ item }: ItemRow): boolean {
  return item.kind === 'sequence'
    ? isPicture(item.after)
    : item.file.kind === 'file' && isPicture(item.file.path);
}

/** The row of the chosen file; without a choice the first that can be looked at. */
export function chosenRow(
  { rows }: Results,
  chosen: Pick<FileRef, 'root' | 'path'> | undefined,
  /** Only what is a picture. */
  pictures = false,
): ItemRow | undefined {
  const items = rows.flatMap((row) => (row.kind === 'item' ? [row] : []));
  const holds = ({ item }: ItemRow) =>
    item.kind === 'single'
      ? item.file.root === chosen?.root && item.file.path === chosen.path
      : item.frames.some(({ file }) => file.root === chosen?.root && file.path === chosen.path);
  const found = chosen && items.find((row) => holds(row) && (!pictures || holdsPictures(row)));
  return found ?? items.find(holdsPictures) ?? (pictures ? undefined : items[0]);
}
