import { parseFormatString, parseLetBinding } from '../../expr/index.ts';
import type { MapNode, Node, ScalarNode } from '../../yaml/index.ts';
import { type Place, within } from '../collector.ts';
import { isNull } from '../given.ts';
import type { FormatValue, LetValue, Located, NumericValue, TextValue } from '../template/types.ts';
import { readNumber } from './scalars.ts';

/**
 * Reads properties of a mapping into typed values. What has the wrong type is left out: the structural
 * check has reported it.
 */
export class Reader {
  readonly node: MapNode;
  readonly place: Place | undefined;
  readonly expr: boolean;
  readonly #entries: ReadonlyMap<string, Node>;

  constructor(node: MapNode, place: Place | undefined, expr: boolean) {
    this.node = node;
    this.place = place;
    this.expr = expr;
    const given = node.entries.filter(({ value }) => !isNull(value));
    this.#entries = new Map(given.map(({ key, value }) => [key.text, value]));
  }

  /** The reader of a mapping, or nothing. */
  static of(located: Located | undefined, expr: boolean): Reader | undefined {
    if (located?.node.kind !== 'map') return undefined;
    return new Reader(located.node, located.place, expr);
  }

  get(key: string): Located | undefined {
    const node = this.#entries.get(key);
    return node === undefined ? undefined : { node, place: within(this.place, key) };
  }

  object(key: string): Reader | undefined {
    return Reader.of(this.get(key), this.expr);
  }

  items(key: string): Located[] {
    const list = this.get(key);
    if (list?.node.kind !== 'seq') return [];
    return list.node.items.map((node, index) => ({ node, place: within(list.place, index) }));
  }

  /** The mappings of a list, read one by one. */
  objects<T>(key: string, read: (reader: Reader) => T | undefined): T[] {
    const results: T[] = [];
    for (const item of this.items(key)) {
      const reader = Reader.of(item, this.expr);
      const result = reader === undefined ? undefined : read(reader);
      if (result !== undefined) results.push(result);
    }
    return results;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  text(key: string): TextValue | undefined {
    return toText(this.get(key));
  }

  string(key: string): string | undefined {
    return this.text(key)?.value;
  }

  oneOf<const T extends string>(key: string, values: readonly T[]): T | undefined {
    const text = this.string(key);
    return values.find((value) => value === text);
  }

  boolean(key: string): boolean | undefined {
    const node = this.#entries.get(key);
    return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
  }

  number(key: string): number | undefined {
    const node = this.#entries.get(key);
    return node === undefined ? undefined : readNumber(node, true);
  }

  format(key: string): FormatValue | undefined {
    return toFormat(this.get(key), this.expr);
  }

  formats(key: string): FormatValue[] {
    return this.items(key).flatMap((item) => toFormat(item, this.expr) ?? []);
  }

  numeric(key: string): NumericValue | undefined {
    const located = this.get(key);
    const node = located?.node;
    if (located === undefined || node?.kind !== 'scalar') return undefined;
    const { place } = located;
    if (node.type === 'string' && node.text.includes('{{')) {
      return { node, place, value: parseFormatString(node.text, { expr: this.expr }) };
    }
    const value = readNumber(node, true);
    return value === undefined ? undefined : { node, place, value };
  }

  bindings(): LetValue[] {
    return this.items('let').flatMap(({ node, place }) =>
      isText(node) ? { node, place, binding: parseLetBinding(node.text) } : [],
    );
  }
}

export function isText(node: Node | undefined): node is ScalarNode {
  return node?.kind === 'scalar' && node.type === 'string';
}

export function toText(located: Located | undefined): TextValue | undefined {
  if (located === undefined || !isText(located.node)) return undefined;
  return { node: located.node, place: located.place, value: located.node.text };
}

export function toFormat(located: Located | undefined, expr: boolean): FormatValue | undefined {
  if (located === undefined || !isText(located.node)) return undefined;
  const { node, place } = located;
  return { node, place, format: parseFormatString(node.text, { expr }) };
}
