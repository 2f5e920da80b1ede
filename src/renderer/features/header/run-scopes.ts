import { inertText } from '../../../shared/text/inert.ts';
import type { StepSummary } from '../../language-worker/contract.ts';
import type { nextStep } from '../../stores/next-step.ts';
import { count, indices, type Spans } from '../../stores/ranges.ts';
import { startRun } from '../../stores/run-store.ts';
import { text } from '../../text/en.ts';
import type { MenuEntry } from '../../ui/menu.tsx';

const words = text.runMenu;

const SELECTED_LIMIT = 100_000;

/** The scopes that can be run now. */
export function runScopes(on: {
  /** Of the whole job. */
  readonly tasks: bigint;
  readonly steps: number;
  readonly step: StepSummary | undefined;
  readonly selected: Spans;
  readonly next: ReturnType<typeof nextStep>;
}): MenuEntry[] {
  const { tasks, step, selected, next } = on;
  const entries: MenuEntry[] = [
    { id: 'scout', label: words.scout, action: () => void startRun({ kind: 'scout' }) },
    { id: 'all', label: words.all(tasks), action: () => void startRun({ kind: 'job' }) },
  ];
  if (step && on.steps > 1) entries.push(...ofStep(step));
  if (step && selected.length > 0)
    entries.push({
      id: 'selected',
      label: words.selected(count(selected)),
      action: () =>
        void startRun({
          kind: 'tasks',
          step: step.name,
          indices: indices(selected, SELECTED_LIMIT),
        }),
    });
  if (next.kind === 'run-failed' || next.kind === 'run-rest')
    entries.push({ id: 'failed', label: words.failed, action: () => void startRun(next.scope) });
  return entries;
}

/** With what it depends on and, where it depends on something, alone. */
function ofStep({ name, dependencies }: StepSummary): MenuEntry[] {
  const start = (withDependencies: boolean) => () =>
    void startRun({ kind: 'step', step: name, withDependencies });
  const whole: MenuEntry = {
    id: 'step',
    label: words.step(inertText(name)),
    detail: words.stepDetail,
    action: start(true),
  };
  if (dependencies.length === 0) return [whole];
  return [
    whole,
    { id: 'step-alone', label: words.stepAlone(inertText(name)), action: start(false) },
  ];
}
