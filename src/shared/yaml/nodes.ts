import type { Range } from '../text/range.ts';

/** The text that nodes point into. Shared by all nodes of a document. */
export interface SourceText {
  readonly text: string;
}

export type ScalarType = 'string' | 'int' | 'float' | 'bool' | 'null';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/**
 * A scalar. `text` is the decoded text of a string and the source text of everything else, so that
 * numbers keep the form they were written in; `value` is the value by the YAML 1.2 core schema.
 */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly text: string;
  readonly value: string | bigint | number | boolean | null;
  readonly style: ScalarStyle;
  readonly range: Range;
  /** Where the alias stands through which this node was reached; `range` is the anchored node's. */
  readonly alias?: Range;
  readonly source: SourceText;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly range: Range;
  readonly flow: boolean;
  readonly alias?: Range;
}

export interface SeqNode {
  readonly kind: 'seq';
  readonly items: readonly Node[];
  readonly range: Range;
  readonly flow: boolean;
  readonly alias?: Range;
}

/** A node of a document. Aliases stand as their target; an alias never leads back to itself. */
export type Node = ScalarNode | MapNode | SeqNode;

/** Where a reader looks for the node: at the alias if it was reached through one. */
export function placeOf(node: Node): Range {
  return node.alias ?? node.range;
}

/** The value of a key in a mapping. */
export function entryOf(node: MapNode, key: string): MapEntry | undefined {
  for (const entry of node.entries) if (entry.key.text === key) return entry;
  return undefined;
}
