import type { PathMappingRule } from '../../shared/expr/index.ts';
import type {
  Completion,
  EmbeddedScript,
  Fix,
  Highlight,
  Hover,
  Link,
  Renaming,
  SemanticToken,
  Signature,
  SymbolNode,
} from '../../shared/language/index.ts';
import type { Range } from '../../shared/text/range.ts';
import type { TextEdit } from '../../shared/yaml/edit/index.ts';
import type { CheckParams, CheckResult } from './contract/check.ts';
import type { EditAnswer, EditParams, EditPath, TreeResult } from './contract/edits.ts';
import type { FileCheck, FileCheckParams, FileWriteParams } from './contract/files.ts';
import type { FormerParams, FormerPlaces, StepMatch } from './contract/former.ts';
import type { PlanRow, PlanScope, PlanSummary } from './contract/plan.ts';
import type { ResolvedTask } from './contract/resolved.ts';
import type {
  BuildParams,
  BuildResult,
  QueryParams,
  QueryResult,
  TaskMap,
  TaskRow,
} from './contract/tasks.ts';
import type { AtParams, OtherText, TextParams } from './contract/texts.ts';

export type * from './contract/check.ts';
export type * from './contract/edits.ts';
export type * from './contract/files.ts';
export type * from './contract/form.ts';
export type * from './contract/former.ts';
export type * from './contract/outline.ts';
export type * from './contract/places.ts';
export type * from './contract/plan.ts';
export type * from './contract/resolved.ts';
export * from './contract/tasks.ts';
export type * from './contract/texts.ts';

/**
 * What the page and its language worker say to each other. Everything is plain data; integers that may
 * exceed 2⁵³ (counts, indices, INT values) travel as decimal text.
 */

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
  /** The run that later questions are about; false when its job cannot be made any more. */
  former(params: FormerParams): boolean;
  matchSteps(): readonly StepMatch[];
  formerPlaces(params: { step: string; from: string; count: number }): FormerPlaces;
  /** Where the task with these values is today. */
  placeNow(params: {
    step: string;
    values: Readonly<Record<string, string>>;
  }): { readonly index: string } | null;
  mapPath(params: {
    path: string;
    rules: readonly PathMappingRule[];
    pathFormat: 'POSIX' | 'WINDOWS';
  }): { readonly path: string; readonly rule: number };
  edit(params: EditParams): EditAnswer;
  tree(params: TextParams): TreeResult;
  /** Items of a list as they are written, with their comments, for the clipboard. */
  copyItems(
    params: TextParams & { readonly path: EditPath; readonly indices: readonly number[] },
  ): string;
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
  /** Files of the bundle that the text names. */
  links(params: TextParams & { readonly files: readonly string[] }): readonly Link[];
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
