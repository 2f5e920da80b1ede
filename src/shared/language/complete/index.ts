import type { LanguageDocument } from '../document.ts';
import { locate } from '../locate.ts';
import type { Completion, LanguageContext } from './completion.ts';
import { completeKeys } from './keys.ts';
import { completeExpression } from './symbols.ts';
import { completeValues } from './values.ts';

export type { Completion, CompletionKind, LanguageContext } from './completion.ts';

/** What can be written at an offset, the likeliest first. */
export function complete(
  document: LanguageDocument,
  offset: number,
  context: LanguageContext = {},
): Completion[] {
  const location = locate(document, offset);
  const { expression } = location;
  const found =
    expression !== undefined
      ? completeExpression(location, expression, context)
      : location.role === 'key'
        ? completeKeys(location)
        : completeValues(location, context);
  return found.toSorted((left, right) =>
    compare(left.sort ?? left.label, right.sort ?? right.label),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
