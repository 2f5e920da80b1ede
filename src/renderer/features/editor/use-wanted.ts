import { useEffect } from 'react';
import { takeWanted, useEditor } from '../../stores/editor-store.ts';
import type { Editor } from './place-of-editor.ts';

/**
 * Does what the editor was asked for: before the next key arrives where it is there already, else as soon as it is. An
 * effect runs when the view that was asked for has been drawn; what is not drawn cannot have the focus.
 */
export function useWanted(
  editor: { readonly current: Editor | undefined },
  path: string | undefined,
): void {
  const wanted = useEditor((state) => state.wanted);
  useEffect(() => {
    const instance = editor.current;
    if (!instance || !wanted || wanted.path !== path) return;
    takeWanted();
    if (wanted.place) goTo(instance, wanted.place);
    if (wanted.focus()) instance.focus();
  }, [editor, path, wanted]);
}

export function goTo(editor: Editor, { line, column }: { line: number; column: number }): void {
  const position = { lineNumber: line, column };
  editor.setPosition(position);
  editor.revealPositionInCenterIfOutsideViewport(position);
}
