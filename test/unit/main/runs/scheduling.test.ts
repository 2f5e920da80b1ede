import { describe, expect, it } from 'vitest';
import { Amounts } from '../../../../src/main/runs/amounts.ts';
import { planRun } from '../../../../src/main/runs/run-plan.ts';
import { Scheduler } from '../../../../src/main/runs/scheduler.ts';
import {
  adaptiveChunks,
  allTasks,
  type TaskSource,
} from '../../../../src/main/runs/task-source.ts';
import { TaskStates } from '../../../../src/main/runs/task-states.ts';
import { valueToText } from '../../../../src/shared/expr/index.ts';
import { scoutIndices, signatureOf } from '../../../../src/shared/model/index.ts';
import { jobOf } from '../session/job-of.ts';

const chunked = (range: string, constraint: string, more = '') =>
  jobOf(`
specificationVersion: jobtemplate-2023-09
extensions: [TASK_CHUNKING]
name: Chunks
steps:
  - name: S
    parameterSpace:
      taskParameterDefinitions:
        ${more}
        - name: F
          type: CHUNK[INT]
          range: "${range}"
          chunks: { defaultTaskCount: 2, targetRuntimeSeconds: 10, rangeConstraint: ${constraint} }
    script: { actions: { onRun: { command: "true" } } }
`).steps[0]?.space;

/** Takes every chunk, each value taking as long as told. */
function take(source: TaskSource, secondsEach: number): string[] {
  const texts: string[] = [];
  for (let task = source.next(); task !== undefined; task = source.next()) {
    texts.push([...task.task.values()].map(({ value }) => valueToText(value)).join(' '));
    source.took?.(task, task.weight * secondsEach);
  }
  return texts;
}

describe('adaptive chunks (RFC 0001)', () => {
  it('grow to the target, at most fourfold at once, and cover every value once', () => {
    const space = chunked('1-60', 'CONTIGUOUS');
    if (space === undefined) throw new Error();
    const source = adaptiveChunks(space);
    expect(source.total).toBe(60n);
    expect(take(source, 0.5)).toEqual(['1-2', '3-10', '11-30', '31-50', '51-60']);
  });

  it('shrink to one value, never reach over a gap, and stay within the other parameters', () => {
    const space = chunked('1-4,8', 'CONTIGUOUS', '- { name: A, type: INT, range: [1, 2] }');
    if (space === undefined) throw new Error();
    expect(take(adaptiveChunks(space), 100)).toEqual([
      '1 1-2',
      '1 3-3',
      '1 4-4',
      '1 8-8',
      '2 1-1',
      '2 2-2',
      '2 3-3',
      '2 4-4',
      '2 8-8',
    ]);
  });

  it('take values with gaps where they may', () => {
    const space = chunked('1,5,9,20', 'NONCONTIGUOUS');
    if (space === undefined) throw new Error();
    expect(take(adaptiveChunks(space), 5)).toEqual(['1,5', '9,20']);
  });
});

describe('amounts', () => {
  const needs = (name: string, min: number) => ({ amounts: [{ name, min }], attributes: [] });

  it('let sessions begin only within what the machine has; one alone always may', () => {
    const amounts = new Amounts(new Map([['amount.worker.vcpu', 4]]));
    expect(amounts.take(needs('amount.worker.vcpu', 16))).toBe(true);
    expect(amounts.take(needs('amount.worker.vcpu', 1))).toBe(false);
    amounts.giveBack(needs('amount.worker.vcpu', 16));
    expect(amounts.take(needs('amount.worker.vcpu', 2))).toBe(true);
    expect(amounts.take(needs('amount.worker.vcpu', 2))).toBe(true);
    expect(amounts.take(needs('amount.worker.vcpu', 1))).toBe(false);
    expect(amounts.take(needs('amount.licence', 99))).toBe(true);
    expect(amounts.take(undefined)).toBe(true);
  });
});

