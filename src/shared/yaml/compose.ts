import { Alias, type Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node as YamlNode } from 'yaml';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import type { MapEntry, Node, ScalarNode, ScalarStyle, SourceText } from './nodes.ts';
import { problem } from './problems.ts';
import { resolvePlain } from './resolve-plain.ts';
import { QUOTE_FORMAT_STRING } from './syntax-words.ts';

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

const CORE = 'tag:yaml.org,2002:';

/** An anchor whose value is still being read: an alias to it would lead back to itself. */
const OPEN = Symbol('open');

/** Turns the parser's tree into ours in one walk: types, positions, aliases, duplicate keys. */
export class Composer {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SourceText;
  readonly #anchors = new Map<string, Node | typeof OPEN>();
  readonly #sizes = new Map<Node, number>();
  #aliased = 0;

  constructor(source: SourceText) {
    this.#source = source;
  }

  compose(document: Document.Parsed): Node | undefined {
    const contents = document.contents as YamlNode | null;
    return contents === null ? undefined : this.#node(contents);
  }

  #node(node: YamlNode): Node {
    if (node instanceof Alias) return this.#alias(node);
    const anchor = (node as Scalar).anchor;
    if (anchor === undefined) return this.#bare(node);
    this.#anchors.set(anchor, OPEN);
    const result = this.#bare(node);
    this.#anchors.set(anchor, result);
    this.#sizes.set(result, countNodes(result));
    return result;
  }

  #bare(node: YamlNode): Node {
    if (node instanceof Scalar) return this.#scalar(node);
    if (node instanceof YAMLMap) return this.#map(node);
    if (node instanceof YAMLSeq) return this.#seq(node);
    return this.#null(0);
  }

  #scalar(node: Scalar): ScalarNode {
    const range = rangeOf(node);
    const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
    const source = this.#source;
    const decoded = node.source ?? '';
    if (style !== 'plain' && (node.tag === undefined || node.tag === `${CORE}str`)) {
      return {
        kind: 'scalar',
        type: 'string',
        text: decoded,
        value: decoded,
        style,
        range,
        source,
      };
    }
    if (node.tag !== undefined) return this.#tagged(node.tag, decoded, style, range);
    const { type, value } = resolvePlain(decoded);
    return { kind: 'scalar', type, text: decoded, value, style, range, source };
  }

  #tagged(tag: string, text: string, style: ScalarStyle, range: Range): ScalarNode {
    const source = this.#source;
    const wanted = tag.startsWith(CORE) ? tag.slice(CORE.length) : '';
    const resolved = resolvePlain(text);
    if (wanted === resolved.type || (wanted === 'float' && resolved.type === 'int')) {
      const value = wanted === 'float' ? Number(text) : resolved.value;
      const type = wanted === 'float' ? 'float' : resolved.type;
      return { kind: 'scalar', type, text, value, style, range, source };
    }
    if (wanted === 'int' || wanted === 'float' || wanted === 'bool' || wanted === 'null') {
      this.diagnostics.push(
        problem('yaml-tag', `"${text}" is not what its tag !!${wanted} says.`, range),
      );
    }
    return { kind: 'scalar', type: 'string', text, value: text, style, range, source };
  }

  #map(node: YAMLMap): Node {
    const entries: MapEntry[] = [];
    const seen = new Map<string, ScalarNode>();
    for (const pair of node.items) {
      if (!(pair instanceof Pair)) continue;
      const key = this.#key(pair.key as YamlNode | null);
      const value = pair.value ? this.#node(pair.value as YamlNode) : undefined;
      if (key === undefined) continue;
      const first = seen.get(key.text);
      if (first !== undefined) {
        this.diagnostics.push(
          problem('duplicate-key', `"${key.text}" stands in this mapping twice.`, key.range, {
            first: first.range.start,
          }),
        );
        continue;
      }
      seen.set(key.text, key);
      entries.push({ key, value: value ?? this.#null(key.range.end) });
    }
    return {
      kind: 'map',
      entries,
      range: this.#extent(node, entries.at(-1)?.value),
      flow: node.flow === true,
    };
  }

  #key(node: YamlNode | null): ScalarNode | undefined {
    if (node === null) return undefined;
    const key = this.#node(node);
    if (key.kind === 'scalar') return key;
    const doubled = key.kind === 'map' && this.#source.text[key.range.start - 1] === '{';
    const message = doubled ? QUOTE_FORMAT_STRING : 'A key must be a single text.';
    this.diagnostics.push(problem('yaml-complex-key', message, key.range));
    return undefined;
  }

  #seq(node: YAMLSeq): Node {
    const items = node.items.map((item) =>
      item instanceof Pair
        ? this.#pairItem(item as Pair<YamlNode, YamlNode | null>)
        : this.#node(item as YamlNode),
    );
    return {
      kind: 'seq',
      items,
      range: this.#extent(node, items.at(-1)),
      flow: node.flow === true,
    };
  }

  /** `[a: 1]`, a mapping without its braces. */
  #pairItem(pair: Pair<YamlNode, YamlNode | null>): Node {
    const map = new YAMLMap();
    map.items.push(pair);
    map.flow = true;
    return this.#map(map);
  }

  /** Collections in block style end with their last value, not with the blank lines behind it. */
  #extent(node: YAMLMap | YAMLSeq, last: Node | undefined): Range {
    const range = rangeOf(node);
    if (node.flow === true && node.range) return range;
    const end =
      last === undefined ? range.end : Math.max(range.start, (last.alias ?? last.range).end);
    const start = node.range ? range.start : end;
    return { start, end };
  }

  #alias(node: Alias): Node {
    const place = rangeOf(node);
    const target = this.#anchors.get(node.source);
    if (target === OPEN) {
      this.diagnostics.push(
        problem(
          'yaml-self-reference',
          `The alias *${node.source} stands inside its own anchor.`,
          place,
        ),
      );
      return this.#null(place.start);
    }
    if (target === undefined) {
      this.diagnostics.push(
        problem(
          'yaml-unknown-alias',
          `No anchor &${node.source} stands before this alias. Put "*${node.source}" in quotes if it is meant as text.`,
          place,
        ),
      );
      return this.#null(place.start);
    }
    this.#aliased += this.#sizes.get(target) ?? 1;
    if (this.#aliased > DOCUMENT_LIMITS.aliasedNodes) {
      const limit = DOCUMENT_LIMITS.aliasedNodes.toLocaleString('en');
      if (this.diagnostics.at(-1)?.code !== 'yaml-alias-limit') {
        this.diagnostics.push(
          problem(
            'yaml-alias-limit',
            `The aliases of this document stand for more than ${limit} values.`,
            place,
          ),
        );
      }
      return this.#null(place.start);
    }
    return { ...target, alias: place };
  }

  #null(at: number): ScalarNode {
    const range = { start: at, end: at };
    return {
      kind: 'scalar',
      type: 'null',
      text: '',
      value: null,
      style: 'plain',
      range,
      source: this.#source,
    };
  }
}

function rangeOf(node: { range?: readonly number[] | null | undefined }): Range {
  const [start = 0, end = start] = node.range ?? [];
  return { start, end };
}

/** How many values a node stands for, those behind aliases included (bounded by the alias limit). */
function countNodes(node: Node): number {
  if (node.kind === 'scalar') return 1;
  let count = 1;
  if (node.kind === 'seq') for (const item of node.items) count += countNodes(item);
  else for (const entry of node.entries) count += 1 + countNodes(entry.value);
  return count;
}
