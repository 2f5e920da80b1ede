import type { Node } from './nodes.ts';

/** Plain data of a document; integers stay exact. */
export type PlainValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** The data of a node without its places. Aliases were bounded when the document was parsed. */
export function toPlain(node: Node): PlainValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(toPlain);
  const result: Record<string, PlainValue> = {};
  for (const { key, value } of node.entries) {
    // `__proto__` as a key would set the prototype instead of a property.
    Object.defineProperty(result, key.text, {
      value: toPlain(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}
