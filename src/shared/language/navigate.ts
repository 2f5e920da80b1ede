import type { Range } from '../text/range.ts';
import type { LanguageDocument } from './document.ts';
import { symbolAt } from './symbols/table.ts';

/** Where the name at an offset is defined. */
export function definition(document: LanguageDocument, offset: number): { range: Range }[] {
  const found = symbolAt(document, offset);
  const defined = found?.symbol.occurrences.filter(({ role }) => role === 'definition') ?? [];
  return defined.map(({ range }) => ({ range }));
}

/** Every place of the name at an offset, its definition among them, in the order of the text. */
export function references(document: LanguageDocument, offset: number): Range[] {
  const found = symbolAt(document, offset);
  const ranges = found?.symbol.occurrences.map(({ range }) => range) ?? [];
  return ranges.toSorted((left, right) => left.start - right.start);
}

export interface Highlight {
  readonly range: Range;
  readonly kind: 'write' | 'read';
}

/** The places to mark while the cursor stands on a name. */
export function highlights(document: LanguageDocument, offset: number): Highlight[] {
  const found = symbolAt(document, offset);
  const marks = found?.symbol.occurrences.map(
    ({ range, role }): Highlight => ({ range, kind: role === 'definition' ? 'write' : 'read' }),
  );
  return (marks ?? []).toSorted((left, right) => left.range.start - right.range.start);
}
