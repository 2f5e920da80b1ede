import { parseDocument } from '../../yaml/index.ts';
import { nodeToInput, type TemplateInput } from './input.ts';

/** A list written as JSON, with exact integers; undefined when it is none. */
export function parseJsonInput(text: string): readonly TemplateInput[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  const { root, diagnostics } = parseDocument(text, { format: 'json' });
  if (root?.kind !== 'seq' || diagnostics.length > 0) return undefined;
  const input = nodeToInput(root);
  return Array.isArray(input) ? (input as readonly TemplateInput[]) : undefined;
}
