import type { PathMappingRule } from '../../shared/expr/index.ts';
import type {
  Completion,
  EmbeddedScript,
  Fix,
  Highlight,
  Hover,
  Renaming,
  SemanticToken,
  Signature,
  SymbolNode,
} from '../../shared/language/index.ts';
import type { PathKind } from '../../shared/model/bundle/asset-references.ts';
import type { NewAsset, NewValue } from '../../shared/model/bundle/write.ts';
import type { FarmProfile } from '../../shared/model/profile.ts';
import type { PathSegment, Severity } from '../../shared/text/diagnostic.ts';
import type { Range } from '../../shared/text/range.ts';
import type { PlainInput, TextEdit } from '../../shared/yaml/edit/index.ts';

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
  /** Where it stands: in the template's text, in the values of the form, or in another file of the bundle. */
  readonly source: 'template' | 'values' | 'file';
  /** Which other file. */
  readonly file?: string;
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
  readonly scripts: readonly OutlineScript[];
}

/** An embedded file and where each of its lines stands in the template. */
export interface OutlineScript {
  readonly step?: string;
  readonly environment?: string;
  readonly name: string;
  /** Lines of the template, counted from 1; at most the first few thousand. */
  readonly lines: readonly number[];
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
  /** The layered environment template that asks for it, where the job's own template does not. */
  readonly from?: string;
  /** Of a PATH: what it leads to, and what the job does with it. */
  readonly objectType?: 'FILE' | 'DIRECTORY';
  readonly dataFlow?: 'NONE' | 'IN' | 'OUT' | 'INOUT';
}

/** A step as the graph draws it, whether its job can be built or not. */
export interface GraphStep {
  readonly name: string;
  /** Its place in the list of steps. */
  readonly index: number;
  readonly line: number;
  readonly dependencies: readonly string[];
  readonly environments: readonly string[];
}

/** The document as the form walks it: plain data, each node with its place. */
export type TreeNode =
  | {
      readonly kind: 'scalar';
      readonly text: string;
      readonly type: 'string' | 'int' | 'float' | 'bool' | 'null';
      readonly start: number;
      readonly end: number;
      readonly line: number;
      readonly alias?: true;
    }
  | {
      readonly kind: 'map';
      readonly entries: readonly { readonly key: string; readonly value: TreeNode }[];
      readonly start: number;
      readonly end: number;
      readonly line: number;
      readonly alias?: true;
    }
  | {
      readonly kind: 'seq';
      readonly items: readonly TreeNode[];
      readonly start: number;
      readonly end: number;
      readonly line: number;
      readonly alias?: true;
    };

export interface TreeResult {
  /** Undefined while the text cannot be read. */
  readonly root?: TreeNode;
  readonly kind: 'job' | 'environment';
  readonly text: string;
}

/** A change of the document by place, made from any view as a minimal change of its text. */
export type EditCommand =
  | { readonly kind: 'set'; readonly path: EditPath; readonly value: PlainInput }
  /** `prune`: a list or mapping that becomes empty goes too. */
  | { readonly kind: 'remove'; readonly path: EditPath; readonly prune?: boolean }
  | {
      readonly kind: 'insert';
      readonly path: EditPath;
      readonly index: number;
      readonly value: PlainInput;
    }
  | { readonly kind: 'move'; readonly path: EditPath; readonly from: number; readonly to: number }
  | { readonly kind: 'duplicate'; readonly path: EditPath; readonly index: number }
  /** Puts a text of the user's own in the place of a value, as it is. */
  | { readonly kind: 'write'; readonly path: EditPath; readonly text: string }
  /** Adds what a copied text says to a list, with a name that is free. */
  | {
      readonly kind: 'paste';
      readonly path: EditPath;
      readonly index: number;
      readonly text: string;
    }
  | { readonly kind: 'rename-key'; readonly path: EditPath; readonly key: string }
  | { readonly kind: 'add-dependency'; readonly step: string; readonly on: string }
  | { readonly kind: 'remove-dependency'; readonly step: string; readonly on: string }
  | { readonly kind: 'add-step'; readonly name: string; readonly after?: string }
  | { readonly kind: 'remove-step'; readonly step: string }
  | {
      readonly kind: 'require';
      readonly step: string;
      readonly amounts: readonly RequiredAmount[];
    };

