import { create } from 'zustand';
import { fileOfTab, showCentreTab, useLayout } from './layout-store.ts';

interface EditorState {
  /** A place to show, with a count so that the same one can be asked for again. */
  readonly reveal:
    | { readonly line: number; readonly column: number; readonly request: number }
    | undefined;
  readonly focusRequest: number;
  readonly cursorLine: number;
}

export const useEditor = create<EditorState>()(() => ({
  reveal: undefined,
  focusRequest: 0,
  cursorLine: 1,
}));

let request = 0;

/** Shows a place of the template and puts the cursor there. */
export function revealInEditor(line: number, column = 1): void {
  if (fileOfTab(useLayout.getState().centreTab) !== undefined) showCentreTab('yaml');
  useEditor.setState({ reveal: { line, column, request: ++request } });
}

export function focusEditor(): void {
  useEditor.setState((state) => ({ focusRequest: state.focusRequest + 1 }));
}
