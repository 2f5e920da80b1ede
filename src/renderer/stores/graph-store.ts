import { create } from 'zustand';
import type { CheckResult, GraphStep, Problem } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';

interface GraphState {
  /** The last steps that could be read. */
  readonly steps: readonly GraphStep[] | undefined;
  /** The text has changed to something of which no graph can be read. */
  readonly stale: boolean;
}

/** The text is no document at the moment: what it holds cannot be trusted. */
function isSyntaxError({ code, severity }: Problem): boolean {
  return severity === 'error' && /^(?:yaml|json|document)-/.test(code);
}

export const useGraph = create<GraphState>()(() => ({ steps: undefined, stale: false }));

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path !== before.bundle?.template.path)
    useGraph.setState({ steps: undefined, stale: false });
});

function take(check: CheckResult | undefined): void {
  if (!check) return;
  const { steps } = useGraph.getState();
  const next = check.graph;
  // Steps that come and go while a line is typed would make the picture jump.
  const broken = check.problems.some(isSyntaxError);
  if (next === undefined || (broken && steps !== undefined)) useGraph.setState({ stale: true });
  else if (JSON.stringify(next) === JSON.stringify(steps)) useGraph.setState({ stale: false });
  else useGraph.setState({ steps: next, stale: false });
}

useJob.subscribe((state, before) => {
  if (state.check !== before.check) take(state.check);
});
// The graph may be opened long after the template was.
take(useJob.getState().check);
