import type { JsonValue, TextPlace } from '../../../shared/protocol/bundle.ts';
import type { monaco } from '../../editor/monaco.ts';
import { holdPlace, placeChanged } from '../../stores/text-places.ts';

export type Editor = ReturnType<typeof monaco.editor.create>;
type ViewState = NonNullable<ReturnType<Editor['saveViewState']>>;

/** Shows what was in view when the window went away; else the place of the cursor, where one is known. */
export function showPlace(editor: Editor, place: TextPlace | undefined, cursor = 0): void {
  if (place && isViewState(place.view)) {
    editor.restoreViewState(place.view as unknown as ViewState);
    return;
  }
  const model = editor.getModel();
  if (!model || cursor === 0) return;
  const position = model.getPositionAt(cursor);
  editor.setPosition(position);
  editor.revealPositionInCenterIfOutsideViewport(position);
}

/** Keeps the place in a document while an editor shows it. */
export function followPlace(
  editor: Editor,
  path: string,
  tell: (view: JsonValue) => TextPlace,
): () => void {
  // What the editor tells of itself is made to be kept as JSON.
  const stop = holdPlace(path, () =>
    tell(JSON.parse(JSON.stringify(editor.saveViewState())) as JsonValue),
  );
  const changed = () => placeChanged(path);
  const events = [
    editor.onDidChangeModelContent(changed),
    editor.onDidChangeCursorSelection(changed),
    editor.onDidScrollChange(changed),
    // Folds change how high the text is.
    editor.onDidContentSizeChange(changed),
  ];
  return () => {
    stop();
    for (const event of events) event.dispose();
  };
}

function isViewState(view: JsonValue | undefined): boolean {
  return (
    typeof view === 'object' &&
    view !== null &&
    !Array.isArray(view) &&
    Array.isArray(view.cursorState) &&
    typeof view.viewState === 'object' &&
    view.viewState !== null
  );
}
