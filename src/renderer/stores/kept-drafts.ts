import { create } from 'zustand';
import { ProtocolError } from '../../shared/protocol/errors.ts';
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
  } catch (error) {
    const isLost = error instanceof ProtocolError && error.code === 'disconnected';
    const tell = isLost ? words.document.draftNotSent : words.document.draftNotKept;
    // There is nothing to lose of a document that is saved.
    setKept(path, draft === undefined, tell);
  }
}

function setKept(path: string, kept: boolean, tell = words.document.draftNotKept): void {
  const { notKept } = useDrafts.getState();
  if (kept === !notKept.has(path)) return;
  const next = new Set(notKept);
  if (kept) next.delete(path);
  else next.add(path);
  useDrafts.setState({ notKept: next });
  if (!kept) notify('error', tell(path));
}
