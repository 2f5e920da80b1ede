import { language } from '../language-worker/client.ts';
import type {
  PlanRow,
  PlanScope,
  PlanSummary,
  QueryParams,
  QueryResult,
  ResolvedTask,
  TaskMap,
  TaskRow,
} from '../language-worker/contract.ts';

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

/** Null: a newer query took its place. */
export function queryTasks(params: QueryParams): Promise<QueryResult | null> {
  return language
    .call('query', params)
    .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
}

/** Tasks of the newest query, row by row. */
export async function queryRows(from: bigint, count: number): Promise<readonly TaskRow[]> {
  return language.call('queryRows', { from: String(from), count }).catch(() => []);
}

export function planActions(scope: PlanScope): Promise<PlanSummary | null> {
  return language.call('plan', { scope }).catch(() => null);
}

export function planRows(from: bigint, count: number): Promise<readonly PlanRow[]> {
  return language.call('planRows', { from: String(from), count }).catch(() => []);
}

/** The action of a row of the newest plan. */
export function resolveRow(row: bigint): Promise<ResolvedTask | null> {
  return language.call('resolveRow', { row: String(row) }).catch(() => null);
}

export function resolveTask(step: string, index: bigint): Promise<ResolvedTask | null> {
  return language.call('resolve', { step, index: String(index) }).catch(() => null);
}