it('scouts the first, middle and last task once each', () => {
  expect(scoutIndices(0n)).toEqual([]);
  expect(scoutIndices(1n)).toEqual([0n]);
  expect(scoutIndices(2n)).toEqual([0n, 1n]);
  expect(scoutIndices(10n ** 12n)).toEqual([0n, 499_999_999_999n, 999_999_999_999n]);
});

it('remembers a letter for tasks anywhere in a huge space', () => {
  const states = new TaskStates();
  states.set(10n ** 12n, 'd');
  expect(states.range(10n ** 12n - 1n, 3, () => 'w')).toBe('wdw');
});

it('waits for a step that may still become ready, and gives up when it cannot', async () => {
  const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Order
steps:
  - name: B
    dependencies: [{ dependsOn: A }]
    script: { actions: { onRun: { command: "true" } } }
  - name: A
    script: { actions: { onRun: { command: "true" } } }
`);
  const plans = [...job.steps].reverse().map((step) => {
    let given = false;
    const source: TaskSource = {
      total: 1n,
      has: () => true,
      next: () => {
        if (given) return undefined;
        given = true;
        return { index: 0n, task: step.space.at(0), weight: 1 };
      },
    };
    return { step, source };
  });
  const scheduler = new Scheduler(plans, new Amounts(new Map()));
  const first = await scheduler.next();
  expect(first?.step.name).toBe('A');
  const second = scheduler.next('');
  if (first !== undefined) scheduler.ended(first, 'succeeded', 0);
  const next = await second;
  expect(next?.step.name).toBe('B');
  const third = scheduler.next();
  if (next !== undefined) scheduler.ended(next, 'failed', 0);
  expect(await third).toBeUndefined();
});

it('gives up quickly in a lattice of steps, where there are more ways than could be counted', async () => {
  const layers = 60;
  const names = (layer: number) => [`a${layer}`, `b${layer}`];
  const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Lattice
steps:
${Array.from({ length: layers }, (_, layer) =>
  names(layer)
    .map(
      (name) =>
        `  - name: ${name}\n    script: { actions: { onRun: { command: "true" } } }${
          layer === 0
            ? ''
            : `\n    dependencies: [${names(layer - 1).map((other) => `{ dependsOn: ${other} }`)}]`
        }`,
    )
    .join('\n'),
).join('\n')}
`);
  const scheduler = new Scheduler(
    planRun(job, { kind: 'job' }, { adaptiveChunks: true }),
    new Amounts(new Map()),
  );
  const first = await scheduler.next();
  const second = await scheduler.next();
  expect([first?.step.name, second?.step.name]).toEqual(['a0', 'b0']);
  const third = scheduler.next();
  for (const one of [first, second]) if (one) scheduler.ended(one, 'failed', 0);
  expect(await third).toBeUndefined();
});

it('goes on with one session where a step of its kind waits for one of another', async () => {
  const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Chain
steps:
  - name: A
    script: { actions: { onRun: { command: a } } }
  - name: B
    dependencies: [{ dependsOn: A }]
    stepEnvironments: [{ name: E, variables: { X: "1" } }]
    script: { actions: { onRun: { command: b } } }
  - name: C
    dependencies: [{ dependsOn: B }]
    script: { actions: { onRun: { command: c } } }
`);
  const scheduler = new Scheduler(
    job.steps.map((step) => ({ step, source: allTasks(step.space) })),
    new Amounts(new Map()),
  );
  const order: string[] = [];
  // As a session does it: tasks of one signature while there are some, then whatever is left.
  for (let next = await scheduler.next(); next; next = await scheduler.next()) {
    const signature = signatureOf(next.step);
    for (let task: typeof next | undefined = next; task; task = await scheduler.next(signature)) {
      order.push(task.step.name);
      scheduler.ended(task, 'succeeded', 0.1);
    }
    order.push('end');
  }
  expect(order).toEqual(['A', 'end', 'B', 'end', 'C', 'end']);
});
