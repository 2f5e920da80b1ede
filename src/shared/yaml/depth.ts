import type { CST } from 'yaml';
import { DOCUMENT_LIMITS } from './limits.ts';

/**
 * True when a document's collections stand more than the allowed number of levels inside each other.
 * Runs on the parser's flat tokens with its own stack, before anything recursive sees the document.
 */
export function isTooDeep(document: CST.Token): boolean {
  if (document.type !== 'document' || !document.value) return false;
  const stack: { token: CST.Token; depth: number }[] = [{ token: document.value, depth: 1 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { token, depth } = next;
    if (!('items' in token)) continue;
    if (depth > DOCUMENT_LIMITS.depth) return true;
    for (const item of token.items) {
      if (item.key && 'items' in item.key) stack.push({ token: item.key, depth: depth + 1 });
      if (item.value && 'items' in item.value) stack.push({ token: item.value, depth: depth + 1 });
    }
  }
  return false;
}
