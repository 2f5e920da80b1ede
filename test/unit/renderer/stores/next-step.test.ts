import { describe, expect, it } from 'vitest';
import { nextStep, scoutTasks } from '../../../../src/renderer/stores/next-step.ts';
import type { RunRecord } from '../../../../src/shared/protocol/run.ts';

const job = {
  name: 'Job',
  steps: [
    { name: 'Render', count: '480', parameters: [], dependencies: [] },
    { name: 'Encode', count: '1', parameters: [], dependencies: ['Render'] },
  ],
};

function run(rest: Partial<RunRecord>, done = 4, failed = 0, total = '4'): RunRecord {
  return {
    id: 'r',
    name: 'Job',
    templatePath: '/t',
    scope: { kind: 'scout' },
    state: 'succeeded',
    processKind: 'pipe',
    sessions: 1,
    createdAt: 0,
    startedAt: 0,
    steps: [{ name: 'Render', total, succeeded: done, failed, canceled: 0, running: 0 }],
    actionCount: 4,
    sessionDirectories: [],
    templateHash: '',
    ...rest,
  };
}

describe('the next step', () => {
  it('begins with a scout of the first, middle and last task of what waits for nothing', () => {
    expect(nextStep(undefined, job, 'same')).toEqual({ kind: 'scout' });
    expect(scoutTasks(job)).toBe(3n);
    expect(scoutTasks(undefined)).toBe(0n);
  });

  it('is the whole job after a scout that succeeded', () => {
    expect(nextStep(run({}), job, 'same')).toEqual({
      kind: 'run-all',
      scope: { kind: 'job' },
      tasks: 481n,
    });
  });

  it('is to run again what failed', () => {
    expect(nextStep(run({ state: 'failed' }, 2, 2), job, 'same')).toEqual({
      kind: 'run-failed',
      scope: { kind: 'failed', runId: 'r' },
      tasks: 2n,
    });
  });

  it('is the rest, and said to be so, where a failure kept tasks from running', () => {
    expect(nextStep(run({ state: 'failed' }, 2, 1), job, 'same')).toEqual({
      kind: 'run-rest',
      scope: { kind: 'failed', runId: 'r' },
      tasks: 2n,
    });
  });

  it('is the whole job after the rest of a scout, and not after the rest of the job', () => {
    const scope = { kind: 'failed', runId: 'q' } as const;
    const next = (covers: 'scout' | 'job') =>
      nextStep(run({ scope, again: { covers } }), job, 'same').kind;
    expect([next('scout'), next('job')]).toEqual(['run-all', 'export']);
  });

  it('is what is left after a stop', () => {
    expect(nextStep(run({ state: 'canceled' }, 1, 0), job, 'same')).toMatchObject({
      kind: 'run-rest',
      tasks: 3n,
    });
  });

  it('is nothing while something runs, and the farm after all is done', () => {
    expect(nextStep(run({ state: 'running' }), job, 'same')).toEqual({ kind: 'none' });
    const all = run({ scope: { kind: 'job' } }, 481, 0, '481');
    expect(nextStep(all, job, 'same')).toEqual({ kind: 'export' });
  });

  it('is a scout again where something was changed since all was done, and the rest where it was not', () => {
    const all = run({ scope: { kind: 'job' } }, 481, 0, '481');
    expect(nextStep(all, job, 'changed')).toEqual({ kind: 'scout' });
    const failed = run({ state: 'failed' }, 2, 2);
    expect(nextStep(failed, job, 'changed')).toMatchObject({ kind: 'run-failed', tasks: 2n });
    expect(nextStep(failed, job, 'moved')).toMatchObject({ kind: 'run-rest', tasks: undefined });
  });
});
