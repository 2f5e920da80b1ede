import { valueToText } from '../../shared/expr/index.ts';
import {
  ActionOrder,
  type Environment,
  type Job,
  type JobScope,
  type PlaceSpan,
  type PlannedAction,
  ResolveError,
} from '../../shared/model/index.ts';
import type { PlanRow, PlanScope, PlanSummary, ResolvedTask, StepSpans } from './contract.ts';
import {
  type ActionRef,
  hostOf,
  previewAction,
  type ResolveContext,
  resolveRef,
} from './resolve.ts';
import { firstPlace } from './task-places.ts';

/** A dry run: the order of a scope's actions, with each command as it will be. Nothing is started. */
export class Plan {
  readonly summary: PlanSummary;
  readonly #context: ResolveContext;
  readonly #order: ActionOrder;

  /** Throws RangeError for a scope that the job does not have. */
  constructor(context: ResolveContext, scope: PlanScope) {
    this.#context = context;
    this.#order = new ActionOrder(context.job, scopeOf(context.job, scope));
    const { rows, sessions, tasks } = this.#order;
    this.summary = { rows: String(rows), sessions: sessions.length, tasks: String(tasks) };
  }

  rows(from: bigint, count: number): PlanRow[] {
    const rows: PlanRow[] = [];
    for (let row = from; row < from + BigInt(count) && row < this.#order.rows; row++) {
      const action = this.#order.at(row);
      if (action) rows.push(this.#row(row, action));
    }
    return rows;
  }

  resolve(row: bigint): ResolvedTask | null {
    const action = this.#order.at(row);
    if (!action || action.kind === 'session' || action.kind === 'end') return null;
    return previewAction(this.#context, action.environments, refOf(action));
  }

  #row(row: bigint, action: PlannedAction): PlanRow {
    const { kind, session } = action;
    const shared = { row: String(row), kind, session };
    if (action.kind === 'session' || action.kind === 'end') return { ...shared, name: '' };
    const command = this.#command(action.environments, refOf(action));
    if (action.kind !== 'task')
      return { ...shared, name: action.environments[action.at]?.name ?? '', ...command };
    const task = action.step.space.at(action.index);
    return {
      ...shared,
      name: action.step.name,
      taskIndex: String(action.index),
      values: [...task].map(([name, { value }]) => `${name}=${valueToText(value)}`),
      ...command,
    };
  }

  #command(
    environments: readonly Environment[],
    ref: ActionRef,
  ): Pick<PlanRow, 'command' | 'wrappedBy' | 'error'> {
    // What waits for a value stands as it is written.
    if (this.#context.missing?.size) {
      const { words, wrappedBy, error } = previewAction(this.#context, environments, ref);
      return {
        ...(words.length > 0 ? { command: words.map(({ text }) => text) } : {}),
        ...(wrappedBy ? { wrappedBy: wrappedBy.environment } : {}),
        ...(error === undefined ? {} : { error }),
      };
    }
    try {
      const found = resolveRef(hostOf(this.#context), environments, ref);
      if (!found) return {};
      const { action } = found.script;
      return {
        command: [action.command, ...action.args],
        ...(found.wrappedBy ? { wrappedBy: found.wrappedBy.environment } : {}),
      };
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      return { error: error.message };
    }
  }
}

function refOf(action: Extract<PlannedAction, { kind: 'enter' | 'exit' | 'task' }>): ActionRef {
  if (action.kind !== 'task') return { kind: action.kind, at: action.at };
  return { kind: 'task', step: action.step, task: action.step.space.at(action.index) };
}

function scopeOf(job: Job, scope: PlanScope): JobScope {
  if (scope.kind === 'spans') {
    const steps = scope.steps.map(
      (one) => [one.step, spansOf(stepNamed(job, one.step), one)] as const,
    );
    return { kind: 'spans', steps: new Map(steps) };
  }
  return scope.kind === 'tasks' ? { ...scope, indices: scope.indices.map(BigInt) } : scope;
}

function stepNamed(job: Job, name: string): Job['steps'][number] | undefined {
  return job.steps.find((step) => step.name === name);
}

/** In places of today's chunks: a chunk of which one value is left is left, as an estimate. */
function spansOf(
  step: Job['steps'][number] | undefined,
  { spans, single }: StepSpans,
): PlaceSpan[] {
  if (!step) return [];
  const places = spans.map(([first, last]) => ({ first: BigInt(first), last: BigInt(last) }));
  if (!single || step.space.count > MOST_CHUNKS) return places;
  const chunks: PlaceSpan[] = [];
  const values = step.space.withChunkCount(1);
  let at = 0n;
  for (const task of step.space.iterate()) {
    const found = firstPlace(values, task, true);
    const [from, to] = found ? [found.place, found.place + BigInt(found.length) - 1n] : [0n, -1n];
    if (places.some(({ first, last }) => first <= to && last >= from))
      chunks.push({ first: at, last: at });
    at++;
  }
  return chunks;
}

const MOST_CHUNKS = 10_000n;

/** The environments around the tasks of a step. */
export function environmentsOf(job: Job, step: Job['steps'][number]): readonly Environment[] {
  return [...job.externalEnvironments, ...job.environments, ...step.environments];
}
