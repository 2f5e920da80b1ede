import { ExprError } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { EvalLimits } from './options.ts';
import type { Value } from './values.ts';

/** Errors that end an evaluation as a whole; a check never passes over them. */
const FATAL: ReadonlySet<string> = new Set(['operation-limit', 'memory-limit', 'aborted']);

export function isFatal(error: ExprError): boolean {
  return FATAL.has(error.code);
}

/** Operations between two looks at the abort signal. */
const SIGNAL_INTERVAL = 1024;

/** What an evaluation may use up: operations (§1.3.10), memory (§1.3.9), and time until it is aborted. */
export class Budget {
  readonly #operationLimit: number;
  readonly #memoryLimit: number;
  readonly #signal: { readonly aborted: boolean } | undefined;
  #operations = 0;
  #nextLook = SIGNAL_INTERVAL;
  /** Bytes of the values that are alive now. */
  memory = 0;

  constructor(limits?: Partial<EvalLimits>, signal?: { readonly aborted: boolean }) {
    this.#operationLimit = limits?.operations ?? LIMITS.operations;
    this.#memoryLimit = limits?.memory ?? LIMITS.memory;
    this.#signal = signal;
    if (signal?.aborted === true) throw aborted();
  }

  get operations(): number {
    return this.#operations;
  }

  count(operations: number): void {
    this.#operations += operations;
    if (this.#operations > this.#operationLimit) {
      const message = `The expression takes more than ${this.#operationLimit} operations.`;
      throw new ExprError('operation-limit', message);
    }
    if (this.#operations >= this.#nextLook) {
      this.#nextLook = this.#operations + SIGNAL_INTERVAL;
      if (this.#signal?.aborted === true) throw aborted();
    }
  }

  /** Work on a text of that length: a 256th of an operation a character, rounded up. */
  countText(length: number): void {
    if (length > 0) this.count(Math.ceil(length / 256));
  }

  /** Refuses a result of that size before it is built. */
  reserve(bytes: number): void {
    if (this.memory + bytes > this.#memoryLimit) {
      const message = `The expression needs more than ${this.#memoryLimit} bytes of memory.`;
      throw new ExprError('memory-limit', message);
    }
  }

  /** Replaces everything that lives above `base` by one value. */
  settle(base: number, value: Value): void {
    const size = sizeOf(value);
    this.memory = base;
    if (size === 0) return;
    this.reserve(size);
    this.memory = base + size;
  }
}

/** What a list item costs beyond its content. */
export const ITEM_BYTES = 32;

/** The approximate size of a value; numbers and the like cost nothing on their own. */
export function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'string':
    case 'path':
      return value.value.length;
    case 'list': {
      let size = ITEM_BYTES + value.items.length * ITEM_BYTES;
      for (const item of value.items) size += sizeOf(item);
      return size;
    }
    case 'range_expr':
      return value.value.ranges.length * ITEM_BYTES;
    default:
      return 0;
  }
}

function aborted(): ExprError {
  return new ExprError('aborted', 'The evaluation was canceled.');
}
