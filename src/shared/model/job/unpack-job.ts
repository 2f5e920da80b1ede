import { RangeExpr, type RangePart, Scope, type Value } from '../../expr/index.ts';
import type { CombinationNode } from './combination.ts';
import { type JobPiece, OP } from './pack-ops.ts';
import { createTaskSpace, type SpaceParameter } from './task-space.ts';
import type { Job } from './types.ts';

/** A value that is unpacked when it is asked for. */
class Deferred {
  readonly #pieces: readonly JobPiece[];

  constructor(pieces: readonly JobPiece[]) {
    this.#pieces = pieces;
  }

  unpack(): unknown {
    const unpacker = new JobUnpacker();
    for (const piece of this.#pieces) unpacker.add(piece);
    return unpacker.result();
  }
}

/** Puts a packed job together, piece after piece. */
export class JobUnpacker {
  readonly #stack: unknown[] = [];
  readonly #kept: unknown[] = [];
  readonly #shapes: (readonly string[])[] = [];

  add({ ops, values }: JobPiece): void {
    let value = 0;
    for (let at = 0; at < ops.length; at++) {
      switch (ops[at]) {
        case OP.plain:
          for (let left = ops[++at] ?? 0; left > 0; left--) this.#stack.push(values[value++]);
          break;
        case OP.shape: {
          const count = ops[++at] ?? 0;
          this.#shapes.push(values.slice(value, value + count) as string[]);
          value += count;
          break;
        }
        case OP.deferred: {
          const count = ops[++at] ?? 0;
          this.#stack.push(new Deferred(values.slice(value, value + count) as JobPiece[]));
          value += count;
          break;
        }
        case OP.keep:
          this.#kept.push(this.#stack.at(-1));
          break;
        case OP.kept:
          this.#stack.push(this.#kept[ops[++at] ?? 0]);
          break;
        case OP.scope:
          this.#stack.push(new Scope<Value>(undefined, this.#pop() as Map<string, Value>));
          break;
        case OP.range:
          this.#stack.push(RangeExpr.fromParts(this.#pop() as RangePart[]));
          break;
        case OP.space: {
          const combination = this.#pop() as CombinationNode | undefined;
          this.#stack.push(createTaskSpace(this.#pop() as SpaceParameter[], combination));
          break;
        }
        default:
          this.#collect(ops[at] ?? 0, ops[++at] ?? 0);
      }
    }
  }

  /** The job, when all its pieces were added. */
  job(): Job {
    return this.result() as Job;
  }

  result(): unknown {
    if (this.#stack.length !== 1) throw new RangeError('Pieces of the job are missing.');
    return this.#stack[0];
  }

  #collect(op: number, number: number): void {
    if (op === OP.object) {
      const keys = this.#shapes[number] ?? [];
      const from = this.#stack.length - keys.length;
      const object: Record<string, unknown> = {};
      for (let i = 0; i < keys.length; i++) define(object, keys[i] ?? '', this.#stack[from + i]);
      this.#stack.length = from;
      this.#stack.push(object);
    } else if (op === OP.map) {
      const parts = this.#take(number * 2);
      const map = new Map<unknown, unknown>();
      for (let i = 0; i < parts.length; i += 2) map.set(parts[i], parts[i + 1]);
      this.#stack.push(map);
    } else {
      const parts = this.#take(number);
      this.#stack.push(op === OP.set ? new Set(parts) : parts);
    }
  }

  #take(count: number): unknown[] {
    return this.#stack.splice(this.#stack.length - count, count);
  }

  #pop(): unknown {
    return this.#stack.pop();
  }
}

function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (!(value instanceof Deferred)) {
    object[key] = value;
    return;
  }
  Object.defineProperty(object, key, {
    enumerable: true,
    configurable: true,
    get: () => {
      const unpacked = value.unpack();
      Object.defineProperty(object, key, { enumerable: true, value: unpacked });
      return unpacked;
    },
  });
}
