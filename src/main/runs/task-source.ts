import { RangeExpr } from '../../shared/expr/index.ts';
import type { TaskParameterSet, TaskSpace } from '../../shared/model/index.ts';

export interface PlannedTask {
  /** Its place in the step's task space; of an adaptive chunk, the place of its first value. */
  readonly index: bigint;
  readonly task: TaskParameterSet;
  /** Tasks of the total that it stands for: more than one only for an adaptive chunk. */
  readonly weight: number;
}

/** Gives a step's tasks one after another; nothing is held in memory for those to come. */
export interface TaskSource {
  readonly total: bigint;
  next(): PlannedTask | undefined;
  /** Tells how long a task took; an adaptive source sizes its chunks by it. */
  took?(task: PlannedTask, seconds: number): void;
  has(index: bigint): boolean;
}

/** Some tasks of a space, in the order given. */
export function chosenTasks(space: TaskSpace, indices: readonly bigint[]): TaskSource {
  const members = new Set(indices);
  let at = 0;
  return {
    total: BigInt(indices.length),
    has: (index) => members.has(index),
    next: () => {
      const index = indices[at++];
      return index === undefined ? undefined : { index, task: space.at(index), weight: 1 };
    },
  };
}

/** Tasks to be left out. */
interface SkippedTasks {
  readonly count: bigint;
  has(index: bigint): boolean;
}

/** All tasks of a space but those to be left out. */
export function allTasks(space: TaskSpace, skip?: SkippedTasks): TaskSource {
  let index = 0n;
  return {
    total: space.count - (skip?.count ?? 0n),
    has: (wanted) => wanted < space.count && skip?.has(wanted) !== true,
    next: () => {
      while (index < space.count && skip?.has(index) === true) index++;
      if (index >= space.count) return undefined;
      const task = space.at(index);
      return { index: index++, task, weight: 1 };
    },
  };
}

/** How fast the size of chunks follows what was measured; a chunk never grows more than fourfold at once. */
const GROWTH = 4;

/**
 * Chunks sized while they run (RFC 0001): the first has the default size, the following ones the number
 * of values that by the time measured so far fit the target. Its tasks are counted in single values.
 */
export function adaptiveChunks(space: TaskSpace, skip?: SkippedTasks): TaskSource {
  const chunk = space.chunk;
  if (chunk === undefined) return allTasks(space, skip);
  const single = space.withChunkCount(1);
  const target = chunk.targetRuntimeSeconds ?? 0;
  let size = Math.max(1, chunk.defaultTaskCount);
  let at = 0n;
  let values = 0;
  let seconds = 0;
  return {
    total: single.count - (skip?.count ?? 0n),
    has: (index) => index < single.count && skip?.has(index) !== true,
    next: () => {
      while (at < single.count && skip?.has(at) === true) at++;
      if (at >= single.count) return undefined;
      const index = at;
      const first = single.at(index);
      const members = [...valuesOf(first, chunk.parameter)];
      at++;
      // A chunk marks its tasks from its first on: it never reaches over one that is left out.
      while (members.length < size && at < single.count && skip?.has(at) !== true) {
        const following = single.at(at);
        const [value] = [...valuesOf(following, chunk.parameter)];
        if (value === undefined || !sameOthers(first, following, chunk.parameter)) break;
        if (chunk.contiguous && value !== (members.at(-1) ?? 0n) + 1n) break;
        members.push(value);
        at++;
      }
      const range = chunk.contiguous ? contiguous(members) : RangeExpr.fromValues(members);
      return { index, task: withChunk(first, chunk.parameter, range), weight: members.length };
    },
    took: (task, took) => {
      values += task.weight;
      seconds += took;
      if (target <= 0 || seconds <= 0) return;
      const fitting = Math.floor((target * values) / seconds);
      size = Math.max(1, Math.min(fitting, size * GROWTH));
    },
  };
}

function valuesOf(task: TaskParameterSet, name: string): Iterable<bigint> {
  const value = task.get(name)?.value;
  return value?.kind === 'range_expr' ? value.value : [];
}

function sameOthers(a: TaskParameterSet, b: TaskParameterSet, name: string): boolean {
  for (const [key, { value }] of a) {
    if (key === name) continue;
    const other = b.get(key)?.value;
    if (other === undefined || !('value' in value) || !('value' in other)) return false;
    if (value.value !== other.value) return false;
  }
  return true;
}

function withChunk(task: TaskParameterSet, name: string, range: RangeExpr): TaskParameterSet {
  const result = new Map(task);
  const value = task.get(name);
  if (value !== undefined) {
    result.set(name, { ...value, value: { kind: 'range_expr', value: range } });
  }
  return result;
}

/** Always `first-last`, even for one value (§3.4.1.5). */
function contiguous(members: readonly bigint[]): RangeExpr {
  const first = members[0] ?? 0n;
  return RangeExpr.contiguousChunk(first, members.at(-1) ?? first);
}
