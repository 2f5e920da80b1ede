import type { JobScope, ScopedStep } from './scope.ts';
import { scopeSteps } from './scope.ts';
import type { Environment, Job, Step } from './types.ts';

/** One thing that a session does, in its order. */
export type PlannedAction =
  | { readonly kind: 'session'; readonly session: number }
  | { readonly kind: 'end'; readonly session: number }
  | PlannedPassage<'enter'>
  | PlannedPassage<'exit'>
  | {
      readonly kind: 'task';
      readonly session: number;
      readonly environments: readonly Environment[];
      readonly step: Step;
      readonly index: bigint;
    };

interface PlannedPassage<Kind> {
  readonly kind: Kind;
  readonly session: number;
  readonly environments: readonly Environment[];
  /** Which of them. */
  readonly at: number;
}

interface PlannedSession {
  readonly environments: readonly Environment[];
  readonly steps: readonly ScopedStep[];
  readonly tasks: bigint;
  /** Rows before this session. */
  readonly before: bigint;
  readonly rows: bigint;
}

/** Steps whose tasks may share a session: those that need the same environments (How Jobs Are Run). */
export function signatureOf(step: Step): string {
  return step.environments.length === 0 ? '' : `step ${step.name}`;
}

/**
 * Everything that one session after another does for a scope: enter environments, run tasks, exit in
 * reverse. Counted by arithmetic; a row is made when it is asked for. Sessions side by side share the tasks.
 */
export class ActionOrder {
  readonly rows: bigint;
  readonly tasks: bigint;
  readonly sessions: readonly PlannedSession[];

  constructor(job: Job, scope: JobScope) {
    const sessions: PlannedSession[] = [];
    let before = 0n;
    for (const steps of groupBySession(scopeSteps(job, scope))) {
      const [first] = steps;
      const environments = [
        ...job.externalEnvironments,
        ...job.environments,
        ...(first?.step.environments ?? []),
      ];
      const tasks = steps.reduce((sum, step) => sum + tasksOf(step), 0n);
      if (tasks === 0n) continue;
      const rows = tasks + 2n * BigInt(environments.length) + 2n;
      sessions.push({ environments, steps, tasks, before, rows });
      before += rows;
    }
    this.sessions = sessions;
    this.rows = before;
    this.tasks = sessions.reduce((sum, session) => sum + session.tasks, 0n);
  }

  /** A row by its number; undefined outside of the order. */
  at(row: bigint): PlannedAction | undefined {
    const number = this.sessions.findLastIndex(({ before }) => before <= row);
    const found = this.sessions[number];
    if (found === undefined || row >= found.before + found.rows) return undefined;
    const session = number + 1;
    const { environments } = found;
    const count = BigInt(environments.length);
    const own = row - found.before;
    if (own === 0n) return { kind: 'session', session };
    if (own === found.rows - 1n) return { kind: 'end', session };
    if (own <= count) return { kind: 'enter', session, environments, at: Number(own) - 1 };
    let task = own - count - 1n;
    if (task >= found.tasks)
      return { kind: 'exit', session, environments, at: Number(found.tasks + count - 1n - task) };
    for (const scoped of found.steps) {
      const tasks = tasksOf(scoped);
      if (task < tasks) {
        const { step } = scoped;
        return { kind: 'task', session, environments, step, index: indexOf(scoped, task) };
      }
      task -= tasks;
    }
    return undefined;
  }
}

function indexOf({ indices, spans }: ScopedStep, task: bigint): bigint {
  let left = task;
  for (const { first, last } of spans ?? []) {
    if (left <= last - first) return first + left;
    left -= last - first + 1n;
  }
  return indices?.[Number(task)] ?? task;
}

function tasksOf({ step, indices, spans }: ScopedStep): bigint {
  if (spans) return spans.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  return indices === undefined ? step.space.count : BigInt(indices.length);
}

/** As one line of work takes them: a session goes on with steps of its kind while one is ready. */
function groupBySession(steps: readonly ScopedStep[]): ScopedStep[][] {
  const left = [...steps];
  const groups: ScopedStep[][] = [];
  const isReady = ({ step }: ScopedStep) =>
    step.dependencies.every((name) => !left.some((other) => other.step.name === name));
  const take = (fits: (step: Step) => boolean): ScopedStep | undefined => {
    const at = left.findIndex((one) => fits(one.step) && isReady(one));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  for (let first = take(() => true); first !== undefined; first = take(() => true)) {
    const signature = signatureOf(first.step);
    const group = [first];
    for (;;) {
      const next = take((step) => signatureOf(step) === signature);
      if (next === undefined) break;
      group.push(next);
    }
    groups.push(group);
  }
  return groups;
}
