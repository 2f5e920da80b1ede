import type { ActionRecord, RunRecord, StepProgress } from '../../shared/protocol/run.ts';
import type { RunData } from './run-data.ts';

/** How long something still takes. */
type Estimate =
  | {
      readonly known: true;
      readonly milliseconds: number;
      /** Of some of what is left nothing is known: it takes at least so long. */
      readonly atLeast: boolean;
    }
  /** Nothing has been finished that would say how long the rest takes. */
  | { readonly known: false };

const UNKNOWN: Estimate = { known: false };

/** Progress below which an action's own word is no ground for anything, in percent. */
const LEAST_PROGRESS = 5;

/** What is left of one running action; undefined without a ground. */
export function taskLeft(action: ActionRecord, data: RunData, now: number): number | undefined {
  const elapsed = Math.max(0, now - action.startedAt);
  const { progress = 0 } = action;
  if (progress >= LEAST_PROGRESS) return (elapsed * (100 - progress)) / progress;
  const mean = action.step === undefined ? undefined : meanOf(data, action.step);
  return mean === undefined ? undefined : Math.max(0, mean * weightOf(action) - elapsed);
}

/**
 * What is left of a step: its unfinished tasks at the pace of those that are finished (else at that of the
 * running ones that tell their progress), shared by as many sessions as there are and can have work.
 */
export function stepLeft(
  step: StepProgress,
  data: RunData,
  sessions: number,
  now: number,
): Estimate {
  const running = data.running().filter((action) => action.step === step.name);
  const begun = running.reduce((sum, action) => sum + weightOf(action), 0);
  const left = Number(step.total) - step.succeeded - step.failed - step.canceled;
  if (left <= 0) return { known: true, milliseconds: 0, atLeast: false };
  const mean = meanOf(data, step.name) ?? toldMean(running, now);
  if (mean === undefined) return UNKNOWN;
  const unbegun = Math.max(0, left - begun);
  const work =
    unbegun * mean +
    running.reduce(
      (sum, action) =>
        sum + (taskLeft(action, data, now) ?? Math.max(0, mean - (now - action.startedAt))),
      0,
    );
  const atOnce = Math.max(1, Math.min(sessions, left));
  return { known: true, milliseconds: work / atOnce, atLeast: false };
}

/** What is left of a run: the sum over its steps. */
export function runLeft(run: RunRecord, data: RunData, now: number): Estimate | undefined {
  if (run.state !== 'running' || run.startedAt === undefined) return undefined;
  let milliseconds = 0;
  let known = false;
  let unknown = false;
  for (const step of run.steps) {
    const left = stepLeft(step, data, run.sessions, now);
    if (!left.known) unknown = true;
    else if (left.milliseconds > 0) {
      known = true;
      milliseconds += left.milliseconds;
    }
  }
  if (known) return { known: true, milliseconds, atLeast: unknown };
  return unknown ? UNKNOWN : undefined;
}

/** Milliseconds a task of a step takes, by those that succeeded; a chunk counts as its tasks. */
function meanOf(data: RunData, step: string): number | undefined {
  const finished = data.finished(step);
  return finished === undefined ? undefined : finished.milliseconds / finished.tasks;
}

function toldMean(running: readonly ActionRecord[], now: number): number | undefined {
  const told = running.filter((action) => (action.progress ?? 0) >= LEAST_PROGRESS);
  if (told.length === 0) return undefined;
  const sum = told.reduce(
    (total, action) =>
      total +
      (Math.max(0, now - action.startedAt) * 100) / (action.progress ?? 100) / weightOf(action),
    0,
  );
  return sum / told.length;
}

function weightOf({ tasks = 1 }: ActionRecord): number {
  return tasks;
}
