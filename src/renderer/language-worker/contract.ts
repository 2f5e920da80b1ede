import type { PathSegment, Severity } from '../../shared/text/diagnostic.ts';

/**
 * What the page and its language worker say to each other. Everything is plain data; integers that may
 * exceed 2⁵³ (counts, indices, INT values) travel as decimal text.
 */

/** A parameter's value as the form holds it: numbers as the text they were typed with. */
export type FormValue = string | boolean | FormValue[];
export type FormValues = Readonly<Record<string, FormValue>>;

export interface Place {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Problem extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: readonly PathSegment[];
  /** Where it stands: in the template's text, or in the values of the form. */
  readonly source: 'template' | 'values';
  readonly suggestion?: string;
}

export interface OutlineItem {
  readonly name: string;
  /** A type for a parameter, a scope for an environment. */
  readonly detail: string;
  readonly place: Place;
}

export interface Outline {
  readonly steps: readonly OutlineItem[];
  readonly parameters: readonly OutlineItem[];
  readonly environments: readonly OutlineItem[];
}

export type Control =
  | 'LINE_EDIT'
  | 'MULTILINE_EDIT'
  | 'DROPDOWN_LIST'
  | 'CHECK_BOX'
  | 'SPIN_BOX'
  | 'CHOOSE_INPUT_FILE'
  | 'CHOOSE_OUTPUT_FILE'
  | 'CHOOSE_DIRECTORY'
  | 'LIST'
  | 'HIDDEN';

export interface FileFilter {
  readonly label: string;
  readonly patterns: readonly string[];
}

/** One control of the form. */
export interface FormParameter {
  readonly name: string;
  readonly type: string;
  readonly control: Control;
  readonly label: string;
  readonly group?: string;
  readonly description?: string;
  readonly default?: FormValue;
  readonly required: boolean;
  readonly allowedValues?: readonly FormValue[];
  readonly minValue?: string;
  readonly maxValue?: string;
  readonly decimals?: number;
  /** `singleStepDelta`, as text. */
  readonly step?: string;
  readonly fileFilters?: readonly FileFilter[];
}

export interface CheckParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly environments: readonly string[];
}

export interface CheckResult {
  readonly kind?: 'job' | 'environment';
  readonly name?: string;
  readonly description?: string;
  readonly specificationVersion?: string;
  readonly extensions: readonly string[];
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  readonly outline: Outline;
  readonly form: readonly FormParameter[];
  /** Milliseconds the worker took. */
  readonly elapsed: number;
}

export interface BuildParams {
  readonly values: FormValues;
  readonly templateDirectory: string;
  readonly workingDirectory: string;
  readonly pathFormat: 'POSIX' | 'WINDOWS';
}

export interface TaskDimension {
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
  readonly chunk?: { readonly parameter: string; readonly adaptive: boolean };
}

export interface JobSummary {
  readonly name: string;
  readonly steps: readonly StepSummary[];
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

export interface MapAxis {
  readonly name: string;
  readonly count: number;
  /** Values at the places that are named, by place. */
  readonly labels: ReadonlyMap<number, string>;
}

/** Where each task stands in a map of two parameters; at most {@link MAP_LIMIT} tasks. */
export interface TaskMap {
  readonly x: MapAxis;
  readonly y?: MapAxis;
  readonly columns: Uint32Array;
  readonly rows: Uint32Array;
}

export const MAP_LIMIT = 1_000_000;

export interface ResolvedFileView {
  readonly name: string;
  readonly path: string;
  readonly data: string;
  readonly runnable: boolean;
}

export interface ResolvedTask {
  readonly command: string;
  readonly args: readonly string[];
  readonly timeoutSeconds?: number;
  readonly cancelation: string;
  readonly notifyPeriodSeconds: number;
  readonly files: readonly ResolvedFileView[];
  readonly variables: readonly {
    readonly name: string;
    readonly value: string;
    readonly from: string;
  }[];
  /** Where the command stands in the template. */
  readonly line: number;
  readonly error?: string;
}

export interface LanguageMethods {
  check(params: CheckParams): CheckResult;
  build(params: BuildParams): BuildResult;
  tasks(params: { step: string; from: string; count: number }): TaskRow[];
  map(params: { step: string; x?: string; y?: string }): TaskMap | null;
  resolve(params: { step: string; index: string }): ResolvedTask | null;
}

export type LanguageMethod = keyof LanguageMethods;
export type LanguageParams<M extends LanguageMethod> = Parameters<LanguageMethods[M]>[0];
export type LanguageResult<M extends LanguageMethod> = ReturnType<LanguageMethods[M]>;

export interface LanguageRequest {
  readonly id: number;
  readonly method: LanguageMethod;
  readonly params: unknown;
}

export type LanguageResponse =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };
