import type { Range } from '../../text/range.ts';
import type { TextEdit } from './text-edit.ts';

export type RefusalCode =
  | 'no-such-value'
  | 'not-a-collection'
  | 'through-alias'
  | 'anchor-in-use'
  | 'key-exists'
  | 'complex-key'
  | 'tagged-value'
  | 'not-json'
  | 'broken-text';

/** An edit that cannot be made, with the reason in words; `range` is what stands in the way. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  readonly code: RefusalCode;
  readonly range: Range | undefined;

  constructor(code: RefusalCode, message: string, range?: Range) {
    super(message);
    this.code = code;
    this.range = range;
  }
}

export type EditResult =
  | { readonly edits: readonly TextEdit[] }
  | { readonly refused: RefusalCode; readonly reason: string; readonly range?: Range };

/** Makes edits, and a refusal a result. */
export function tryEdit(make: () => readonly TextEdit[]): EditResult {
  try {
    return { edits: make() };
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error;
    const { code, message, range } = error;
    return { refused: code, reason: message, ...(range === undefined ? {} : { range }) };
  }
}
