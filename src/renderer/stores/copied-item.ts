import { create } from 'zustand';
import { failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { useDocument } from './document-store.ts';
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

/** Copies an item of a list as it is written, with the comments that belong to it. */
export async function copyItem(
  path: readonly (string | number)[],
  index: number,
  kind: string,
  name: string,
): Promise<void> {
  const { bundle, text } = useDocument.getState();
  if (!bundle) return;
  try {
    const piece = await language.call('copyItem', { text, format: bundle.format, path, index });
    useCopiedItem.setState({ item: { kind, text: piece } });
    // The form has it all the same where the clipboard cannot be written.
    const clipboard = navigator.clipboard.writeText(piece).then(
      () => words.form.copied(name),
      () => words.form.cannotCopy,
    );
    notify('info', await clipboard);
  } catch (error) {
    notify('error', failureText(error));
  }
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
