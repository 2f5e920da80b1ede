import type { PathSegment } from '../../shared/text/diagnostic.ts';
import { entryOf, type Node } from '../../shared/yaml/index.ts';

type Path = readonly PathSegment[];

/** What stands at a path, if anything does. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  return path.reduce<Node | undefined>((node, segment) => {
    if (node?.kind === 'seq' && typeof segment === 'number') return node.items[segment];
    if (node?.kind === 'map') return entryOf(node, String(segment))?.value;
    return undefined;
  }, root);
}
