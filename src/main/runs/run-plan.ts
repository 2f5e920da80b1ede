import { type Job, type ScopedStep, type Step, scopeSteps } from '../../shared/model/index.ts';
import type { RunScope } from '../../shared/protocol/run.ts';
import type { StepPlan } from './scheduler.ts';
import { adaptiveChunks, allTasks, chosenTasks, type TaskSource } from './task-source.ts';

/** What an earlier run covered and achieved of a step, for running the rest again. */
export interface EarlierStep {
  readonly source: (step: Step) => TaskSource;
  readonly succeeded: { readonly count: bigint; has(index: bigint): boolean };
}

export interface PlanOptions {
  readonly adaptiveChunks: boolean;
  /** Of scope `failed`: what is known of a step of the earlier run; undefined where it was not in it. */
  earlier?(step: string): EarlierStep | undefined;
}

/** The steps and tasks of a scope, each step after those it depends on. Throws RangeError on unknown names. */
export function planRun(job: Job, scope: RunScope, options: PlanOptions): StepPlan[] {
  if (scope.kind === 'failed') return planAgain(scopeSteps(job, { kind: 'job' }), options);
  const wanted = scope.kind === 'tasks' ? { ...scope, indices: scope.indices.map(BigInt) } : scope;
  return scopeSteps(job, wanted).map(({ step, indices }) => ({
    step,
    source: indices === undefined ? wholeStep(step, options) : chosenTasks(step.space, indices),
  }));
}

function planAgain(ordered: readonly ScopedStep[], options: PlanOptions): StepPlan[] {
  const plans: StepPlan[] = [];
  for (const { step } of ordered) {
    const earlier = options.earlier?.(step.name);
    if (earlier === undefined) continue;
    const before = earlier.source(step);
    const indices: bigint[] = [];
    for (let task = before.next(); task !== undefined; task = before.next()) {
      if (!earlier.succeeded.has(task.index)) indices.push(task.index);
    }
    if (indices.length > 0) plans.push({ step, source: chosenTasks(step.space, indices) });
  }
  return plans;
}

function wholeStep(step: Step, options: PlanOptions): TaskSource {
  const { chunk } = step.space;
  const sized = chunk?.adaptive === true && (chunk.targetRuntimeSeconds ?? 0) > 0;
  return options.adaptiveChunks && sized ? adaptiveChunks(step.space) : allTasks(step.space);
}
