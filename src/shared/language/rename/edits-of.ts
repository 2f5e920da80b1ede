import type { TextEdit } from '../../yaml/edit/index.ts';
import type { ScalarNode } from '../../yaml/index.ts';
import type { LanguageDocument } from '../document.ts';
import type { Occurrence, TemplateSymbol } from '../symbols/symbol.ts';
import { setTextAt } from './scalar-edit.ts';

/** The edits that give a symbol another name in its document, or why not. */
export function editsOf(
  document: LanguageDocument,
  symbol: TemplateSymbol,
  newName: string,
): TextEdit[] | string {
  const byScalar = new Map<ScalarNode, Occurrence[]>();
  for (const occurrence of symbol.occurrences) {
    const known = byScalar.get(occurrence.scalar) ?? [];
    byScalar.set(occurrence.scalar, [...known, occurrence]);
  }
  const edits: TextEdit[] = [];
  for (const [scalar, occurrences] of byScalar) {
    const changed = setTextAt(
      document,
      scalar,
      occurrences.map(({ start, end }) => ({ start, end, text: newName })),
    );
    if (typeof changed === 'string') return changed;
    edits.push(...changed);
  }
  return edits.toSorted((left, right) => left.range.start - right.range.start);
}
