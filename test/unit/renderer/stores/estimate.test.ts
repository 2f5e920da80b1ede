import { describe, expect, it } from 'vitest';
import { runLeft, stepLeft, taskLeft } from '../../../../src/renderer/stores/estimate.ts';
import { RunData } from '../../../../src/renderer/stores/run-data.ts';
import type { ActionRecord, RunRecord, StepProgress } from '../../../../src/shared/protocol/run.ts';

let nextId = 1;

function action(over: Partial<ActionRecord>): ActionRecord {
  return {
    id: nextId++,
    session: 1,
    kind: 'onRun',
    label: 'Render',
    step: 'Render',
    taskIndex: String(nextId),
    state: 'running',
    startedAt: 0,
    command: [],
    processKind: 'pipe',
    logLines: 0,
    ...over,
  };
}

const done = (milliseconds: number, over: Partial<ActionRecord> = {}) =>
  action({ state: 'succeeded', startedAt: 1000, endedAt: 1000 + milliseconds, ...over });

function data(...records: ActionRecord[]): RunData {
  const known = new RunData();
  known.apply(records);
  return known;
}

const step = (over: Partial<StepProgress> = {}): StepProgress => ({
  name: 'Render',
  total: '10',
  succeeded: 0,
  failed: 0,
  canceled: 0,
  running: 0,
  ...over,
});

function run(steps: StepProgress[], sessions = 1): RunRecord {
  return {
    id: 'r',
    name: 'Job',
    templatePath: '/t',
    scope: { kind: 'job' },
    state: 'running',
    processKind: 'pipe',
    sessions,
    createdAt: 0,
    startedAt: 0,
    steps,
    actionCount: 0,
    sessionDirectories: [],
    templateHash: '',
  };
}

describe('what is left', () => {
  it('is not told before there is a ground for it', () => {
    expect(runLeft(run([step()]), data(action({})), 60_000)).toEqual({ known: false });
    expect(runLeft({ ...run([step()]), state: 'stopping' }, data(done(9)), 1)).toBeUndefined();
    expect(runLeft(run([step({ succeeded: 10 })]), data(done(9)), 1)).toBeUndefined();
  });

  it('goes by the finished tasks of the same step and by what runs', () => {
    const known = data(done(4000), done(6000), action({ startedAt: 10_000 }));
    // Seven to begin with 5 s each, and one that has 3 of its 5 s to go.
    expect(stepLeft(step({ succeeded: 2, running: 1 }), known, 1, 12_000)).toEqual({
      known: true,
      milliseconds: 7 * 5000 + 3000,
      atLeast: false,
    });
  });

  it('counts sessions that work at the same time, as far as there is work for them', () => {
    const known = data(done(5000));
    expect(stepLeft(step({ succeeded: 2 }), known, 4, 0)).toMatchObject({ milliseconds: 10_000 });
    expect(stepLeft(step({ succeeded: 8 }), known, 4, 0)).toMatchObject({ milliseconds: 5000 });
  });

  it('weighs chunks by their tasks', () => {
    const known = data(done(8000, { tasks: 4 }), action({ startedAt: 0, tasks: 4 }));
    const left = stepLeft(step({ total: '12', succeeded: 4, running: 1 }), known, 1, 2000);
    expect(left).toMatchObject({ milliseconds: 4 * 2000 + 6000 });
  });

  it('takes the word of a task that tells its progress', () => {
    const telling = action({ startedAt: 0, progress: 25 });
    expect(taskLeft(telling, data(telling), 10_000)).toBe(30_000);
    expect(stepLeft(step({ total: '2', running: 1 }), data(telling), 1, 10_000)).toMatchObject({
      milliseconds: 30_000 + 40_000,
    });
    expect(taskLeft(action({}), data(), 10_000)).toBeUndefined();
  });

  it('is a least time while of another step nothing is finished', () => {
    const steps = [step({ succeeded: 8 }), step({ name: 'Encode', total: '1' })];
    expect(runLeft(run(steps), data(done(1000)), 0)).toEqual({
      known: true,
      milliseconds: 2000,
      atLeast: true,
    });
  });

  it('does not count an action twice that is told of twice', () => {
    const known = new RunData();
    const record = done(4000);
    known.apply([record]);
    known.apply([{ ...record, logLines: 9 }]);
    expect(known.finished('Render')).toEqual({ milliseconds: 4000, tasks: 1 });
  });
});
