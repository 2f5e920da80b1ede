import { create } from 'zustand';
import { applyEdits, type TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import { editText, useDocument } from './document-store.ts';

/** Edits one after the other, each over the text that the one before left. */
export type Batches = readonly (readonly TextEdit[])[];

/** The editor: the text of record, with the one history of all views. */
export interface TextSink {
  /** Changes of the same group follow one another in one step of undo. */
  apply(batches: Batches, group: string | undefined): void;
  undo(): void;
  redo(): void;
}

let sink: TextSink | undefined;
/** What was changed before the editor had been loaded: it makes these changes again, to know them. */
let early:
  | { readonly path: string; readonly base: string; readonly batches: Batches[] }
  | undefined;

/** The editor takes over; it gets the text to begin with and what to do to it. */
export function connectSink(next: TextSink, begin: (base: string) => void): () => void {
  const { bundle, text } = useDocument.getState();
  const waiting = early?.path === bundle?.template.path ? early : undefined;
  early = undefined;
  begin(waiting?.base ?? text);
  for (const batches of waiting?.batches ?? []) next.apply(batches, undefined);
  sink = next;
  return () => {
    if (sink === next) sink = undefined;
  };
}

/** Changes the document's text, from any view. */
export function changeText(batches: Batches, group?: string): void {
  if (batches.length === 0) return;
  if (sink) {
    sink.apply(batches, group);
    return;
  }
  const { bundle, text } = useDocument.getState();
  if (!bundle) return;
  const path = bundle.template.path;
  if (early?.path !== path) early = { path, base: text, batches: [] };
  early.batches.push(batches);
  editText(batches.reduce(applyEdits, text), 0);
}

/** Counts undos and redos: fields that hold what is typed let go of it. */
export const useHistory = create<{ readonly undone: number }>()(() => ({ undone: 0 }));

const count = () => useHistory.setState((state) => ({ undone: state.undone + 1 }));

export function undoText(): void {
  sink?.undo();
  count();
}

export function redoText(): void {
  sink?.redo();
  count();
}
