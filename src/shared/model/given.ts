import { entryOf, type MapEntry, type MapNode, type Node } from '../yaml/index.ts';

/** A null, also the one that a YAML key without a value has. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.type === 'null';
}

/**
 * The entry of a property that is given. An optional property with null is one that is not provided: what
 * `description:` with nothing behind it says, and what format strings of numbers do with null (§5, 3).
 */
export function givenEntry(node: MapNode, key: string): MapEntry | undefined {
  const entry = entryOf(node, key);
  return entry === undefined || isNull(entry.value) ? undefined : entry;
}
