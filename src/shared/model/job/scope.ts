import { createStepGraph } from './step-graph.ts';
import type { Job, Step } from './types.ts';

/** What of a job is to run. Task indices count from 0 in the step's task space. */
export type JobScope =
  | { readonly kind: 'job' }
  | { readonly kind: 'scout'; readonly step?: string | undefined }
  | { readonly kind: 'step'; readonly step: string; readonly withDependencies: boolean }
  /** Some tasks of several steps, as spans of places; steps that are not named have none. */
  | { readonly kind: 'spans'; readonly steps: ReadonlyMap<string, readonly PlaceSpan[]> }
  | {
      readonly kind: 'tasks';
      readonly step: string;
      readonly indices: readonly bigint[];
      readonly withDependencies?: boolean | undefined;
    };

/** Both ends included. */
export interface PlaceSpan {
  readonly first: bigint;
  readonly last: bigint;
}

/** A step of a scope; without indices or spans all of its tasks. */
export interface ScopedStep {
  readonly step: Step;
  readonly indices?: readonly bigint[];
  readonly spans?: readonly PlaceSpan[];
}

/** First, middle and last: they show early whether all of it would work. */
export function scoutIndices(count: bigint): bigint[] {
  return count === 0n ? [] : [...new Set([0n, (count - 1n) / 2n, count - 1n])];
}

/** The steps and tasks of a scope, each step after those it depends on. Throws RangeError on unknown names. */
export function scopeSteps(job: Job, scope: JobScope): ScopedStep[] {
  const byName = new Map(job.steps.map((step) => [step.name, step]));
  const ordered = createStepGraph(job.steps).order.flatMap((name) => byName.get(name) ?? []);
  const before = (name: string, wanted: boolean | undefined): ReadonlySet<string> =>
    new Set(wanted === true ? createStepGraph(job.steps).dependenciesOf(name) : []);
  switch (scope.kind) {
    case 'job':
      return ordered.map((step) => ({ step }));
    case 'scout': {
      // A step that waits for others needs what all of their tasks leave, not what three of them do.
      const steps =
        scope.step === undefined
          ? ordered.filter(({ dependencies }) => dependencies.length === 0)
          : [stepOf(job, scope.step)];
      return steps.map((step) => ({ step, indices: scoutIndices(step.space.count) }));
    }
    case 'spans':
      return ordered.flatMap((step) => {
        const spans = scope.steps.get(step.name) ?? [];
        return spans.length === 0 ? [] : [{ step, spans }];
      });
    case 'step': {
      stepOf(job, scope.step);
      const needed = before(scope.step, scope.withDependencies);
      return ordered
        .filter(({ name }) => needed.has(name) || name === scope.step)
        .map((step) => ({ step }));
    }
    case 'tasks': {
      const step = stepOf(job, scope.step);
      const outside = scope.indices.find((index) => index < 0n || index >= step.space.count);
      if (outside !== undefined) {
        throw new RangeError(
          `The step "${step.name}" has no task ${outside}; its tasks are 0 to ${step.space.count - 1n}.`,
        );
      }
      const needed = before(scope.step, scope.withDependencies);
      return [
        ...ordered.filter(({ name }) => needed.has(name)).map((one) => ({ step: one })),
        { step, indices: scope.indices },
      ];
    }
  }
}

function stepOf(job: Job, name: string): Step {
  const step = job.steps.find((one) => one.name === name);
  if (step === undefined) throw new RangeError(`The job has no step "${name}".`);
  return step;
}
