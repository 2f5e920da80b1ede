/** Lines of one action in a row, and where they stand in a view. */
export interface Stretch {
  readonly at: number;
  readonly action: number;
  readonly line: number;
  readonly count: number;
}

/**
 * The lines that a view is made of, in order: numbers only, so that a view of a million lines holds a few
 * megabytes and none of the text. Lines that follow one another in an action's log are one stretch.
 */
export class LogStretches {
  readonly #at: number[] = [];
  readonly #action: number[] = [];
  readonly #line: number[] = [];
  /** For each action its stretches, in the order of its lines. */
  readonly #ofAction = new Map<number, number[]>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(action: number, line: number, count: number): void {
    if (count <= 0) return;
    const last = this.#at.length - 1;
    const follows =
      this.#action[last] === action && (this.#line[last] ?? 0) + this.#length(last) === line;
    if (!follows) {
      let own = this.#ofAction.get(action);
      if (own === undefined) {
        own = [];
        this.#ofAction.set(action, own);
      }
      own.push(this.#at.length);
      this.#at.push(this.#total);
      this.#action.push(action);
      this.#line.push(line);
    }
    this.#total += count;
  }

  /** The stretches that lines `from` … of the view lie in, cut to them. */
  *range(from: number, count: number): Generator<Stretch> {
    const end = Math.min(this.#total, from + count);
    for (let i = this.#find(from), at = from; at < end; i++) {
      const begin = this.#at[i] ?? 0;
      const to = Math.min(end, begin + this.#length(i));
      yield {
        at,
        action: this.#action[i] ?? 0,
        line: (this.#line[i] ?? 0) + at - begin,
        count: to - at,
      };
      at = to;
    }
  }

  /** Actions that lines are of. */
  actions(): number[] {
    return [...this.#ofAction.keys()];
  }

  /** The first and the last line that an action has here; undefined when it has none. */
  extent(action: number): { first: number; last: number } | undefined {
    const own = this.#ofAction.get(action);
    const first = own?.[0];
    const last = own?.at(-1);
    if (first === undefined || last === undefined) return undefined;
    return {
      first: this.#line[first] ?? 0,
      last: (this.#line[last] ?? 0) + this.#length(last) - 1,
    };
  }

  /** Finds places of an action's lines in the view; they must be asked for in ascending order. */
  finder(action: number): (line: number) => number | undefined {
    const own = this.#ofAction.get(action) ?? [];
    let next = 0;
    return (line) => {
      for (; next < own.length; next++) {
        const stretch = own[next] ?? 0;
        const first = this.#line[stretch] ?? 0;
        if (line < first) return undefined;
        if (line < first + this.#length(stretch)) return (this.#at[stretch] ?? 0) + line - first;
      }
      return undefined;
    };
  }

  #length(index: number): number {
    return (this.#at[index + 1] ?? this.#total) - (this.#at[index] ?? 0);
  }

  #find(at: number): number {
    let low = 0;
    let high = this.#at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
