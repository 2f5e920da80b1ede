/** `-` not in scope, `w` waiting, `r` running, `d` done, `f` failed, `c` canceled. */
export type TaskLetter = '-' | 'w' | 'r' | 'd' | 'f' | 'c';

const PAGE = 4096;

/** A letter for each task of a step, one byte for each that has one; the rest share a default. */
export class TaskStates {
  readonly #pages = new Map<bigint, Uint8Array>();

  set(index: bigint, letter: TaskLetter | undefined): void {
    const key = index / BigInt(PAGE);
    let page = this.#pages.get(key);
    if (page === undefined) {
      page = new Uint8Array(PAGE);
      this.#pages.set(key, page);
    }
    page[Number(index % BigInt(PAGE))] = letter?.charCodeAt(0) ?? 0;
  }

  get(index: bigint): TaskLetter | undefined {
    const code = this.#pages.get(index / BigInt(PAGE))?.[Number(index % BigInt(PAGE))] ?? 0;
    return code === 0 ? undefined : (String.fromCharCode(code) as TaskLetter);
  }

  /** The places that have a letter, in their order. */
  *indices(): IterableIterator<bigint> {
    const keys = [...this.#pages.keys()].sort((a, b) => (a < b ? -1 : 1));
    for (const key of keys) {
      const page = this.#pages.get(key);
      for (let at = 0; at < PAGE; at++) if (page?.[at] !== 0) yield key * BigInt(PAGE) + BigInt(at);
    }
  }

  range(from: bigint, count: number, otherwise: (index: bigint) => TaskLetter): string {
    let text = '';
    for (let i = 0; i < count; i++) {
      const index = from + BigInt(i);
      text += this.get(index) ?? otherwise(index);
    }
    return text;
  }
}