/** The least of something that a host must have. */
export interface RequiredAmount {
  readonly name: string;
  readonly min: number;
}

export type EditPath = readonly PathSegment[];

export interface EditParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  readonly command: EditCommand;
}

/** Edits one after the other, each over the text that the one before left; or why there are none. */
export type EditAnswer =
  | { readonly batches: readonly (readonly TextEdit[])[] }
  | { readonly refused: string };

export interface TextParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
}

/** Another file of the bundle. */
export interface OtherText {
  readonly path: string;
  readonly text: string;
}

/** A place in a text that may be newer than what was checked last. */
export interface AtParams extends TextParams {
  readonly offset: number;
  readonly files?: readonly string[];
}

export interface CheckParams {
  readonly text: string;
  readonly format: 'yaml' | 'json';
  /** Environment templates in the order in which they are entered. */
  readonly environments: readonly OtherText[];
  /** The farm that the template is meant for. */
  readonly farmProfile?: FarmProfile;
  /** Commands that were looked for on this machine and are not there. */
  readonly missingCommands?: readonly string[];
}

/** An environment template that is layered on the job. */
export interface LayerCheck {
  readonly path: string;
  readonly name?: string;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  readonly parameters: readonly string[];
  readonly variables: readonly string[];
  readonly actions: readonly string[];
}

export interface CheckResult {
  readonly kind?: 'job' | 'environment';
  readonly name?: string;
  readonly description?: string;
  readonly specificationVersion?: string;
  readonly extensions: readonly string[];
  readonly valid: boolean;
  readonly problems: readonly Problem[];
  /** The commands of the actions that are written out, to be looked for on this machine. */
  readonly commands: readonly string[];
  readonly outline: Outline;
  /** Absent while the text cannot be read as a job template. */
  readonly graph?: readonly GraphStep[];
  readonly form: readonly FormParameter[];
  readonly environments: readonly LayerCheck[];
  /** Milliseconds the worker took. */
  readonly elapsed: number;
}

export interface BuildParams {
  readonly values: FormValues;
  readonly templateDirectory: string;
  readonly workingDirectory: string;
  readonly pathFormat: 'POSIX' | 'WINDOWS';
  readonly pathMappingRules: readonly PathMappingRule[];
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

/** Where a resolved value comes from. */
export interface Source {
  /** 0 is the job template, 1… the layered environment templates in their order. */
  readonly document: number;
  readonly line: number;
  readonly column: number;
  /** The symbols that it was made from: `Param.Quality`, `Task.Param.Frame`. */
  readonly names: readonly string[];
}

export interface ResolvedWord {
  readonly text: string;
  readonly source: Source;
}

export interface ResolvedFileView {
  readonly name: string;
  readonly path: string;
  readonly data: string;
  readonly runnable: boolean;
  readonly endOfLine: 'AUTO' | 'LF' | 'CRLF';
  readonly source: Source;
}

/** An environment around an action, with what it is known to set before it runs. */
export interface ResolvedLayer {
  readonly name: string;
  readonly scope: 'external' | 'job' | 'step';
  /** The file of an environment template. */
  readonly path?: string;
  /** Its enter action may set more. */
  readonly enters: boolean;
  readonly variables: readonly {
    readonly name: string;
    readonly value: string;
    readonly source: Source;
    /** A later environment that sets it again. */
    readonly hiddenBy?: string;
  }[];
}

/** An action as it will run, as far as that is known before it does. */
export interface ResolvedTask {
  /** The command, then its arguments. */
  readonly words: readonly ResolvedWord[];
  readonly timeoutSeconds?: number;
  readonly cancelation: string;
  readonly notifyPeriodSeconds: number;
  readonly files: readonly ResolvedFileView[];
  /** In the order of entering. */
  readonly layers: readonly ResolvedLayer[];
  /** Values of the task's parameters. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly chunk?: {
    readonly parameter: string;
    readonly count: string;
    readonly adaptive: boolean;
  };
  /** Paths that a rule changed. */
  readonly mapped: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly rule: number;
  }[];
  readonly rules: number;
  /** The hook that runs in place of the action, and the environment that has it. */
  readonly wrappedBy?: { readonly environment: string; readonly hook: string };
  readonly error?: string;
}

