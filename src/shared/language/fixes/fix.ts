import type { PathSegment } from '../../text/diagnostic.ts';
import { type PlainInput, setValue, type TextEdit, tryEdit } from '../../yaml/edit/index.ts';
import type { LanguageDocument } from '../document.ts';
import { propertyOrder } from '../property-order.ts';

/** A change that an editor offers at a place. */
export interface Fix {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor';
  readonly edits: readonly TextEdit[];
  /** A file of the bundle that must be written first; the edits refer to it. */
  readonly creates?: { readonly path: string; readonly text: string };
  /** A file of the bundle that must be read first; the edits are made of its text. */
  readonly reads?: string;
  /** The finding that it mends. */
  readonly diagnosticCode?: string;
  /** The one that an editor applies without asking. */
  readonly preferred?: boolean;
}

/** A fix, unless its edits cannot be made or would change nothing. */
export function fixOf(
  title: string,
  make: () => readonly TextEdit[],
  rest: Omit<Fix, 'title' | 'edits'>,
): Fix[] {
  const result = tryEdit(make);
  if (!('edits' in result) || result.edits.length === 0) return [];
  return [{ title, edits: result.edits, ...rest }];
}

/** Sets a value; properties that are new stand where the schema has them. */
export function setInOrder(
  document: LanguageDocument,
  path: readonly PathSegment[],
  value: PlainInput,
): TextEdit[] {
  return setValue(document, path, value, { orderOf: (parent) => propertyOrder(document, parent) });
}
