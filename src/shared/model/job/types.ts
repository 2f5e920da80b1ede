import type { FormatString, Scope, Value } from '../../expr/index.ts';
import type { PathSegment } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import type { Extension } from '../extensions.ts';
import type { JobParameterType, TaskParameterType } from '../parameter-types.ts';
import type { TaskSpace } from './task-space.ts';

/**
 * A job: a template with every value of its parameters bound and everything resolved that is resolved
 * at job creation (§7.4). What the host resolves (commands, arguments, files, variables) is kept as
 * format strings with their origin, so that a preview and a log line can point back at the template.
 */
export interface Job {
  readonly name: string;
  readonly description?: string;
  readonly extensions: ReadonlySet<Extension>;
  readonly parameters: ReadonlyMap<string, JobParameter>;
  /** Environments of environment templates, in the order they were given; entered before the job's own. */
  readonly externalEnvironments: readonly Environment[];
  readonly environments: readonly Environment[];
  readonly steps: readonly Step[];
}

export interface JobParameter {
  readonly name: string;
  readonly type: JobParameterType;
  /** What `RawParam.<name>` is: for PATH types the text as it was given after joining (§7.4). */
  readonly value: Value;
}

export interface Step {
  readonly name: string;
  readonly description?: string;
  readonly path: readonly PathSegment[];
  /** Names of the steps that must have succeeded before, in the template's order. */
  readonly dependencies: readonly string[];
  readonly environments: readonly Environment[];
  readonly hostRequirements?: HostRequirements;
  readonly space: TaskSpace;
  readonly script: StepScript;
  /** The step's own `let` bindings, evaluated at job creation (§3.6). */
  readonly bindings: Scope<Value>;
}

/** Host requirements as they stand after job creation (§3.3): names in lower case. */
export interface HostRequirements {
  readonly amounts: readonly {
    readonly name: string;
    readonly min?: number;
    readonly max?: number;
  }[];
  readonly attributes: readonly {
    readonly name: string;
    readonly anyOf?: readonly string[];
    readonly allOf?: readonly string[];
  }[];
}

/** Where a piece of a job stands in the document it came from. */
export interface Origin {
  /** Index of the document: 0 is the job template, 1… the environment templates in their order. */
  readonly document: number;
  readonly path: readonly PathSegment[];
  readonly range: Range;
}

/** A format string of the template that the host resolves, with its place. */
export interface TemplateString {
  readonly format: FormatString;
  readonly origin: Origin;
}

export interface LetBinding {
  readonly name: string;
  readonly source: TemplateLet;
}

/** The parsed right-hand side of a `let` binding and its place. */
interface TemplateLet {
  readonly expression: import('../../expr/index.ts').Expression;
  readonly origin: Origin;
}

export type CancelationMode = 'TERMINATE' | 'NOTIFY_THEN_TERMINATE';

/** §5.3: `mode` and the period may be format strings with FEATURE_BUNDLE_1. */
export interface Cancelation {
  readonly mode: TemplateString | CancelationMode;
  readonly notifyPeriodInSeconds?: TemplateString | number;
}

export interface Action {
  readonly command: TemplateString;
  readonly args: readonly TemplateString[];
  readonly timeout?: TemplateString | number;
  readonly cancelation?: Cancelation;
  readonly origin: Origin;
}

export type EndOfLine = 'AUTO' | 'LF' | 'CRLF';

export interface EmbeddedFile {
  readonly name: string;
  readonly filename?: string;
  readonly runnable: boolean;
  readonly data: TemplateString;
  readonly endOfLine: EndOfLine;
  /** The wrap hooks that it is written for, when its text tells of the wrapped action; else it is for all. */
  readonly hooks?: readonly EnvironmentActionName[];
  readonly origin: Origin;
}

/** §3.5; a simple action (§8) has been expanded into `onRun` and one embedded file. */
export interface StepScript {
  readonly bindings: readonly LetBinding[];
  readonly embeddedFiles: readonly EmbeddedFile[];
  readonly onRun: Action;
}

export type EnvironmentActionName =
  | 'onEnter'
  | 'onExit'
  | 'onWrapEnvEnter'
  | 'onWrapTaskRun'
  | 'onWrapEnvExit';

export interface EnvironmentScript {
  readonly bindings: readonly LetBinding[];
  readonly embeddedFiles: readonly EmbeddedFile[];
  readonly actions: Readonly<Partial<Record<EnvironmentActionName, Action>>>;
}

export interface Environment {
  readonly name: string;
  readonly description?: string;
  readonly scope: 'external' | 'job' | 'step';
  /** The extensions of the document that defines it: an environment template's own count for it. */
  readonly extensions: ReadonlySet<Extension>;
  readonly variables: readonly { readonly name: string; readonly value: TemplateString }[];
  readonly script?: EnvironmentScript;
  /** The `let` bindings of the step around a step environment (§3.6.2). */
  readonly stepName?: string;
  readonly outerBindings?: Scope<Value>;
  readonly origin: Origin;
}

export interface TaskParameterValue {
  readonly type: TaskParameterType;
  /** int, float, string, path text as a string value; a chunk is a `range_expr` value. */
  readonly value: Value;
}

/** The values of one task: parameter name → value, in the order of the definitions. */
export type TaskParameterSet = ReadonlyMap<string, TaskParameterValue>;
