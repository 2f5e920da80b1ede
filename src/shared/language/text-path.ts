import type { PathSegment } from '../text/diagnostic.ts';
import type { LanguageDocument } from './document.ts';
import type { Path } from './node-at.ts';

export interface TextPlace {
  /** The path of the collection or value that is being written. */
  readonly path: Path;
  readonly role: 'key' | 'value';
  /** Where the word or value begins that is being typed. */
  readonly start: number;
}

const ENTRY = /^( *(?:- +)*)(?:(["']?)([^\s"'#{}[\],&*!|>][^"'#{}[\],]*?)\2 *:(?= |$))?/;

interface Line {
  readonly dashes: readonly number[];
  readonly column: number;
  readonly key: string | undefined;
  readonly isBlank: boolean;
}

function readLine(text: string): Line {
  const match = ENTRY.exec(text);
  const lead = match?.[1] ?? '';
  const isBlank = /^\s*(?:#|$)/.test(text);
  const bare = /^ *(?:- +)*-$/.test(text) ? text.length - 1 : -1;
  const dashes = [...lead.matchAll(/-/g)].map((dash) => dash.index);
  if (bare >= 0) dashes.push(bare);
  return { dashes, column: bare >= 0 ? bare + 2 : lead.length, key: match?.[3], isBlank };
}

/**
 * Where a place of a block document stands, by indentation alone: works in lines that are half typed and in
 * documents that cannot be parsed.
 */
export function textPlace(document: LanguageDocument, offset: number): TextPlace {
  const { lines, text } = document;
  const { line } = lines.positionAt(offset);
  const start = lines.lineStart(line);
  const prefix = text.slice(start, offset);
  const here = readLine(prefix);
  const colon = ENTRY.exec(prefix);
  const isValue = here.key !== undefined && colon !== null && prefix.length > colon[0].length;
  const column = here.isBlank ? prefix.length : here.column;
  const reversed: PathSegment[] = isValue && here.key !== undefined ? [here.key] : [];
  const climb = new Climb(reversed, column, here.dashes);
  for (let at = line - 1; at >= 1; at--) {
    const source = text.slice(lines.lineStart(at), lines.lineEnd(at));
    const read = readLine(source.replace(/[\r\n]+$|^\ufeff/g, ''));
    if (!read.isBlank) climb.pass(read);
  }
  const blanks = colon === null ? 0 : (/^ */.exec(prefix.slice(colon[0].length))?.[0].length ?? 0);
  const word = isValue && colon !== null ? colon[0].length + blanks : column;
  return {
    path: reversed.reverse(),
    role: isValue ? 'value' : 'key',
    start: start + Math.min(word, prefix.length),
  };
}

/** Passes the lines above a place from below: each that stands less deep is a parent. */
class Climb {
  readonly #path: PathSegment[];
  #column: number;
  /** The list whose items are being counted, and where its index stands in the path. */
  #list: { readonly column: number; readonly at: number } | undefined;

  constructor(path: PathSegment[], column: number, dashes: readonly number[]) {
    this.#path = path;
    this.#column = column;
    this.#enter(dashes);
  }

  pass(line: Line): void {
    const list = this.#list;
    if (list !== undefined && line.dashes.includes(list.column)) {
      this.#path[list.at] = Number(this.#path[list.at]) + 1;
      this.#enter(line.dashes.filter((dash) => dash < list.column));
      return;
    }
    // A list may stand at the very column of the key above it.
    const isParent = list === undefined ? line.column < this.#column : line.column <= list.column;
    if (isParent && line.key !== undefined) {
      this.#path.push(line.key);
      this.#column = line.column;
      this.#list = undefined;
      this.#enter(line.dashes);
      return;
    }
    this.#enter(line.dashes.filter((dash) => dash < (list?.column ?? this.#column)));
  }

  /** The dashes of one line: the item of each but the first is the first of its list. */
  #enter(dashes: readonly number[]): void {
    const [first] = dashes;
    if (first === undefined) return;
    for (const _ of dashes) this.#path.push(0);
    this.#list = { column: first, at: this.#path.length - 1 };
    this.#column = first;
  }
}