/** Files of a bundle whose content is known: environment templates, values, references of assets. */
export type CheckedFileKind = 'environment' | 'values' | 'assets';

export interface FileCheckParams extends TextParams {
  /** By its name in the bundle. */
  readonly path: string;
  readonly kind: CheckedFileKind;
  /** What there is at the paths that it names. */
  readonly found?: ReadonlyMap<string, PathKind>;
}

export interface FileCheck {
  readonly problems: readonly Problem[];
  /** The paths that it names, in their lists. */
  readonly assets: readonly NewAsset[];
  /** The values that it gives, the farm's own among them. */
  readonly values: FormValues;
}

/** What to run, as the window's run menu offers it before anything has run. */
export type PlanScope =
  | { readonly kind: 'job' }
  | { readonly kind: 'scout' }
  | { readonly kind: 'step'; readonly step: string; readonly withDependencies: boolean }
  | { readonly kind: 'tasks'; readonly step: string; readonly indices: readonly string[] };

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

/** Another file of the bundle with these values or paths in it; everything else stays. */
export interface FileWriteParams extends TextParams {
  readonly values?: readonly NewValue[];
  readonly assets?: readonly NewAsset[];
}

export interface LanguageMethods {
  check(params: CheckParams): CheckResult;
  /** Checks another file of the bundle; values by the parameters of the template that was checked last. */
  checkFile(params: FileCheckParams): FileCheck;
  writeFile(params: FileWriteParams): { readonly text: string } | { readonly refused: string };
  build(params: BuildParams): BuildResult;
  tasks(params: { step: string; from: string; count: number }): TaskRow[];
  map(params: { step: string; x?: string; y?: string }): TaskMap | null;
  /** Filters and sorts a step's tasks; a newer query ends this one, which then answers null. */
  query(params: QueryParams): Promise<QueryResult | null>;
  /** Rows of the newest query. */
  queryRows(params: { from: string; count: number }): TaskRow[];
  resolve(params: { step: string; index: string }): ResolvedTask | null;
  /** The whole order of a scope's actions, by arithmetic; rows and actions of the newest one can be asked for. */
  plan(params: { scope: PlanScope }): PlanSummary | null;
  planRows(params: { from: string; count: number }): PlanRow[];
  resolveRow(params: { row: string }): ResolvedTask | null;
  mapPath(params: {
    path: string;
    rules: readonly PathMappingRule[];
    pathFormat: 'POSIX' | 'WINDOWS';
  }): { readonly path: string; readonly rule: number };
  edit(params: EditParams): EditAnswer;
  tree(params: TextParams): TreeResult;
  complete(params: AtParams): readonly Completion[];
  hover(params: AtParams): Hover | null;
  signature(params: AtParams): Signature | null;
  definition(params: AtParams): readonly Range[];
  references(params: AtParams): readonly Range[];
  highlights(params: AtParams): readonly Highlight[];
  renameable(params: AtParams): { readonly range: Range; readonly name: string } | null;
  rename(
    params: AtParams & { readonly name: string; readonly others: readonly OtherText[] },
  ): Renaming;
  fixes(params: AtParams & { readonly end: number }): readonly Fix[];
  /** The edits of a fix that reads a file, once its text is there. */
  embed(
    params: AtParams & { readonly path: string; readonly content: string },
  ): readonly TextEdit[];
  symbols(params: TextParams): readonly SymbolNode[];
  folding(params: TextParams): readonly Range[];
  semantics(params: TextParams): readonly SemanticToken[];
  scripts(params: TextParams): readonly EmbeddedScript[];
}

export type LanguageMethod = keyof LanguageMethods;
export type LanguageParams<M extends LanguageMethod> = Parameters<LanguageMethods[M]>[0];
export type LanguageResult<M extends LanguageMethod> = Awaited<ReturnType<LanguageMethods[M]>>;

export interface LanguageRequest {
  readonly id: number;
  readonly method: LanguageMethod;
  readonly params: unknown;
}

export type LanguageResponse =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string };
