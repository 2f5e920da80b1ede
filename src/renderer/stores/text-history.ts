import { create } from 'zustand';
import { applyEdits, type TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import { editText, useDocument } from './document-store.ts';
import { changesOfPlace } from './text-places.ts';

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

/** A text to begin with and its changes: the undone ones in the order in which redo makes them. */
export interface Changes {
  readonly base: string;
  readonly done: readonly Change[];
  readonly undone: readonly Change[];
}

interface Change {
  readonly batches: Batches;
  readonly group: string | undefined;
}

/** What was changed before the editor had been loaded: it makes these changes again, to know them. */
interface Early extends Changes {
  readonly path: string;
  /** What they lead to: another text means that the document came anew. */
  readonly text: string;
}
let early: Early | undefined;

/** The editor takes over; it begins with the text and the changes that there were before it. */
export function connectSink(next: TextSink, begin: (changes: Changes) => void): () => void {
  const waiting = earlyNow();
  early = undefined;
  begin(waiting ?? { base: useDocument.getState().text, done: [], undone: [] });
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
  const before = earlyNow() ?? { path: bundle.template.path, base: text, done: [] };
  takeEarly({ ...before, done: [...before.done, { batches, group }], undone: [] });
}

/** What was changed of the document that is open, as it is: here, or in the window before this one. */
function earlyNow(): Early | undefined {
  const { bundle, text } = useDocument.getState();
  if (!bundle) return undefined;
  const { path } = bundle.template;
  if (early?.path === path && early.text === text) return early;
  const before = changesOfPlace(text, bundle.place);
  return before && { ...before, path, text };
}

function takeEarly(next: Omit<Early, 'text'>): void {
  const text = next.done.flatMap(({ batches }) => batches).reduce(applyEdits, next.base);
  early = { ...next, text };
  editText(text, 0);
}

/** Undo before the editor is there: the last change, with those before it that are of its group. */
function undoEarly(): void {
  const now = earlyNow();
  const last = now?.done.at(-1);
  if (!now || !last) return;
  let at = now.done.length - 1;
  while (at > 0 && last.group !== undefined && now.done[at - 1]?.group === last.group) at--;
  takeEarly({
    ...now,
    done: now.done.slice(0, at),
    undone: [...now.done.slice(at), ...now.undone],
  });
}

function redoEarly(): void {
  const now = earlyNow();
  const [first] = now?.undone ?? [];
  if (!now || !first) return;
  let end = 1;
  while (first.group !== undefined && now.undone[end]?.group === first.group) end++;
  takeEarly({
    ...now,
    done: [...now.done, ...now.undone.slice(0, end)],
    undone: now.undone.slice(end),
  });
}

/** Counts undos and redos: fields that hold what is typed let go of it. */
export const useHistory = create<{ readonly undone: number }>()(() => ({ undone: 0 }));

const count = () => useHistory.setState((state) => ({ undone: state.undone + 1 }));

export function undoText(): void {
  if (sink) sink.undo();
  else undoEarly();
  count();
}

export function redoText(): void {
  if (sink) sink.redo();
  else redoEarly();
  count();
}
