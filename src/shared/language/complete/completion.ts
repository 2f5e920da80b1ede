import type { ParameterInput } from '../../model/index.ts';
import type { Range } from '../../text/range.ts';

export type CompletionKind =
  | 'property'
  | 'value'
  | 'enum'
  | 'symbol'
  | 'function'
  | 'snippet'
  | 'step'
  | 'capability'
  | 'file';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words behind the label: a type, a signature. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly insert: string;
  /** `insert` has placeholders, `${1:name}`. */
  readonly snippet?: boolean;
  /** It begins an object: its keys are what comes next. */
  readonly begins?: true;
  readonly replace: Range;
  readonly sort?: string;
}

/** What the world around a document lends to it. */
export interface LanguageContext {
  readonly parameterValues?: Readonly<Record<string, ParameterInput>>;
  /** Files of the bundle, relative to the template. */
  readonly files?: readonly string[];
  /** Commands that were looked for on this machine; null for those that are not installed. */
  readonly commands?: Readonly<Record<string, string | null>>;
}
