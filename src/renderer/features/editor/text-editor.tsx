import { useEffect, useRef } from 'react';
import { templateLanguage } from '../../editor/language.ts';
import { monaco } from '../../editor/monaco.ts';
import { defineEditorTheme } from '../../editor/theme.ts';
import { editText, useDocument } from '../../stores/document-store.ts';
import { useEditor } from '../../stores/editor-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { connectSink } from '../../stores/text-history.ts';
import { useTheme } from '../../stores/theme-store.ts';
import { text as words } from '../../text/en.ts';
import { editorOptions } from './editor-options.ts';
import { followLinks } from './follow-links.ts';
import { provideLanguage } from './language-features.ts';
import { toMarkers } from './markers.ts';
import { type Editor, followPlace, showPlace } from './place-of-editor.ts';
import { TrackedModel } from './tracked-model.ts';
import { useTaskLine } from './use-task-line.ts';
import { useWanted } from './use-wanted.ts';

/** Monaco over the document's text. The text on the screen is the document: every change goes there. */
export default function TextEditor() {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const path = useDocument((state) => state.bundle?.template.path);
  useEffect(() => {
    if (!host.current || path === undefined) return;
    defineEditorTheme(monaco, useTheme.getState().theme);
    provideLanguage();
    const { bundle } = useDocument.getState();
    const tracked = new TrackedModel(templateLanguage(bundle?.format ?? 'yaml'), (text) => {
      const position = editor.current?.getPosition();
      editText(text, position ? tracked.model.getOffsetAt(position) : 0);
    });
    const { model } = tracked;
    const instance = monaco.editor.create(host.current, {
      ...editorOptions,
      model,
      readOnly: bundle?.template.readOnly ?? false,
      ariaLabel: words.editor.ariaLabel,
    });
    tracked.withoutBracketColours();
    editor.current = instance;
    const cursor = instance.onDidChangeCursorPosition((event) =>
      useEditor.setState({ cursorLine: event.position.lineNumber }),
    );
    const disconnect = connectSink(tracked, (changes) => tracked.begin(changes));
    showPlace(instance, bundle?.place, bundle?.draft?.cursor);
    const leave = followPlace(instance, path, (view) => tracked.place(view));
    const unlink = followLinks(instance);
    const stores = [
      useDocument.subscribe((state, before) => {
        if (state.replaced !== before.replaced && state.bundle?.template.path === path)
          tracked.take(state.text);
      }),
      useJob.subscribe((state, before) => {
        if (state.check !== before.check)
          monaco.editor.setModelMarkers(model, 'template', toMarkers(state.check?.problems ?? []));
      }),
      useTheme.subscribe(({ theme }) => defineEditorTheme(monaco, theme)),
    ];
    monaco.editor.setModelMarkers(
      model,
      'template',
      toMarkers(useJob.getState().check?.problems ?? []),
    );
    return () => {
      disconnect();
      leave();
      unlink();
      cursor.dispose();
      for (const stop of stores) stop();
      instance.dispose();
      model.dispose();
      editor.current = undefined;
    };
  }, [path]);

  useWanted(editor, path);
  useTaskLine(editor, path);

  return <div className="text-editor" ref={host} />;
}
