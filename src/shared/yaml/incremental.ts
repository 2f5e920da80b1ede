import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import type { MapEntry, Node, SourceText } from './nodes.ts';
import { cutPieces, type EntryPiece } from './pieces.ts';

/** What parsing a text gives. */
export interface Parsed {
  readonly root?: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/** Smaller documents are parsed whole faster than they are put together. */
const LEAST_LENGTH = 4_000;
const LEAST_PIECES = 8;

/**
 * Parses a document piece by piece and keeps the pieces: after a keystroke one of them is parsed and the
 * others are only moved to their new place. Pieces of the last two documents are kept, no more.
 */
export class IncrementalParser {
  readonly #parse: (source: SourceText) => Parsed;
  readonly #leastLength: number;
  #fresh = new Map<string, Parsed>();
  #older = new Map<string, Parsed>();

  /**
   * @param parse parses a text whole; its result may be kept.
   * @param leastLength texts below this length are always parsed whole.
   */
  constructor(parse: (source: SourceText) => Parsed, leastLength = LEAST_LENGTH) {
    this.#parse = parse;
    this.#leastLength = leastLength;
  }

  parse(source: SourceText): Parsed {
    const pieces = source.text.length < this.#leastLength ? undefined : cutPieces(source.text);
    const count = pieces?.reduce((sum, { items }) => sum + (items?.length ?? 1), 0) ?? 0;
    if (pieces === undefined || (count < LEAST_PIECES && this.#leastLength > 0))
      return this.#parse(source);
    this.#older = this.#fresh;
    this.#fresh = new Map();
    return this.#join(source, pieces) ?? this.#parse(source);
  }

  /** Undefined where a piece is not what it looked like; the document is then read whole. */
  #join(source: SourceText, pieces: readonly EntryPiece[]): Parsed | undefined {
    const diagnostics: Diagnostic[] = [];
    const entries: MapEntry[] = [];
    const keys = new Set<string>();
    for (const piece of pieces) {
      const end = piece.items?.[0]?.start ?? piece.end;
      const head = this.#piece(source, { start: piece.start, end }, diagnostics);
      const [entry, second] = head?.kind === 'map' && !head.flow ? head.entries : [];
      if (entry === undefined || second !== undefined || keys.has(entry.key.text)) return undefined;
      keys.add(entry.key.text);
      if (piece.items === undefined) {
        entries.push(entry);
        continue;
      }
      const items: Node[] = [];
      for (const range of piece.items) {
        const sequence = this.#piece(source, range, diagnostics);
        const [item, another] = sequence?.kind === 'seq' && !sequence.flow ? sequence.items : [];
        if (item === undefined || another !== undefined) return undefined;
        items.push(item);
      }
      const first = piece.items[0] as Range;
      const start = first.start + source.text.slice(first.start).search(/\S/);
      const range = { start, end: items.at(-1)?.range.end ?? start };
      entries.push({ key: entry.key, value: { kind: 'seq', items, range, flow: false } });
    }
    const start = entries[0]?.key.range.start ?? 0;
    const range = { start, end: entries.at(-1)?.value.range.end ?? start };
    return { root: { kind: 'map', entries, range, flow: false }, diagnostics };
  }

  #piece(source: SourceText, { start, end }: Range, diagnostics: Diagnostic[]): Node | undefined {
    const text = source.text.slice(start, end);
    const parsed = this.#fresh.get(text) ?? this.#older.get(text) ?? this.#parse({ text });
    this.#fresh.set(text, parsed);
    for (const found of parsed.diagnostics)
      diagnostics.push({ ...found, range: moved(found.range, start) });
    return parsed.root === undefined ? undefined : movedNode(parsed.root, start, source);
  }
}

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** A node at its place in the document; pieces hold no aliases. */
function movedNode(node: Node, by: number, source: SourceText): Node {
  const range = moved(node.range, by);
  switch (node.kind) {
    case 'scalar':
      return { ...node, range, source };
    case 'seq': {
      const items = node.items.map((item) => movedNode(item, by, source));
      return { kind: 'seq', items, range, flow: node.flow };
    }
    case 'map': {
      const entries = node.entries.map(({ key, value }) => ({
        key: { ...key, range: moved(key.range, by), source },
        value: movedNode(value, by, source),
      }));
      return { kind: 'map', entries, range, flow: node.flow };
    }
  }
}
