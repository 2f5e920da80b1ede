import { type MapNode, type Node, placeOf, type SeqNode } from '../nodes.ts';
import type { EditDocument, Path } from './document.ts';
import { EditRefused } from './refusal.ts';

export type Collection = MapNode | SeqNode;

/** Where a value stands: in which collection and at which index of it. */
interface Slot {
  readonly parent: Collection;
  readonly index: number;
}

export interface Found {
  readonly node: Node;
  /** Undefined for the root. */
  readonly slot: Slot | undefined;
  /** True when the value stands in flow style or JSON, where only flow style can follow. */
  readonly inFlow: boolean;
}

/** The value at a path, or undefined. Refuses to go through an alias: the text there belongs to its anchor. */
export function find(document: EditDocument, path: Path): Found | undefined {
  let found: Found | undefined =
    document.root === undefined
      ? undefined
      : { node: document.root, slot: undefined, inFlow: document.format === 'json' };
  for (const segment of path) {
    if (found === undefined) return undefined;
    const { node } = found;
    if (node.alias !== undefined) throw throughAlias(document, node);
    const index = indexOf(node, segment);
    if (index === undefined) return undefined;
    const parent = node as Collection;
    const child = childAt(parent, index);
    if (child === undefined) return undefined;
    found = { node: child, slot: { parent, index }, inFlow: found.inFlow || parent.flow };
  }
  return found;
}

/** The collection at a path, to be changed; null for one that is empty. */
export function findCollection(document: EditDocument, path: Path): Found {
  const found = find(document, path);
  if (found === undefined) {
    throw new EditRefused('no-such-value', `There is nothing at ${describePath(path)}.`);
  }
  if (found.node.alias !== undefined) throw throughAlias(document, found.node);
  return found;
}

export function childAt(parent: Collection, index: number): Node | undefined {
  return parent.kind === 'map' ? parent.entries[index]?.value : parent.items[index];
}

export function sizeOf(collection: Collection): number {
  return collection.kind === 'map' ? collection.entries.length : collection.items.length;
}

function indexOf(node: Node, segment: string | number): number | undefined {
  if (node.kind === 'seq') return typeof segment === 'number' ? segment : undefined;
  if (node.kind !== 'map') return undefined;
  const index = node.entries.findIndex((entry) => entry.key.text === String(segment));
  return index < 0 ? undefined : index;
}

export function describePath(path: Path): string {
  return path.length === 0 ? 'the root' : path.join('.');
}

function throughAlias({ text }: EditDocument, node: Node): EditRefused {
  const place = placeOf(node);
  const name = text.slice(place.start, place.end);
  return new EditRefused(
    'through-alias',
    `${name} is an alias: the text it stands for is written at its anchor and may be used elsewhere. Edit the anchor, or replace the alias.`,
    place,
  );
}
