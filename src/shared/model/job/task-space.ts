import { parseRangeExpr, type RangeExpr, type Value, valueToText } from '../../expr/index.ts';
import type { TaskParameterType } from '../parameter-types.ts';
import { type Axis, ChunkAxis, ListAxis, RangeAxis } from './axes.ts';
import { ChunkedRange, type ChunkSettings } from './chunks.ts';
import type { CombinationNode } from './combination.ts';
import { Odometer } from './odometer.ts';
import type { TaskParameterSet, TaskParameterValue } from './types.ts';

/** The tasks of a step (§3.4): all of them by index, none of them made before it is asked for. */
export interface TaskSpace {
  readonly parameters: readonly {
    readonly name: string;
    readonly type: TaskParameterType;
    readonly count: bigint;
    /** In task `i` it has the value at place `i / stride % count`. */
    readonly stride: bigint;
    valueAt(index: bigint): Value;
  }[];
  /** What the space is a plain product of, the last one changing fastest. */
  readonly parts: readonly SpacePart[];
  /** Tasks as they run by default: a chunk is one. */
  readonly count: bigint;
  readonly chunk?: {
    readonly parameter: string;
    readonly adaptive: boolean;
    readonly targetRuntimeSeconds?: number;
    readonly defaultTaskCount: number;
    readonly contiguous: boolean;
  };
  /** A task by its index; a RangeError outside of the space. */
  at(index: bigint | number): TaskParameterSet;
  iterate(from?: bigint): IterableIterator<TaskParameterSet>;
  /** The index of the task with these values, or undefined when the space has no such task. */
  indexOf(values: Readonly<Record<string, string>>): bigint | undefined;
  /** The same space with chunks of another size, for schedulers that measure. */
  withChunkCount(count: number): TaskSpace;
  /** What {@link createTaskSpace} makes it of. */
  readonly definition: {
    readonly parameters: readonly SpaceParameter[];
    readonly combination: CombinationNode | undefined;
  };
}

/** A factor of a space: one parameter, or several that go together. */
export interface SpacePart {
  readonly names: readonly string[];
  readonly length: bigint;
  /** How many tasks lie between two of its neighbours. */
  readonly stride: bigint;
  /** The values, where they are the integers of one range. */
  readonly range?: RangeExpr;
  at(place: bigint): TaskParameterSet;
  valueAt(name: string, place: bigint): Value | undefined;
}

/** One task parameter with its values, as a job has them. */
export interface SpaceParameter {
  readonly name: string;
  readonly type: TaskParameterType;
  readonly values: readonly Value[] | RangeExpr;
  readonly chunks?: ChunkSettings;
}

/** How axes combine: a row-major tree, the last factor of a product changing fastest. */
export type SpaceNode =
  | { readonly kind: 'axis'; readonly axis: Axis; readonly slot: number; readonly length: bigint }
  | { readonly kind: 'product'; readonly parts: readonly SpaceNode[]; readonly length: bigint }
  | { readonly kind: 'association'; readonly parts: readonly SpaceNode[]; readonly length: bigint };

/** Builds the space. The combination has been checked; without one it is the product of all. */
export function createTaskSpace(
  parameters: readonly SpaceParameter[],
  combination?: CombinationNode,
): TaskSpace {
  return new Space(parameters, combination);
}

export function isTaskSpace(value: object): value is TaskSpace {
  return value instanceof Space;
}

class Space implements TaskSpace {
  readonly parameters: TaskSpace['parameters'];
  readonly parts: readonly SpacePart[];
  readonly count: bigint;
  declare readonly chunk?: NonNullable<TaskSpace['chunk']>;
  readonly #spec: readonly SpaceParameter[];
  readonly #combination: CombinationNode | undefined;
  readonly #axes: readonly Axis[];
  readonly #root: SpaceNode;

