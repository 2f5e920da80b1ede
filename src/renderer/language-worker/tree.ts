import type { LanguageDocument } from '../../shared/language/index.ts';
import type { Node } from '../../shared/yaml/index.ts';
import type { TreeNode, TreeResult } from './contract.ts';

/** The whole document as plain data; nothing of it while its syntax is broken. */
export function treeOf(document: LanguageDocument): TreeResult {
  const { root, kind, text, lines } = document;
  const walk = (node: Node): TreeNode => {
    const { start, end } = node.alias ?? node.range;
    const place = {
      start,
      end,
      line: lines.positionAt(start).line,
      ...(node.alias === undefined ? {} : { alias: true as const }),
    };
    if (node.kind === 'scalar')
      return { kind: 'scalar', text: node.text, type: node.type, ...place };
    if (node.kind === 'seq') return { kind: 'seq', items: node.items.map(walk), ...place };
    const entries = node.entries.map(({ key, value }) => ({ key: key.text, value: walk(value) }));
    return { kind: 'map', entries, ...place };
  };
  return document.isBroken || root?.kind !== 'map'
    ? { kind, text }
    : { root: walk(root), kind, text };
}
