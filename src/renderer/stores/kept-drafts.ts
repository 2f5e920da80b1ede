import { create } from 'zustand';
import type { Params } from '../../shared/protocol/methods.ts';
import { backend } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';

/** Documents whose unsaved text could not be put aside: it is on the screen alone. */
export const useDrafts = create<{ readonly notKept: ReadonlySet<string> }>()(() => ({
  notKept: new Set(),
}));

/** Puts a document's unsaved text aside, or lets go of what was put aside. */
export async function keepDraft(
  path: string,
  draft: Omit<Params<'draft.save'>, 'path'> | undefined,
): Promise<void> {
  try {
    if (draft) await backend.call('draft.save', { path, ...draft });
    else await backend.call('draft.discard', { path });
    setKept(path, true);
  } catch {
    // There is nothing to lose of a document that is saved.
    setKept(path, draft === undefined);
  }
}

function setKept(path: string, kept: boolean): void {
  const { notKept } = useDrafts.getState();
  if (kept === !notKept.has(path)) return;
  const next = new Set(notKept);
  if (kept) next.delete(path);
  else next.add(path);
  useDrafts.setState({ notKept: next });
  if (!kept) notify('error', words.document.draftNotKept(path));
}
