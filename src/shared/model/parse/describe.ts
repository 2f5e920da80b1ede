import type { Node } from '../../yaml/index.ts';
import { quote } from '../text.ts';

/** What a node is, for the end of "… must be X, but is Y". */
export function describeNode(node: Node): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'seq') return node.items.length === 0 ? 'an empty list' : 'a list';
  switch (node.type) {
    case 'null':
      return node.text === '' ? 'empty' : 'null';
    case 'string':
      return node.text === '' ? 'an empty text' : `the text ${quote(node.text)}`;
    case 'bool':
      return `${node.text} (a boolean)`;
    default:
      return `the number ${node.text}`;
  }
}

/** The remedy for a text that YAML took for something else. */
export function quotingHint(node: Node): string {
  if (node.kind !== 'scalar' || node.type === 'string' || node.type === 'null') return '';
  return ` Put it in quotes to make it a text: "${node.text}".`;
}
