import { describe, expect, it } from 'vitest';
import { withRun } from '../../../../src/renderer/stores/other-runs.ts';
import type { RunRecord, RunState } from '../../../../src/shared/protocol/run.ts';

const run = (id: string, state: RunState): RunRecord => ({
  id,
  name: id,
  templatePath: `/${id}/template.yaml`,
  scope: { kind: 'job' },
  state,
  processKind: 'pipe',
  sessions: 1,
  createdAt: 0,
  steps: [],
  actionCount: 0,
  sessionDirectories: [],
  templateHash: '',
});

describe('the runs under way', () => {
  it('are those that have begun and not ended, newest first', () => {
    const one = withRun([], run('a', 'running'));
    const two = withRun(one, run('b', 'waiting'));
    expect(two.map(({ id }) => id)).toEqual(['b', 'a']);
    const stopping = withRun(two, run('b', 'stopping'));
    expect(stopping.map(({ state }) => state)).toEqual(['stopping', 'running']);
    expect(withRun(stopping, run('b', 'canceled')).map(({ id }) => id)).toEqual(['a']);
    expect(withRun(one, run('c', 'succeeded'))).toBe(one);
  });
});
