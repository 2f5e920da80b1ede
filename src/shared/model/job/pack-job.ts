import { RangeExpr, Scope } from '../../expr/index.ts';
import { DEFERRED_KEY, type JobPiece, OP, type PlainCell } from './pack-ops.ts';
import { isTaskSpace } from './task-space.ts';
import type { Job } from './types.ts';

/** Numbers and values of one piece, and characters of its texts: a millisecond or two of unpacking. */
const PIECE_OPS = 3_000;
const PIECE_TEXT = 128 << 10;

/**
 * Takes a job apart into pieces that can be sent to another thread and put together there a piece at a
 * time ({@link JobUnpacker}). It is a program for a stack: parts come before what is made of them, and what
 * several share is sent once.
 */
export function packJob(job: Job): JobPiece[] {
  return new JobPacker(job, true).pieces();
}

/** The same for anything that is made of a job's parts. */
export function packValue(value: object): JobPiece[] {
  return new JobPacker(value, false).pieces();
}

class JobPacker {
  readonly #pieces: JobPiece[] = [];
  readonly #shared: ReadonlySet<object>;
  readonly #kept = new Map<object, number>();
  readonly #shapes = new Map<string, number>();
  #ops: number[] = [];
  #values: (PlainCell | JobPiece)[] = [];
  readonly #defers: boolean;
  #text = 0;
  /** Where the count of the run of plain values stands that is being written. */
  #run = -1;

  constructor(value: object, defers: boolean) {
    this.#defers = defers;
    this.#shared = findShared(value);
    this.#write(value);
  }

  pieces(): JobPiece[] {
    this.#cut();
    return this.#pieces;
  }

  #write(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      this.#plain(value);
      return;
    }
    const kept = this.#kept.get(value);
    if (kept !== undefined) {
      this.#op(OP.kept, kept);
      return;
    }
    this.#compound(value);
    if (!this.#shared.has(value)) return;
    this.#kept.set(value, this.#kept.size);
    this.#op(OP.keep);
  }

  #compound(value: object): void {
    const parts = partsOf(value);
    if (value instanceof RangeExpr || value instanceof Scope || isTaskSpace(value)) {
      for (const part of parts) this.#write(part);
      if (value instanceof RangeExpr) this.#op(OP.range);
      else this.#op(value instanceof Scope ? OP.scope : OP.space);
      return;
    }
    const shape =
      Array.isArray(value) || value instanceof Map || value instanceof Set
        ? undefined
        : this.#shape(value);
    if (shape !== undefined) {
      for (const [key, part] of Object.entries(value)) {
        if (key === DEFERRED_KEY && this.#defers) this.#defer(part);
        else this.#write(part);
      }
      this.#op(OP.object, shape);
      return;
    }
    for (const part of parts) this.#write(part);
    if (value instanceof Map) this.#op(OP.map, value.size);
    else this.#op(value instanceof Set ? OP.set : OP.array, parts.length);
  }

  #defer(value: unknown): void {
    if (typeof value !== 'object' || value === null || this.#shared.has(value)) {
      this.#write(value);
      return;
    }
    const pieces = new JobPacker(value, false).pieces();
    this.#op(OP.deferred, pieces.length);
    for (const piece of pieces) {
      this.#values.push(piece);
      for (const one of piece.values) this.#text += typeof one === 'string' ? one.length + 8 : 8;
    }
    if (this.#text > PIECE_TEXT) this.#cut();
  }

  #shape(value: object): number {
    const keys = Object.keys(value);
    const name = keys.join('\0');
    let shape = this.#shapes.get(name);
    if (shape === undefined) {
      shape = this.#shapes.size;
      this.#shapes.set(name, shape);
      this.#op(OP.shape, keys.length);
      this.#values.push(...keys);
    }
    return shape;
  }

  #plain(value: unknown): void {
    if (typeof value === 'function' || typeof value === 'symbol') {
      throw new TypeError(`A job holds a ${typeof value}, which cannot be sent.`);
    }
    if (this.#run < 0) {
      this.#op(OP.plain, 0);
      this.#run = this.#ops.length - 1;
    }
    this.#ops[this.#run] = (this.#ops[this.#run] ?? 0) + 1;
    this.#values.push(value as PlainCell);
    if (typeof value === 'string') this.#text += value.length;
    if (this.#values.length > PIECE_OPS || this.#text > PIECE_TEXT) this.#cut();
  }

  #op(...numbers: number[]): void {
    this.#run = -1;
    if (this.#ops.length > PIECE_OPS) this.#cut();
    this.#ops.push(...numbers);
  }

  #cut(): void {
    if (this.#ops.length === 0) return;
    this.#pieces.push({ ops: Uint32Array.from(this.#ops), values: this.#values });
    this.#ops = [];
    this.#values = [];
    this.#text = 0;
    this.#run = -1;
  }
}

/** What an object is made of, in the order in which it is written. */
function partsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].flat(1);
  if (value instanceof Set) return [...value];
  if (value instanceof RangeExpr) return [value.ranges];
  if (value instanceof Scope) return [new Map([...value.names()].map((n) => [n, value.get(n)]))];
  if (isTaskSpace(value)) return [value.definition.parameters, value.definition.combination];
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new TypeError(`A job holds a ${value.constructor?.name}, which cannot be sent.`);
  }
  return Object.values(value);
}

/** Objects that stand in more than one place. */
function findShared(root: object): Set<object> {
  const seen = new Set<object>();
  const shared = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (seen.has(value)) {
      shared.add(value);
      return;
    }
    seen.add(value);
    for (const part of partsOf(value)) visit(part);
  };
  visit(root);
  return shared;
}
