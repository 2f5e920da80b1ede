import { describe, expect, it } from 'vitest';
import { meanCores, RunData } from '../../../../src/renderer/stores/run-data.ts';
import type { ActionRecord } from '../../../../src/shared/protocol/run.ts';

function action(id: number, index: number, state: ActionRecord['state']): ActionRecord {
  return {
    id,
    session: 1,
    kind: 'onRun',
    label: '',
    step: 'Render',
    taskIndex: String(index),
    state,
    startedAt: 0,
    command: [],
    processKind: 'pipe',
    logLines: 0,
  };
}

describe('states of tasks', () => {
  it('come from the backend and then from the actions', () => {
    const data = new RunData();
    data.setStates('Render', 'ww-d');
    expect([0, 1, 2, 3].map((i) => data.state('Render', String(i)))).toEqual(['w', 'w', '-', 'd']);
    data.apply([action(1, 0, 'running')]);
    expect(data.state('Render', '0')).toBe('r');
    data.apply([action(1, 0, 'timeout')]);
    expect(data.state('Render', '0')).toBe('f');
    expect(String.fromCharCode(...(data.states('Render') ?? []))).toBe('fw-d');
  });

  it('are those of the newest action, in whatever order they are told', () => {
    const data = new RunData();
    data.apply([action(5, 2, 'running'), action(2, 2, 'failed')]);
    expect(data.state('Render', 2n)).toBe('r');
    data.setStates('Render', 'wwww');
    expect(data.state('Render', 2n)).toBe('r');
    expect(data.firstFailed()?.id).toBe(2);
  });

  it('of a chunk are those of all its places, and of several places what is worst of them', () => {
    const data = new RunData();
    data.setStates('Render', 'wwwwwwww');
    data.apply([
      { ...action(1, 0, 'succeeded'), tasks: 3 },
      { ...action(2, 3, 'failed'), tasks: 2 },
    ]);
    expect(String.fromCharCode(...(data.states('Render') ?? []))).toBe('dddffwww');
    expect([0, 2, 4, 6].map((at) => data.state('Render', String(at), 2))).toEqual([
      'd',
      'f',
      'f',
      'w',
    ]);
    expect(data.taskAction('Render', '1', 2)?.id).toBe(1);
    expect(data.taskAction('Render', '2', 2)?.id).toBe(2);
    expect(data.taskAction('Render', '6', 2)).toBe(undefined);
  });

  it('are unknown for what is in no scope', () => {
    expect(new RunData().state('Render', '7')).toBe('-');
  });
});

describe('what tasks took', () => {
  const took = (id: number, ms: number, cpuTime: number): ActionRecord => ({
    ...action(id, id, 'succeeded'),
    endedAt: ms,
    cpuTime,
    peakMemory: id * 10,
  });

  it('is the most of them, and no moment says how many processors are needed', () => {
    const data = new RunData();
    data.apply([took(1, 400, 0.32), took(2, 150, 0.14)]);
    expect(data.measured('Render')).toEqual({ tasks: 2, longest: 400, peakMemory: 20, cores: 0.8 });
    expect([1, 2].map((id) => meanCores(data.actions.get(id) as ActionRecord))).toEqual([
      0.8,
      undefined,
    ]);
  });
});
