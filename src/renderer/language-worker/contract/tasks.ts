import type { PathMappingRule } from '../../../shared/expr/index.ts';
import type { FormValues } from './form.ts';
import type { Problem } from './places.ts';

/** The job that the values make, and its tasks. */

export interface BuildParams {
  readonly values: FormValues;
  readonly templateDirectory: string;
  readonly workingDirectory: string;
  readonly pathFormat: 'POSIX' | 'WINDOWS';
  readonly pathMappingRules: readonly PathMappingRule[];
}

interface TaskDimension {
  readonly name: string;
  readonly type: string;
  readonly count: string;
  readonly first: string;
  readonly last: string;
}

export interface StepSummary {
  readonly name: string;
  readonly count: string;
  readonly parameters: readonly TaskDimension[];
  readonly dependencies: readonly string[];
  /** `size`: values of a chunk at most; of adaptive ones what they begin with. */
  readonly chunk?: {
    readonly parameter: string;
    readonly adaptive: boolean;
    readonly size: number;
  };
  /** Parameters without a value on which its tasks depend: how many there are is not known. */
  readonly needs?: readonly string[];
}

export interface JobSummary {
  readonly name: string;
  readonly steps: readonly StepSummary[];
  /** Parameters that need a value and have none: the job cannot run, what does not depend on them is known. */
  readonly missing?: readonly string[];
}

export interface BuildResult {
  readonly job?: JobSummary;
  /** Findings that only the values bring about. */
  readonly problems: readonly Problem[];
  /** Messages a parameter, for its control. */
  readonly issues: Readonly<Record<string, readonly string[]>>;
}

export interface TaskRow {
  readonly index: string;
  readonly values: readonly string[];
}

export interface QueryParams {
  readonly step: string;
  readonly text: string;
  /** A parameter to sort by. */
  readonly parameter?: string;
  /** Or a number for each task, by its index. */
  readonly keys?: Float64Array;
  readonly descending: boolean;
}

export type QueryResult = { readonly count: string } | { readonly error: string };

export interface MapAxis {
  readonly name: string;
  readonly count: number;
  /** Task `i` stands at place `⌊i / stride⌋ mod count`. */
  readonly stride: number;
  /** Values at the places that are named, by place. */
  readonly labels: ReadonlyMap<number, string>;
}

/** Where tasks stand on two parameters: by arithmetic, for at most {@link MAP_LIMIT} tasks. */
export interface TaskMap {
  readonly count: number;
  readonly x: MapAxis;
  readonly y?: MapAxis;
}

/** Tasks that are looked at one by one. */
export const LOOK_LIMIT = 1_000_000;
/** Beyond, a number's division is no longer exact. */
export const MAP_LIMIT = 2 ** 52;
