import type { ExprType } from './types.ts';
import type { Value } from './values.ts';

/**
 * Symbols by their full dotted names (`Param.Frame`, `Task.File.run`, or a `let` name). Scopes form
 * layers: a name is looked for here first, then in the parent. Dotted names are keys, not paths:
 * `Param.Frame` may exist without `Param`.
 */
export class Scope<T> {
  readonly #entries: Map<string, T>;
  readonly #parent: Scope<T> | undefined;

  constructor(parent?: Scope<T>, entries?: Iterable<readonly [string, T]>) {
    this.#parent = parent;
    this.#entries = new Map(entries);
  }

  get(name: string): T | undefined {
    const own = this.#entries.get(name);
    if (own !== undefined || this.#parent === undefined) return own;
    return this.#parent.get(name);
  }

  set(name: string, value: T): void {
    this.#entries.set(name, value);
  }

  has(name: string): boolean {
    return this.#entries.has(name) || (this.#parent?.has(name) ?? false);
  }

  /** Every visible name once, inner layers first. */
  *names(): IterableIterator<string> {
    const seen = new Set<string>();
    for (let scope: Scope<T> | undefined = this; scope !== undefined; scope = scope.#parent) {
      for (const name of scope.#entries.keys()) {
        if (seen.has(name)) continue;
        seen.add(name);
        yield name;
      }
    }
  }
}

/**
 * What is known about a symbol before it has a value: its declared type or, when it is known already
 * (a `let` of literals), the value itself: parts of an expression that are known are evaluated even
 * in a check ("Progressive Expression Evaluation").
 */
export type TypeScope = Scope<ExprType | Value>;

export type ValueScope = Scope<Value>;
