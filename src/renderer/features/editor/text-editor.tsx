import { useEffect, useRef } from 'react';
import { TEMPLATE_LANGUAGE } from '../../editor/language.ts';
import { monaco } from '../../editor/monaco.ts';
import { defineEditorTheme } from '../../editor/theme.ts';
import { editText, useDocument } from '../../stores/document-store.ts';
import { useEditor } from '../../stores/editor-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { connectSink } from '../../stores/text-history.ts';
import { useTheme } from '../../stores/theme-store.ts';
import { text as words } from '../../text/en.ts';
import { editorOptions } from './editor-options.ts';
import { provideLanguage } from './language-features.ts';
import { toMarkers } from './markers.ts';
import { ModelText, modelSink } from './model-sink.ts';
import { useTaskLine } from './use-task-line.ts';

type Editor = ReturnType<typeof monaco.editor.create>;

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
    const model = monaco.editor.createModel('', TEMPLATE_LANGUAGE);
    let known = new ModelText(model, '');
    const instance = monaco.editor.create(host.current, {
      ...editorOptions,
      model,
      readOnly: bundle?.template.readOnly ?? false,
      ariaLabel: words.editor.ariaLabel,
    });
    editor.current = instance;
    // Colours of brackets would drown those of the format strings.
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    let taking = false;
    const stops = [
      model.onDidChangeContent((event) => {
        if (taking) return;
        known.follow(event);
        const position = instance.getPosition();
        editText(known.text, position ? model.getOffsetAt(position) : 0);
      }),
      instance.onDidChangeCursorPosition((event) =>
        useEditor.setState({ cursorLine: event.position.lineNumber }),
      ),
    ];
    const disconnect = connectSink(
      modelSink(model, () => known.text),
      (base) => {
        taking = true;
        model.setValue(base);
        known = new ModelText(model, base);
        taking = false;
      },
    );
    const draftCursor = bundle?.draft?.cursor ?? 0;
    if (draftCursor > 0) {
      const position = model.getPositionAt(draftCursor);
      instance.setPosition(position);
      instance.revealPositionInCenterIfOutsideViewport(position);
    }
    const stores = [
      useDocument.subscribe((state, before) => {
        if (state.replaced === before.replaced || state.bundle?.template.path !== path) return;
        taking = true;
        // An edit, not a new value: undo brings the earlier text back.
        model.pushStackElement();
        model.pushEditOperations(
          [],
          [{ range: model.getFullModelRange(), text: state.text }],
          () => null,
        );
        model.pushStackElement();
        taking = false;
        known = new ModelText(model, state.text);
      }),
      useJob.subscribe((state, before) => {
        if (state.check !== before.check)
          monaco.editor.setModelMarkers(model, 'template', toMarkers(state.check?.problems ?? []));
      }),
      useEditor.subscribe((state, before) => {
        if (state.focusRequest !== before.focusRequest) instance.focus();
        if (state.reveal && state.reveal !== before.reveal) reveal(instance, state.reveal);
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
      for (const stop of stops) stop.dispose();
      for (const stop of stores) stop();
      instance.dispose();
      model.dispose();
      editor.current = undefined;
    };
  }, [path]);

  useTaskLine(editor, path);

  return <div className="text-editor" ref={host} />;
}

function reveal(editor: Editor, place: { line: number; column: number }): void {
  const position = { lineNumber: place.line, column: place.column };
  editor.setPosition(position);
  editor.revealPositionInCenterIfOutsideViewport(position);
  editor.focus();
}
