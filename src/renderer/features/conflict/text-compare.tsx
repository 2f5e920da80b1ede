import { useEffect, useRef } from 'react';
import { TEMPLATE_LANGUAGE } from '../../editor/language.ts';
import { monaco } from '../../editor/monaco.ts';
import { useDocument } from '../../stores/document-store.ts';
import { text as words } from '../../text/en.ts';

/** Two texts side by side: on disk to the left, ours to the right. */
export default function TextCompare({ theirs }: { readonly theirs: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const original = monaco.editor.createModel(theirs, TEMPLATE_LANGUAGE);
    const modified = monaco.editor.createModel(useDocument.getState().text, TEMPLATE_LANGUAGE);
    const editor = monaco.editor.createDiffEditor(host.current, {
      automaticLayout: true,
      readOnly: true,
      fontFamily: '"JetBrains Mono", ui-monospace, monospace',
      fontSize: 12,
      minimap: { enabled: false },
      renderOverviewRuler: false,
      scrollBeyondLastLine: false,
      // What is equal is folded away: the difference is in view at once.
      hideUnchangedRegions: { enabled: true },
    });
    editor.setModel({ original, modified });
    for (const model of [original, modified])
      model.updateOptions({
        bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
      });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [theirs]);
  return (
    <>
      <p className="dialog-text">{words.conflict.compareLabel}</p>
      <div className="text-compare" ref={host} />
    </>
  );
}
