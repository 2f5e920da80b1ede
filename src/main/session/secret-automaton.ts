/** Where secrets stand in a text, and how much of its end may be the beginning of one. */
export interface Matches {
  /** Half-open, in order, merged where they overlap or touch: `[from, to, from, to, …]`. */
  readonly spans: readonly number[];
  /** The longest end of the text that is the beginning of a secret. */
  readonly pending: number;
}

/** Stands in a text where a line was cut that the secret's text does not know of. */
export const BREAK = '\uffff';
const BREAK_CODE = 0xffff;

/**
 * Finds all of many texts in one pass (Aho and Corasick): the cost is that of the text's length, however
 * many secrets there are and however long they are.
 */
export class SecretAutomaton {
  readonly #edges = new Map<number, number>();
  readonly #fail: number[] = [0];
  readonly #depth: number[] = [0];
  /** Length of the longest secret that ends in a state, 0 for none. */
  readonly #match: number[] = [0];
  readonly #first = new Uint8Array(65_536);

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) this.#insert(secret);
    this.#link();
  }

  find(text: string): Matches {
    const spans: number[] = [];
    let breaks: number[] | undefined;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (state === 0 && this.#first[code] === 0) continue;
      if (code === BREAK_CODE) {
        if (state !== 0) breaks = [...(breaks ?? []), at];
        continue;
      }
      state = this.#step(state, code);
      const length = this.#match[state] ?? 0;
      if (length > 0) addSpan(spans, startOf(at + 1, length, breaks), at + 1);
    }
    const pending = this.#depth[state] ?? 0;
    return { spans, pending: text.length - startOf(text.length, pending, breaks) };
  }

  #step(from: number, code: number): number {
    let state = from;
    for (;;) {
      const next = this.#edges.get(state * 65_536 + code);
      if (next !== undefined) return next;
      if (state === 0) return 0;
      state = this.#fail[state] ?? 0;
    }
  }

  #insert(secret: string): void {
    if (secret === '') return;
    this.#first[secret.charCodeAt(0)] = 1;
    let state = 0;
    for (let at = 0; at < secret.length; at++) {
      const key = state * 65_536 + secret.charCodeAt(at);
      let next = this.#edges.get(key);
      if (next === undefined) {
        next = this.#depth.length;
        this.#edges.set(key, next);
        this.#depth.push(at + 1);
        this.#match.push(0);
        this.#fail.push(0);
      }
      state = next;
    }
    this.#match[state] = secret.length;
  }

  /** Failure links, level by level: edges were made in an order that is not by depth, so sort them. */
  #link(): void {
    const edges = [...this.#edges].sort(
      ([, a], [, b]) => (this.#depth[a] ?? 0) - (this.#depth[b] ?? 0),
    );
    for (const [key, target] of edges) {
      const parent = Math.floor(key / 65_536);
      const code = key % 65_536;
      if (parent !== 0) this.#fail[target] = this.#step(this.#fail[parent] ?? 0, code);
      const inherited = this.#match[this.#fail[target] ?? 0] ?? 0;
      this.#match[target] = Math.max(this.#match[target] ?? 0, inherited);
    }
  }
}

/** Where a match of `length` characters that ends at `end` begins, cuts within it not counted. */
function startOf(end: number, length: number, breaks: readonly number[] | undefined): number {
  let start = end - length;
  if (breaks === undefined) return start;
  for (let i = breaks.length - 1; i >= 0; i--) {
    const at = breaks[i] ?? 0;
    if (at >= end) continue;
    if (at < start) break;
    start--;
  }
  return start;
}

function addSpan(spans: number[], from: number, to: number): void {
  let begin = from;
  while (spans.length > 0 && (spans.at(-1) ?? 0) >= begin) {
    spans.pop();
    begin = Math.min(begin, spans.pop() ?? begin);
  }
  spans.push(begin, to);
}
