import { create } from 'zustand';
import type { StepSummary } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import { add, between, type Spans, toggle } from './ranges.ts';

interface TaskState {
  /** The step whose tasks are shown; undefined: the first. */
  readonly step: string | undefined;
  readonly selected: Spans;
  /** The row the keyboard stands on. */
  readonly focus: bigint;
  readonly anchor: bigint;
}

const INITIAL: TaskState = { step: undefined, selected: [], focus: 0n, anchor: 0n };

export const useTasks = create<TaskState>()(() => INITIAL);

type SelectMode = 'one' | 'toggle' | 'extend' | 'add';

/** The step that is shown: the chosen one while it exists, else the first. */
export function shownStep(
  steps: readonly StepSummary[] | undefined,
  chosen: string | undefined,
): StepSummary | undefined {
  return steps?.find((step) => step.name === chosen) ?? steps?.[0];
}

export function selectStep(step: string): void {
  if (useTasks.getState().step !== step) useTasks.setState({ ...INITIAL, step });
}

export function selectTask(index: bigint, mode: SelectMode = 'one'): void {
  const { selected, anchor } = useTasks.getState();
  if (mode === 'toggle')
    useTasks.setState({ selected: toggle(selected, index), focus: index, anchor: index });
  else if (mode === 'extend')
    useTasks.setState({ selected: [between(anchor, index)], focus: index });
  else if (mode === 'add')
    useTasks.setState({ selected: add(selected, between(anchor, index)), focus: index });
  else
    useTasks.setState({
      selected: [{ first: index, last: index }],
      focus: index,
      anchor: index,
    });
}

export function selectAllTasks(count: bigint): void {
  if (count > 0n) useTasks.setState({ selected: [{ first: 0n, last: count - 1n }] });
}

/** Shows one task wherever it is: the step, its row, its log. */
export function showTask(step: string, index: bigint): void {
  selectStep(step);
  selectTask(index);
}

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path !== before.bundle?.template.path) useTasks.setState(INITIAL);
});

// Fewer tasks than before: what is selected must exist.
useJob.subscribe((state, before) => {
  if (state.built === before.built) return;
  const { step, selected, focus } = useTasks.getState();
  const count = BigInt(shownStep(state.job?.steps, step)?.count ?? '0');
  if (focus < count && selected.every((span) => span.last < count)) return;
  useTasks.setState({ selected: [], focus: 0n, anchor: 0n });
});
