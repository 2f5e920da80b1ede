import { language } from '../language-worker/client.ts';
import type { ResolvedTask, TaskMap } from '../language-worker/contract.ts';

/** Rows, maps and resolved commands of tasks: asked from the language worker, never computed here. */

export async function taskRows(
  step: string,
  from: bigint,
  count: number,
): Promise<ReadonlyMap<bigint, readonly string[]>> {
  const rows = await language.call('tasks', { step, from: String(from), count }).catch(() => []);
  return new Map(rows.map((row) => [BigInt(row.index), row.values]));
}

export function taskMap(step: string, x?: string, y?: string): Promise<TaskMap | null> {
  return language
    .call('map', { step, ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) })
    .catch(() => null);
}

export function resolveTask(step: string, index: bigint): Promise<ResolvedTask | null> {
  return language.call('resolve', { step, index: String(index) }).catch(() => null);
}
