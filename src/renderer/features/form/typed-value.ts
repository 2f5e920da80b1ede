import type { ValueSchema } from '../../../shared/model/schema/index.ts';
import type { PlainInput } from '../../../shared/yaml/edit/document.ts';
import type { TreeNode } from '../../language-worker/contract.ts';

/** What was typed as the value that the schema wants; a text that is no number stays a text. */
export function typedValue(
  value: ValueSchema,
  text: string,
  node: TreeNode | undefined,
): PlainInput {
  // Who wrote a number in quotes keeps them.
  const quoted = node?.kind === 'scalar' && node.type === 'string';
  if (value.kind === 'boolean' || value.kind === 'bool')
    return text === 'true' ? true : text === 'false' ? false : text;
  if ((value.kind !== 'integer' && value.kind !== 'number') || quoted) return text;
  if (/^-?(?:0|[1-9]\d*)$/.test(text)) return BigInt(text);
  const number = Number(text);
  // Only a number that is written back as it was typed: 1.50 and 1e3 are texts.
  return value.kind === 'number' && text !== '' && String(number) === text ? number : text;
}
