import type { CheckParams } from './check.ts';
import type { BuildParams } from './tasks.ts';

/** What a run was made of, to tell how the tasks of today stand to those of then. */
export interface FormerParams {
  readonly check: CheckParams;
  readonly build: BuildParams;
  /** Steps of which the run counts tasks in single values, because it measures its chunks. */
  readonly single: readonly string[];
}

/** How the tasks of a step stand to those that a run was made of. */
export interface StepMatch {
  readonly step: string;
  /** Places that the run had for its tasks. */
  readonly count: string;
  /** Every task has the place that it had. */
  readonly same: boolean;
  /** They are the tasks of then, and no others. */
  readonly unchanged: boolean;
  /** What makes that the tasks would not do the same again: parameters, `(template)`, `(rules)`. */
  readonly differs: readonly string[];
}

/** Where tasks of today were in the run (−1: nowhere), and how many places each takes there. */
export interface FormerPlaces {
  readonly places: Float64Array;
  readonly lengths: Uint32Array;
}
