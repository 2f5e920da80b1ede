import { stringify } from 'yaml';
import type { Range } from '../text/range.ts';
import type { MapEntry, MapNode, Node, SeqNode } from './nodes.ts';
import type { PlainValue } from './plain.ts';

/** A replacement in a text. Everything outside of its range stays as it is, comments included. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((left, right) => right.range.start - left.range.start);
  return ordered.reduce(
    (result, { range, text: replacement }) =>
      result.slice(0, range.start) + replacement + result.slice(range.end),
    text,
  );
}

type Path = readonly (string | number)[];

/** The smallest edits of a document that change one thing, written in the style around it. */
export class DocumentEditor {
  readonly #text: string;
  readonly #root: Node;
  readonly #eol: string;
  readonly #json: boolean;

  constructor(text: string, root: Node, options: { readonly format?: 'yaml' | 'json' } = {}) {
    this.#text = text;
    this.#root = root;
    this.#eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.#json = options.format === 'json';
  }

  /** Sets the value at a path; a property that is not there is added to its mapping. */
  set(path: Path, value: PlainValue): TextEdit[] {
    const key = path.at(-1);
    const parent = this.#find(path.slice(0, -1));
    if (parent?.kind === 'map' && typeof key === 'string') {
      const entry = parent.entries.find((each) => each.key.text === key);
      return [
        entry === undefined
          ? this.#insert(parent, key, value)
          : this.#replace(parent, entry, value),
      ];
    }
    if (parent?.kind === 'seq' && typeof key === 'number') {
      const item = parent.items[key];
      return item === undefined
        ? this.append(path.slice(0, -1), value)
        : [this.#replaceItem(parent, item, value)];
    }
    return [];
  }

  /** Adds an item to the end of a list. */
  append(path: Path, value: PlainValue): TextEdit[] {
    const list = this.#find(path);
    if (list?.kind !== 'seq') return [];
    const last = list.items.at(-1);
    if (list.flow || last === undefined) {
      return [this.#insertFlow(list.range, list.items.length === 0, this.#flow(value))];
    }
    const dash = this.#dashOf(list, list.items.length - 1);
    const text = this.#block([value], this.#columnOf(dash));
    return [this.#afterLine(last, text)];
  }

  /** Removes a property or an item. */
  remove(path: Path): TextEdit[] {
    const key = path.at(-1);
    const parent = this.#find(path.slice(0, -1));
    if (parent?.kind === 'map' && typeof key === 'string') {
      const index = parent.entries.findIndex((each) => each.key.text === key);
      const entry = parent.entries[index];
      return entry === undefined ? [] : [this.#removeEntry(parent, index, entry)];
    }
    if (parent?.kind === 'seq' && typeof key === 'number' && parent.items[key] !== undefined) {
      return [this.#removeItem(parent, key)];
    }
    return [];
  }

  #find(path: Path): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const segment of path) {
      // What an alias stands for is shared; changing it would change other places too.
      if (node === undefined || node.alias !== undefined) return undefined;
      if (node.kind === 'map') node = node.entries.find(({ key }) => key.text === segment)?.value;
      else node = node.kind === 'seq' ? node.items[Number(segment)] : undefined;
    }
    return node?.alias === undefined ? node : undefined;
  }

  #replace(parent: MapNode, entry: MapEntry, value: PlainValue): TextEdit {
    const old = entry.value.alias ?? entry.value.range;
    if (parent.flow) return { range: old, text: this.#flow(value) };
    const inline = this.#inline(value);
    const empty = old.start === old.end;
    const sameLine = !/[\r\n]/.test(this.#text.slice(entry.key.range.end, old.end));
    if (inline !== undefined && sameLine && !empty) return { range: old, text: inline };
    const column = this.#columnOf(entry.key.range.start);
    const end = empty ? this.#text.indexOf(':', entry.key.range.end) + 1 : this.#contentEnd(old);
    const text = this.#block({ [entry.key.text]: value }, column).trimStart();
    return { range: { start: entry.key.range.start, end }, text };
  }

  #replaceItem(parent: SeqNode, item: Node, value: PlainValue): TextEdit {
    const old = item.alias ?? item.range;
    if (parent.flow) return { range: old, text: this.#flow(value) };
    const dash = this.#dashOf(parent, parent.items.indexOf(item));
    const text = this.#block([value], this.#columnOf(dash)).trimStart();
    return { range: { start: dash, end: Math.max(dash + 1, this.#contentEnd(old)) }, text };
  }

  #insert(parent: MapNode, key: string, value: PlainValue): TextEdit {
    const last = parent.entries.at(-1);
    if (parent.flow || last === undefined) {
      const text = this.#json
        ? `${JSON.stringify(key)}: ${this.#flow(value)}`
        : this.#flow({ [key]: value }).replace(/^\{\s*|\s*\}$/g, '');
      return this.#insertFlow(parent.range, parent.entries.length === 0, text);
    }
    const column = this.#columnOf((parent.entries[0] as MapEntry).key.range.start);
    const text = this.#block({ [key]: value }, column);
    return this.#afterLine(last.value, text, last.key.range.end);
  }

  /** Before the closing bracket of a collection in flow style. */
  #insertFlow(range: Range, first: boolean, text: string): TextEdit {
    let at = range.end - 1;
    while (!first && /\s/.test(this.#text.charAt(at - 1))) at--;
    const comma = !first && this.#text.charAt(at - 1) !== ',';
    return { range: { start: at, end: at }, text: `${comma ? ', ' : ''}${text}` };
  }

  /** On lines of its own behind a value, and behind the comment on its last line. */
  #afterLine(value: Node, text: string, floor = 0): TextEdit {
    const end = this.#contentEnd(value.alias ?? value.range, floor);
    const at = this.#lineEnd(end);
    return { range: { start: at, end: at }, text: this.#eol + text };
  }

  #removeEntry(parent: MapNode, index: number, entry: MapEntry): TextEdit {
    const next = parent.entries[index + 1];
    const before = parent.entries[index - 1];
    const end = Math.max(
      entry.key.range.end,
      this.#contentEnd(entry.value.alias ?? entry.value.range),
    );
    if (parent.flow)
      return this.#removeFlow(entry.key.range.start, end, next?.key.range.start, before?.value);
    // The first entry of an item stands behind its dash; the next one takes its place there.
    const lineStart = this.#lineStart(entry.key.range.start);
    const alone = this.#text.slice(lineStart, entry.key.range.start).trim() === '';
    if (!alone && next !== undefined)
      return { range: { start: entry.key.range.start, end: next.key.range.start }, text: '' };
    if (before === undefined && next === undefined)
      return { range: { start: entry.key.range.start, end }, text: '{}' };
    return { range: { start: lineStart, end: this.#nextLine(end) }, text: '' };
  }

  #removeItem(parent: SeqNode, index: number): TextEdit {
    const item = parent.items[index] as Node;
    const old = item.alias ?? item.range;
    const end = this.#contentEnd(old);
    if (parent.flow) {
      const next = parent.items[index + 1];
      return this.#removeFlow(
        old.start,
        end,
        next && (next.alias ?? next.range).start,
        parent.items[index - 1],
      );
    }
    const dash = this.#dashOf(parent, index);
    if (parent.items.length === 1) return { range: { start: dash, end }, text: '[]' };
    const lineStart = this.#lineStart(dash);
    if (this.#text.slice(lineStart, dash).trim() === '') {
      return { range: { start: lineStart, end: this.#nextLine(end) }, text: '' };
    }
    return { range: { start: dash, end: this.#dashOf(parent, index + 1) }, text: '' };
  }

  #removeFlow(
    start: number,
    end: number,
    next: number | undefined,
    before: Node | undefined,
  ): TextEdit {
    if (next !== undefined) return { range: { start, end: next }, text: '' };
    const from = before === undefined ? start : (before.alias ?? before.range).end;
    return { range: { start: from, end }, text: '' };
  }

  /** Where the dash of an item stands. */
  #dashOf(parent: SeqNode, index: number): number {
    const item = parent.items[index];
    const from = item === undefined ? parent.range.end : (item.alias ?? item.range).start;
    return this.#text.lastIndexOf('-', Math.max(0, from - 1));
  }

  /** The end of a value without the line breaks that a block scalar ends with. */
  #contentEnd(range: Range, floor = 0): number {
    let { end } = range;
    while (end > range.start && /[\r\n]/.test(this.#text.charAt(end - 1))) end--;
    return Math.max(end, floor);
  }

  #lineStart(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1;
  }

  #lineEnd(offset: number): number {
    const at = this.#text.indexOf('\n', offset);
    if (at < 0) return this.#text.length;
    return this.#text.charAt(at - 1) === '\r' ? at - 1 : at;
  }

  #nextLine(offset: number): number {
    const at = this.#text.indexOf('\n', offset);
    return at < 0 ? this.#text.length : at + 1;
  }

  #columnOf(offset: number): number {
    return offset - this.#lineStart(offset);
  }

  /** A value that fits behind its key: a scalar of one line or an empty collection. */
  #inline(value: PlainValue): string | undefined {
    if (this.#json) return this.#flow(value);
    const text = stringify(value, { lineWidth: 0 }).replace(/\n$/, '');
    const isScalar = typeof value !== 'object' || value === null || text === '[]' || text === '{}';
    return isScalar && !text.includes('\n') ? text : undefined;
  }

  #flow(value: PlainValue): string {
    if (this.#json) return toJson(value);
    return stringify(value, {
      collectionStyle: 'flow',
      lineWidth: 0,
      flowCollectionPadding: false,
    }).trim();
  }

  /** A collection in block style, indented to a column. */
  #block(value: PlainValue, column: number): string {
    const lines = stringify(value, { lineWidth: 0, indentSeq: false })
      .replace(/\n$/, '')
      .split('\n');
    return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join(this.#eol);
  }
}

/** JSON with integers of any size. */
function toJson(value: PlainValue): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${toJson(each)}`,
  );
  return `{${entries.join(', ')}}`;
}
