import { failureText } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import type { EditPath } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { editDocument } from './edit-store.ts';

/** Items of a list that were copied here, as text. */
interface Copied {
  /** What kind of item they are: they fit into lists of the same kind. */
  readonly kind: string;
  readonly text: string;
  /** Not where the clipboard cannot be written: then this is newer than what stands there. */
  readonly onClipboard: boolean;
}

let copied: Copied | undefined;

/** Copies items of a list as they are written, with the comments that belong to them; false: that was told. */
export async function copyItems(
  path: EditPath,
  indices: readonly number[],
  kind: string,
  name: string,
): Promise<boolean> {
  const { bundle, text } = useDocument.getState();
  if (!bundle || indices.length === 0) return false;
  try {
    const piece = await language.call('copyItems', { text, format: bundle.format, path, indices });
    const onClipboard = await write(piece);
    copied = { kind, text: piece, onClipboard };
    notify('info', onClipboard ? words.form.copied(name) : words.form.copiedHere(name));
    return true;
  } catch (error) {
    notify('error', failureText(error));
    return false;
  }
}

/** Puts a text that was pasted by keys into a list. */
export function pasteText(path: EditPath, index: number, kind: string, pasted: string): void {
  const here = copied?.kind === kind ? copied : undefined;
  // Where the clipboard could not be written, or has lost it, what was copied here counts.
  const text = here && (!here.onClipboard || pasted === '') ? here.text : pasted;
  const isOurs = here !== undefined && sameText(text, here.text);
  void editDocument({ kind: 'paste', path, index, text, ...(isOurs ? {} : { foreign: true }) });
}

/** Puts what is on the clipboard into a list; where that may not be read, what was copied here. */
export async function pasteItems(path: EditPath, index: number, kind: string): Promise<void> {
  const text = await read();
  if (text !== undefined) pasteText(path, index, kind, text);
  else if (copied?.kind === kind) pasteText(path, index, kind, copied.text);
  else notify('error', words.form.cannotPaste);
}

/** A browser or the desktop's rules may refuse either, and a page that is not in front always is. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

async function read(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}

/** Clipboards may write line ends in their own way. */
function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(one) === plain(other);
}
