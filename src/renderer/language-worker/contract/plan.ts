/** The dry run: the whole order of actions, before any runs. */

/** What to run, as the window's run menu offers it before anything has run. */
export type PlanScope =
  | { readonly kind: 'job' }
  | { readonly kind: 'scout' }
  | { readonly kind: 'step'; readonly step: string; readonly withDependencies: boolean }
  | { readonly kind: 'tasks'; readonly step: string; readonly indices: readonly string[] }
  | { readonly kind: 'spans'; readonly steps: readonly StepSpans[] };

/** Some tasks of a step as spans of their places, both ends included. */
export interface StepSpans {
  readonly step: string;
  readonly spans: readonly (readonly [string, string])[];
  /** Places of single values, because chunks are sized while they run. */
  readonly single: boolean;
}

/** One line of a dry run. */
export interface PlanRow {
  readonly row: string;
  readonly kind: 'session' | 'enter' | 'task' | 'exit' | 'end';
  /** Counts from 1. */
  readonly session: number;
  /** The environment or the step. */
  readonly name: string;
  readonly taskIndex?: string;
  readonly values?: readonly string[];
  /** As one would type it; absent where nothing runs. */
  readonly command?: readonly string[];
  readonly wrappedBy?: string;
  readonly error?: string;
}

export interface PlanSummary {
  readonly rows: string;
  readonly sessions: number;
  readonly tasks: string;
}
