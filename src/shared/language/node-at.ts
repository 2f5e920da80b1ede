import type { PathSegment } from '../text/diagnostic.ts';
import { type Range, touches } from '../text/range.ts';
import { entryOf, type MapNode, type Node, placeOf, type ScalarNode } from '../yaml/index.ts';

export type Path = readonly PathSegment[];

/** The node at a path. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const segment of path) {
    if (node?.kind === 'map') node = entryOf(node, String(segment))?.value;
    else if (node?.kind === 'seq' && typeof segment === 'number') node = node.items[segment];
    else return undefined;
  }
  return node;
}

interface Hit {
  /** The path of the value, or of the value whose key was hit. */
  readonly path: Path;
  readonly role: 'key' | 'value';
  /** The key or the value. */
  readonly scalar: ScalarNode;
  readonly parent: MapNode | undefined;
}

/** The key or scalar that a place touches. */
export function scalarAt(root: Node | undefined, offset: number): Hit | undefined {
  const path: PathSegment[] = [];
  let node = root;
  let parent: MapNode | undefined;
  while (node !== undefined) {
    if (node.alias !== undefined && !touches(node.alias, offset)) return undefined;
    if (node.kind === 'scalar') {
      const range = placeOf(node);
      if (range.start === range.end || !touchesText(node, range, offset)) return undefined;
      return { path, role: 'value', scalar: node, parent };
    }
    if (node.kind === 'seq') {
      const index = node.items.findIndex((item) => touches(placeOf(item), offset));
      if (index < 0) return undefined;
      path.push(index);
      node = node.items[index];
      continue;
    }
    const hit = entryAt(node, offset);
    if (hit === undefined) return undefined;
    parent = node;
    path.push(hit.key.text);
    if (touches(hit.key.range, offset)) return { path, role: 'key', scalar: hit.key, parent };
    node = hit.value;
  }
  return undefined;
}

function entryAt(node: MapNode, offset: number): MapNode['entries'][number] | undefined {
  let found: MapNode['entries'][number] | undefined;
  for (const entry of node.entries) {
    if (touches(entry.key.range, offset)) return entry;
    if (touches(placeOf(entry.value), offset)) found = entry;
  }
  return found;
}

/** Behind its last line break a block scalar is over. */
function touchesText(node: ScalarNode, range: Range, offset: number): boolean {
  if (!touches(range, offset)) return false;
  const isBlock = node.style === 'literal' || node.style === 'folded';
  return !isBlock || offset < range.end || !/[\r\n]/.test(node.source.text[range.end - 1] ?? '');
}
