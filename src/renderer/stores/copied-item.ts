import { create } from 'zustand';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { editDocument } from './edit-store.ts';

/** An item of a list that was copied in the form, as text; also on the clipboard, for other places. */
interface CopiedItem {
  /** What kind of item it is: it fits into lists of the same kind. */
  readonly kind: string;
  readonly text: string;
}

export const useCopiedItem = create<{ readonly item: CopiedItem | undefined }>()(() => ({
  item: undefined,
}));

/** Copies a piece of a text; lines after the first lose the indentation of the first. */
export function copyItem(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  kind: string,
  name: string,
): void {
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const lines = text.slice(start, end).replace(/\s+$/, '').split('\n');
  const indent = new RegExp(`^ {0,${column}}`);
  const piece = lines.map((line, at) => (at === 0 ? line : line.replace(indent, ''))).join('\n');
  useCopiedItem.setState({ item: { kind, text: `${piece}\n` } });
  navigator.clipboard.writeText(`${piece}\n`).then(
    () => notify('info', words.form.copied(name)),
    // The form has it all the same.
    () => notify('info', words.form.cannotCopy),
  );
}

/** Puts the copied item into a list of its kind; false where there is none. */
export function pasteItem(
  path: readonly (string | number)[],
  index: number,
  kind: string,
): boolean {
  const { item } = useCopiedItem.getState();
  if (item?.kind !== kind) return false;
  void editDocument({ kind: 'paste', path, index, text: item.text });
  return true;
}
