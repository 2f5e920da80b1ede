import { create } from 'zustand';
import { useDocument } from './document-store.ts';
import { type FocusClaim, focusClaim } from './focus-claim.ts';
import { fileOfTab, showCentreTab, useLayout } from './layout-store.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the template's editor is asked for, until it is there and does it. */
interface Wanted {
  /** The template that it is asked for. */
  readonly path: string | undefined;
  readonly place: Place | undefined;
  readonly focus: FocusClaim;
}

interface EditorState {
  /** The place that was last asked for: a new object each time. */
  readonly reveal: Place | undefined;
  readonly wanted: Wanted | undefined;
  readonly cursorLine: number;
}

export const useEditor = create<EditorState>()(() => ({
  reveal: undefined,
  wanted: undefined,
  cursorLine: 1,
}));

/** Shows a place of the template and puts the cursor there. */
export function revealInEditor(line: number, column = 1): void {
  if (fileOfTab(useLayout.getState().centreTab) !== undefined) showCentreTab('yaml');
  const place = { line, column };
  useEditor.setState({ reveal: place, wanted: want(place) });
}

/** Gives the keyboard to the editor, where its cursor is. */
export function focusEditor(): void {
  useEditor.setState({ wanted: want(undefined) });
}

/** Taken by the editor that does it. */
export function takeWanted(): void {
  useEditor.setState({ wanted: undefined });
}

const want = (place: Place | undefined): Wanted => ({
  path: useDocument.getState().bundle?.template.path,
  place,
  focus: focusClaim(),
});
