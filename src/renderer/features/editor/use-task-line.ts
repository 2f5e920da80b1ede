import { type RefObject, useEffect } from 'react';
import type { monaco } from '../../editor/monaco.ts';
import { useJob } from '../../stores/job-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';

type Editor = ReturnType<typeof monaco.editor.create>;

/** Lights up the line of the step whose tasks are shown. */
export function useTaskLine(editor: RefObject<Editor | undefined>, path: string | undefined): void {
  const steps = useJob((state) => state.job?.steps);
  const outline = useJob((state) => state.check?.outline);
  const chosen = useTasks((state) => state.step);
  const name = shownStep(steps, chosen)?.name;
  const line = outline?.steps.find((step) => step.name === name)?.place.line;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path has another editor.
  useEffect(() => {
    const instance = editor.current;
    if (!instance || line === undefined) return;
    const decorations = instance.createDecorationsCollection([
      {
        range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
        options: { isWholeLine: true, className: 'step-line' },
      },
    ]);
    return () => decorations.clear();
  }, [editor, line, path]);

  // A task that was chosen brings its step into view; whoever is typing is left where they are.
  const selected = useTasks((state) => state.selected);
  useEffect(() => {
    const instance = editor.current;
    if (!instance || line === undefined || selected.length === 0 || instance.hasTextFocus()) return;
    instance.revealLineInCenterIfOutsideViewport(line);
  }, [editor, line, selected]);
}
