import { type Job, type Step, scopeSteps } from '../../shared/model/index.ts';
import type { RunScope } from '../../shared/protocol/run.ts';
import type { StepPlan } from './scheduler.ts';
import { adaptiveChunks, allTasks, chosenTasks } from './task-source.ts';

interface PlanOptions {
  readonly adaptiveChunks: boolean;
}

/** The steps and tasks of a scope, each step after those it depends on. Throws RangeError on unknown names. */
export function planRun(
  job: Job,
  scope: Exclude<RunScope, { kind: 'failed' }>,
  options: PlanOptions,
): StepPlan[] {
  const wanted = scope.kind === 'tasks' ? { ...scope, indices: scope.indices.map(BigInt) } : scope;
  return scopeSteps(job, wanted).map(({ step, indices }) => {
    if (indices !== undefined) return { step, source: chosenTasks(step.space, indices) };
    const adaptive = isAdaptive(step, options.adaptiveChunks);
    return { step, source: adaptive ? adaptiveChunks(step.space) : allTasks(step.space) };
  });
}

/** Whether a step's chunks are sized while it runs; its tasks are then counted in single values. */
export function isAdaptive({ space: { chunk } }: Step, wanted: boolean): boolean {
  return wanted && chunk?.adaptive === true && (chunk.targetRuntimeSeconds ?? 0) > 0;
}
