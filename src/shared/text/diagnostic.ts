import type { Range } from './range.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A step on the way from a document's root to a value: a mapping's key or a sequence's index. */
export type PathSegment = string | number;

/** What a diagnostic's `data` may hold: plain data that crosses every wire unchanged. */
export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/**
 * One finding about a document. `code` is stable and kebab-case (`unknown-property`), `message` says
 * what is wrong and what to do, `range` is exact (also inside scalars), `path` names the value it is
 * about, and `data` carries what a quick fix needs (for example `{ suggestion: 'onRun' }`).
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly path: readonly PathSegment[];
  readonly data?: Readonly<Record<string, PlainData>>;
}
