import type { ActionRecord } from '../../../shared/protocol/run.ts';

/** How one task went: its last action's state and time. */
export interface TaskEnd {
  readonly state: ActionRecord['state'];
  readonly time: number | undefined;
}

export interface TaskPair {
  readonly key: string;
  readonly label: string;
  readonly left: TaskEnd | undefined;
  readonly right: TaskEnd | undefined;
  /** The state is another one, or only one of the runs had this task. */
  readonly changed: boolean;
  /** Milliseconds that the right one took longer. */
  readonly delta: number | undefined;
}

/** Tasks of two runs: changed states first, then those whose times differ most. */
export function pairTasks(
  left: readonly ActionRecord[],
  right: readonly ActionRecord[],
): TaskPair[] {
  const a = lastActions(left);
  const b = lastActions(right);
  const pairs: TaskPair[] = [];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const before = a.get(key);
    const after = b.get(key);
    const from = end(before);
    const to = end(after);
    pairs.push({
      key,
      label: (after ?? before)?.label ?? key,
      left: from,
      right: to,
      changed: from?.state !== to?.state,
      delta: from?.time === undefined || to?.time === undefined ? undefined : to.time - from.time,
    });
  }
  return pairs.sort(
    (x, y) =>
      Number(y.changed) - Number(x.changed) || Math.abs(y.delta ?? 0) - Math.abs(x.delta ?? 0),
  );
}

/**
 * The last action of each task. A task is known by its step and values, not by its number: other frames
 * in the range shift the numbers.
 */
function lastActions(actions: readonly ActionRecord[]): Map<string, ActionRecord> {
  const tasks = new Map<string, ActionRecord>();
  for (const action of actions) {
    if (action.step === undefined || action.taskIndex === undefined) continue;
    const values = Object.entries(action.parameters ?? {}).sort(([x], [y]) => (x < y ? -1 : 1));
    tasks.set(JSON.stringify([action.step, values]), action);
  }
  return tasks;
}

function end(action: ActionRecord | undefined): TaskEnd | undefined {
  if (!action) return undefined;
  return {
    state: action.state,
    time: action.endedAt === undefined ? undefined : action.endedAt - action.startedAt,
  };
}

interface StepMeasure {
  readonly step: string;
  readonly tasks: number;
  readonly mean: number;
  readonly longest: number;
  readonly peakMemory: number | undefined;
  /** Processors kept busy by one task at most: CPU time by elapsed time. */
  readonly processors: number | undefined;
}

/** What the tasks of each step took, of those that ended. */
export function measureSteps(actions: readonly ActionRecord[]): StepMeasure[] {
  const steps = new Map<
    string,
    { tasks: number; sum: number; longest: number; peak: number; busy: number }
  >();
  for (const { step, taskIndex, startedAt, endedAt, peakMemory, cpuTime } of actions) {
    if (step === undefined || taskIndex === undefined || endedAt === undefined) continue;
    let sum = steps.get(step);
    if (!sum) {
      sum = { tasks: 0, sum: 0, longest: 0, peak: -1, busy: -1 };
      steps.set(step, sum);
    }
    const time = endedAt - startedAt;
    sum.tasks++;
    sum.sum += time;
    sum.longest = Math.max(sum.longest, time);
    sum.peak = Math.max(sum.peak, peakMemory ?? -1);
    // Very short tasks tell nothing about processors.
    if (cpuTime !== undefined && time >= 500)
      sum.busy = Math.max(sum.busy, (cpuTime * 1000) / time);
  }
  return [...steps].map(([step, sum]) => ({
    step,
    tasks: sum.tasks,
    mean: sum.sum / sum.tasks,
    longest: sum.longest,
    peakMemory: sum.peak < 0 ? undefined : sum.peak,
    processors: sum.busy < 0 ? undefined : sum.busy,
  }));
}

/** `hostRequirements` that would hold what was measured with a quarter to spare (§3.3: MiB, processors). */
export function suggestRequirements(measure: StepMeasure): string | undefined {
  if (measure.peakMemory === undefined) return undefined;
  const memory = Math.max(128, Math.ceil((measure.peakMemory * 1.25) / 2 ** 20 / 128) * 128);
  const processors =
    measure.processors === undefined
      ? undefined
      : Math.max(1, Math.ceil(measure.processors - 0.15));
  return [
    'hostRequirements:',
    '  amounts:',
    ...(processors === undefined ? [] : [`    - { name: amount.worker.vcpu, min: ${processors} }`]),
    `    - { name: amount.worker.memory, min: ${memory} }`,
  ].join('\n');
}
