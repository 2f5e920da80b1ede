import { createStepGraph, type Job, type Step } from '../../shared/model/index.ts';
import type { RunScope } from '../../shared/protocol/run.ts';
import type { StepPlan } from './scheduler.ts';
import {
  adaptiveChunks,
  allTasks,
  chosenTasks,
  scoutIndices,
  type TaskSource,
} from './task-source.ts';

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
  const byName = new Map(job.steps.map((step) => [step.name, step]));
  const ordered = createStepGraph(job.steps).order.flatMap((name) => byName.get(name) ?? []);
  const whole = (step: Step): StepPlan => ({ step, source: wholeStep(step, options) });
  switch (scope.kind) {
    case 'job':
      return ordered.map(whole);
    case 'scout': {
      // A step that waits for others needs what all of their tasks leave, not what three of them do.
      const steps =
        scope.step === undefined
          ? ordered.filter(({ dependencies }) => dependencies.length === 0)
          : [stepOf(job, scope.step)];
      return steps.map((step) => ({
        step,
        source: chosenTasks(step.space, scoutIndices(step.space.count)),
      }));
    }
    case 'step': {
      const before = scope.withDependencies ? dependenciesOf(job, scope.step) : new Set<string>();
      const included = ordered.filter((step) => before.has(step.name) || step.name === scope.step);
      stepOf(job, scope.step);
      return included.map(whole);
    }
    case 'tasks': {
      const chosen = stepOf(job, scope.step);
      const indices = scope.indices.map(BigInt);
      const outside = indices.find((index) => index < 0n || index >= chosen.space.count);
      if (outside !== undefined) {
        throw new RangeError(
          `The step "${chosen.name}" has no task ${outside}; its tasks are 0 to ${chosen.space.count - 1n}.`,
        );
      }
      const before =
        scope.withDependencies === true ? dependenciesOf(job, scope.step) : new Set<string>();
      return [
        ...ordered.filter((step) => before.has(step.name)).map(whole),
        { step: chosen, source: chosenTasks(chosen.space, indices) },
      ];
    }
    case 'failed':
      return planAgain(ordered, options);
  }
}

function planAgain(ordered: readonly Step[], options: PlanOptions): StepPlan[] {
  const plans: StepPlan[] = [];
  for (const step of ordered) {
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

function stepOf(job: Job, name: string): Step {
  const step = job.steps.find((one) => one.name === name);
  if (step === undefined) throw new RangeError(`The job has no step "${name}".`);
  return step;
}

function dependenciesOf(job: Job, name: string): ReadonlySet<string> {
  return new Set(createStepGraph(job.steps).dependenciesOf(name));
}