  constructor(spec: readonly SpaceParameter[], combination: CombinationNode | undefined) {
    this.#spec = spec;
    this.#combination = combination;
    this.#axes = spec.map(axisOf);
    const chunked = spec.find((parameter) => parameter.chunks !== undefined);
    if (chunked?.chunks !== undefined) {
      const { targetRuntimeSeconds = 0 } = chunked.chunks;
      const adaptive = targetRuntimeSeconds > 0;
      this.chunk = { parameter: chunked.name, adaptive, ...chunked.chunks };
    }
    const inner = this.chunk?.adaptive === true ? this.chunk.parameter : undefined;
    this.#root = buildTree(this.#axes, combination, inner);
    this.count = this.#root.length;
    this.parts = partsOf(this.#root, spec);
    const strides = stridesOf(this.#root);
    this.parameters = this.#axes.map((axis, slot) => ({
      name: axis.name,
      type: axis.type,
      count: axis.length,
      stride: strides.get(slot) ?? 1n,
      valueAt: (index) => axis.at(index).value,
    }));
  }

  get definition(): TaskSpace['definition'] {
    return { parameters: this.#spec, combination: this.#combination };
  }

  at(index: bigint | number): TaskParameterSet {
    const position = BigInt(index);
    if (position < 0n || position >= this.count) {
      throw new RangeError(`Task ${position} is outside of a space of ${this.count} tasks`);
    }
    const values = new Array<TaskParameterValue>(this.#axes.length);
    fill(this.#root, position, values);
    return this.#set(values);
  }

  *iterate(from = 0n): IterableIterator<TaskParameterSet> {
    if (from < 0n || from >= this.count) return;
    const odometer = new Odometer(this.#root, from, this.#axes.length);
    do yield this.#set(odometer.values);
    while (odometer.advance());
  }

  indexOf(values: Readonly<Record<string, string>>): bigint | undefined {
    const names = Object.keys(values);
    if (names.length !== this.#axes.length) return undefined;
    if (!names.every((name) => this.#axes.some((axis) => axis.name === name))) return undefined;
    return find(this.#root, values);
  }

  withChunkCount(count: number): TaskSpace {
    const size = Math.max(1, Math.floor(count));
    const spec = this.#spec.map((parameter) =>
      parameter.chunks === undefined
        ? parameter
        : { ...parameter, chunks: { ...parameter.chunks, defaultTaskCount: size } },
    );
    return new Space(spec, this.#combination);
  }

  #set(values: readonly TaskParameterValue[]): TaskParameterSet {
    const set = new Map<string, TaskParameterValue>();
    for (let i = 0; i < this.#axes.length; i++) {
      set.set((this.#axes[i] as Axis).name, values[i] as TaskParameterValue);
    }
    return set;
  }
}

function partsOf(root: SpaceNode, spec: readonly SpaceParameter[]): SpacePart[] {
  const nodes = root.kind === 'product' ? root.parts : [root];
  const parts: SpacePart[] = [];
  let stride = 1n;
  for (const node of nodes.toReversed()) {
    const slots = slotsOf(node).sort((a, b) => a - b);
    const names = slots.map((slot) => spec[slot]?.name ?? '');
    const [only] = slots.length === 1 ? slots.map((slot) => spec[slot]) : [];
    parts.unshift({
      names,
      length: node.length,
      stride,
      ...(only && 'ranges' in only.values && !only.chunks ? { range: only.values } : {}),
      valueAt: (name, place) => {
        if (node.kind === 'axis') return node.axis.at(place).value;
        const values: TaskParameterValue[] = [];
        fill(node, place, values);
        return values[slots[names.indexOf(name)] ?? -1]?.value;
      },
      at: (place) => {
        const values: TaskParameterValue[] = [];
        fill(node, place, values);
        return new Map(
          slots.map((slot, at) => [names[at] ?? '', values[slot] as TaskParameterValue]),
        );
      },
    });
    stride *= node.length;
  }
  return parts;
}

/** How many tasks lie between two neighbours of each axis; those that go together move at once. */
function stridesOf(
  node: SpaceNode,
  own = 1n,
  strides = new Map<number, bigint>(),
): ReadonlyMap<number, bigint> {
  if (node.kind === 'axis') strides.set(node.slot, own);
  else if (node.kind === 'association')
    for (const part of node.parts) stridesOf(part, own, strides);
  else {
    let stride = own;
    for (const part of node.parts.toReversed()) {
      stridesOf(part, stride, strides);
      stride *= part.length;
    }
  }
  return strides;
}

function slotsOf(node: SpaceNode): number[] {
  return node.kind === 'axis' ? [node.slot] : node.parts.flatMap(slotsOf);
}

function axisOf(parameter: SpaceParameter): Axis {
  const { name, type, values, chunks } = parameter;
  if ('ranges' in values) {
    if (chunks === undefined) return new RangeAxis(name, values);
    const even = !(chunks.targetRuntimeSeconds !== undefined && chunks.targetRuntimeSeconds > 0);
    const chunked = new ChunkedRange(values, chunks.defaultTaskCount, chunks.contiguous, even);
    return new ChunkAxis(name, chunked, (text) => {
      const parsed = parseRangeExpr(text);
      return 'value' in parsed ? parsed.value : undefined;
    });
  }
  return new ListAxis(name, type, values, valueToText);
}

function buildTree(
  axes: readonly Axis[],
  combination: CombinationNode | undefined,
  inner: string | undefined,
): SpaceNode {
  const leaf = (name: string): SpaceNode => {
    const slot = axes.findIndex((axis) => axis.name === name);
    const axis = axes[slot];
    if (axis === undefined) throw new RangeError(`There is no task parameter ${name}`);
    return { kind: 'axis', axis, slot, length: axis.length };
  };
  const build = (node: CombinationNode): SpaceNode => {
    if (node.kind === 'name') return leaf(node.name);
    const parts = node.parts.map(build);
    if (node.kind === 'product') return product(parts, inner);
    return { kind: 'association', parts, length: parts[0]?.length ?? 0n };
  };
  if (combination !== undefined) return build(combination);
  return product(
    axes.map((axis) => leaf(axis.name)),
    inner,
  );
}

/** A product; the dimension whose chunks adapt goes to the inside, where it changes fastest (§3.4.3). */
function product(parts: readonly SpaceNode[], inner: string | undefined): SpaceNode {
  const flat = parts.flatMap((part) => (part.kind === 'product' ? part.parts : [part]));
  const isInner = (part: SpaceNode): boolean => part.kind === 'axis' && part.axis.name === inner;
  const ordered = [...flat.filter((part) => !isInner(part)), ...flat.filter(isInner)];
  const length = ordered.reduce((total, part) => total * part.length, 1n);
  return { kind: 'product', parts: ordered, length };
}

function fill(node: SpaceNode, index: bigint, values: TaskParameterValue[]): void {
  if (node.kind === 'axis') values[node.slot] = node.axis.at(index);
  else if (node.kind === 'association') for (const part of node.parts) fill(part, index, values);
  else {
    let rest = index;
    for (let i = node.parts.length - 1; i >= 0; i--) {
      const part = node.parts[i] as SpaceNode;
      fill(part, rest % part.length, values);
      rest /= part.length;
    }
  }
}

function find(node: SpaceNode, values: Readonly<Record<string, string>>): bigint | undefined {
  if (node.kind === 'axis') {
    const index = node.axis.indexOfText(values[node.axis.name] ?? '');
    return index < 0n ? undefined : index;
  }
  if (node.kind === 'product') {
    let index = 0n;
    for (const part of node.parts) {
      const own = find(part, values);
      if (own === undefined) return undefined;
      index = index * part.length + own;
    }
    return index;
  }
  return findTogether(node.parts, values);
}

/** In an association the same value may stand at several indices; the parts must agree on one. */
function findTogether(
  parts: readonly SpaceNode[],
  values: Readonly<Record<string, string>>,
): bigint | undefined {
  const found = parts.map((part) => find(part, values));
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return undefined;
  if (found.every((index) => index === first)) return first;
  const length = parts[0]?.length ?? 0n;
  for (let index = 0n; index < length; index++) {
    if (parts.every((part) => holds(part, index, values))) return index;
  }
  return undefined;
}

function holds(node: SpaceNode, index: bigint, values: Readonly<Record<string, string>>): boolean {
  if (node.kind === 'axis') {
    const text = values[node.axis.name] ?? '';
    return valueToText(node.axis.at(index).value) === text;
  }
  if (node.kind === 'association') return node.parts.every((part) => holds(part, index, values));
  let rest = index;
  for (let i = node.parts.length - 1; i >= 0; i--) {
    const part = node.parts[i] as SpaceNode;
    if (!holds(part, rest % part.length, values)) return false;
    rest /= part.length;
  }
  return true;
}
