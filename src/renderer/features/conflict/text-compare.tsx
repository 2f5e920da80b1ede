import { useEffect, useRef } from 'react';
import { fileLanguage } from '../../editor/file-languages.ts';
import { monaco } from '../../editor/monaco.ts';
import { text as words } from '../../text/en.ts';

interface Props {
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Milliseconds: the editor gives up a comparison after five seconds. */
const COMPARED_WITHIN = 6000;

/** Two texts side by side: on disk to the left, ours to the right. */
export default function TextCompare({ name, theirs, mine }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const language = fileLanguage(name, false, mine);
    const original = monaco.editor.createModel(theirs, language);
    const modified = monaco.editor.createModel(mine, language);
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
      // A comparison that is still under way needs its texts, else it fails aloud.
      setTimeout(() => {
        original.dispose();
        modified.dispose();
      }, COMPARED_WITHIN);
    };
  }, [name, theirs, mine]);
  return (
    <>
      <p className="dialog-text">{words.conflict.compareLabel}</p>
      <div className="text-compare" ref={host} />
    </>
  );
}
