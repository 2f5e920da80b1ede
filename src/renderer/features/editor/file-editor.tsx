import { useEffect, useRef } from 'react';
import { monaco } from '../../editor/monaco.ts';
import { defineEditorTheme } from '../../editor/theme.ts';
import { changeFile, fileAt, placeOfFile, useFiles } from '../../stores/bundle-files.ts';
import { useTheme } from '../../stores/theme-store.ts';
import { text as words } from '../../text/en.ts';
import { editorOptions } from './editor-options.ts';
import { modelOf } from './file-models.ts';
import { provideLanguage } from './language-features.ts';
import { followPlace, showPlace } from './place-of-editor.ts';
import { goTo } from './use-wanted.ts';

/** Monaco over a file of the bundle. Each file has its own text, history and place of the cursor. */
export default function FileEditor({ path }: { readonly path: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const file = fileAt(path);
    if (!host.current || !file) return;
    defineEditorTheme(monaco, useTheme.getState().theme);
    provideLanguage();
    const own = modelOf(file);
    const editor = monaco.editor.create(host.current, {
      ...editorOptions,
      model: own.model,
      readOnly: file.readOnly,
      ariaLabel: words.bundleFiles.editor(path),
    });
    own.tracked.withoutBracketColours();
    if (own.view) editor.restoreViewState(own.view);
    else showPlace(editor, file.place, file.cursor);
    const leave = followPlace(editor, placeOfFile(path) ?? path, (view) => own.tracked.place(view));
    const show = () => {
      const { reveal } = useFiles.getState();
      if (reveal?.path !== path) return;
      useFiles.setState({ reveal: undefined });
      goTo(editor, reveal);
      if (reveal.focus()) editor.focus();
    };
    show();
    const cursor = editor.onDidChangeCursorPosition((event) =>
      changeFile(path, { cursor: own.model.getOffsetAt(event.position) }),
    );
    const stops = [
      useFiles.subscribe(show),
      useTheme.subscribe(({ theme }) => defineEditorTheme(monaco, theme)),
    ];
    return () => {
      own.view = editor.saveViewState();
      leave();
      cursor.dispose();
      for (const stop of stops) stop();
      editor.dispose();
    };
  }, [path]);
  return <div className="text-editor" ref={host} />;
}
