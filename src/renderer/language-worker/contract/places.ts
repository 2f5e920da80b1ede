import type { PathSegment, Severity } from '../../../shared/text/diagnostic.ts';

/** Where something stands in a text, and what was found there. */

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
