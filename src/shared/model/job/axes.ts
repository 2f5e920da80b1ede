import type { RangeExpr, Value } from '../../expr/index.ts';
import type { TaskParameterType } from '../parameter-types.ts';
import type { ChunkedRange } from './chunks.ts';
import type { TaskParameterValue } from './types.ts';

/** The distinct values of one task parameter, by index. */
export interface Axis {
  readonly name: string;
  readonly type: TaskParameterType;
  readonly length: bigint;
  at(index: bigint | number): TaskParameterValue;
  /** The index of a value given as text, or −1n. */
  indexOfText(text: string): bigint;
}

/** Values are made once while an axis is small enough to keep them. */
const KEPT_VALUES = 65_536;

/** Integers of a range expression. */
export class RangeAxis implements Axis {
  readonly name: string;
  readonly type: TaskParameterType;
  readonly length: bigint;
  readonly #range: RangeExpr;
  readonly #kept: TaskParameterValue[] | undefined;

  constructor(name: string, range: RangeExpr) {
    this.name = name;
    this.type = 'INT';
    this.#range = range;
    this.length = range.length;
    this.#kept = range.length <= BigInt(KEPT_VALUES) ? [] : undefined;
  }

  at(index: bigint | number): TaskParameterValue {
    if (this.#kept === undefined) return this.#make(index);
    const position = Number(index);
    const kept = this.#kept[position];
    if (kept !== undefined) return kept;
    const value = this.#make(index);
    this.#kept[position] = value;
    return value;
  }

  indexOfText(text: string): bigint {
    return /^-?[0-9]{1,20}$/.test(text.trim()) ? this.#range.indexOf(BigInt(text.trim())) : -1n;
  }

  #make(index: bigint | number): TaskParameterValue {
    return { type: 'INT', value: { kind: 'int', value: this.#range.at(index) } };
  }
}

/** Values of a list, as they were written. */
export class ListAxis implements Axis {
  readonly name: string;
  readonly type: TaskParameterType;
  readonly length: bigint;
  readonly #values: readonly TaskParameterValue[];
  readonly #textOf: (value: Value) => string;

  constructor(
    name: string,
    type: TaskParameterType,
    values: readonly Value[],
    textOf: (value: Value) => string,
  ) {
    this.name = name;
    this.type = type;
    this.length = BigInt(values.length);
    this.#values = values.map((value) => ({ type, value }));
    this.#textOf = textOf;
  }

  at(index: bigint | number): TaskParameterValue {
    const value = this.#values[Number(index)];
    if (value === undefined) throw new RangeError(`Index ${index} is outside of ${this.name}`);
    return value;
  }

  indexOfText(text: string): bigint {
    const number = this.type === 'INT' || this.type === 'FLOAT' ? Number(text) : Number.NaN;
    const found = this.#values.findIndex(({ value }) => {
      const own = this.#textOf(value);
      return (
        own === text || (!Number.isNaN(number) && text.trim() !== '' && Number(own) === number)
      );
    });
    return BigInt(found);
  }
}

/** Chunks of a range: each value is a range expression. */
export class ChunkAxis implements Axis {
  readonly name: string;
  readonly type: TaskParameterType;
  readonly length: bigint;
  readonly #chunks: ChunkedRange;
  readonly #parse: (text: string) => RangeExpr | undefined;

  constructor(name: string, chunks: ChunkedRange, parse: (text: string) => RangeExpr | undefined) {
    this.name = name;
    this.type = 'CHUNK[INT]';
    this.#chunks = chunks;
    this.length = chunks.length;
    this.#parse = parse;
  }

  at(index: bigint | number): TaskParameterValue {
    return { type: 'CHUNK[INT]', value: { kind: 'range_expr', value: this.#chunks.at(index) } };
  }

  indexOfText(text: string): bigint {
    const wanted = this.#parse(text);
    return wanted === undefined ? -1n : this.#chunks.indexOf(wanted);
  }
}
