import { describe, expect, it } from 'vitest';
import { RunData } from '../../../../src/renderer/stores/run-data.ts';
import { standingNotes, stepStanding } from '../../../../src/renderer/stores/step-standing.ts';
import type { ActionRecord, RunRecord } from '../../../../src/shared/protocol/run.ts';

const action = (id: number, over: Partial<ActionRecord> = {}): ActionRecord => ({
  id,
  session: 1,
  kind: 'onRun',
  label: 'Render',
  step: 'Render',
  taskIndex: String(id),
  state: 'running',
  startedAt: 0,
  command: [],
  processKind: 'pipe',
  logLines: 0,
  ...over,
});

const run = (over: Partial<RunRecord> = {}): RunRecord => ({
  id: 'r',
  name: 'Job',
  templatePath: '/t',
  scope: { kind: 'job' },
  state: 'running',
  processKind: 'pipe',
  sessions: 2,
  createdAt: 0,
  startedAt: 0,
  steps: [{ name: 'Render', total: '10', succeeded: 1, failed: 1, canceled: 0, running: 2 }],
  actionCount: 4,
  sessionDirectories: [],
  templateHash: '',
  ...over,
});

function data(...records: ActionRecord[]): RunData {
  const known = new RunData();
  known.apply(records);
  return known;
}

describe('how a step stands', () => {
  it('says what failed, what stalls, how long it takes and what it does', () => {
    const known = data(
      action(1, { state: 'succeeded', endedAt: 4000 }),
      action(2, { progress: 50, statusMessage: 'reading' }),
      action(3, { stalledSince: 1000, statusMessage: 'drawing' }),
      action(4, { step: 'Other', statusMessage: 'elsewhere' }),
    );
    const standing = stepStanding(run(), known, 'Render', 2000);
    // Six tasks of 4 s that have not begun, and 2 s of each of two that have: in two sessions.
    expect(standing).toEqual({
      share: 0.25,
      failed: 1,
      stalled: 1,
      left: 14_000,
      status: 'drawing',
    });
    expect(standing && standingNotes(standing)).toEqual([
      '1 failed',
      '1 stalled',
      '~14 s left',
      'drawing',
    ]);
  });

  it('says of a step that is over only what failed, and nothing of one that is not in the run', () => {
    const known = data(action(2, { statusMessage: 'reading' }));
    const over = stepStanding(run({ state: 'failed' }), known, 'Render', 2000);
    expect(over && standingNotes(over)).toEqual(['1 failed']);
    expect(stepStanding(run(), known, 'Absent', 2000)).toBeUndefined();
    expect(stepStanding(undefined, known, 'Render', 2000)).toBeUndefined();
  });

  it('makes no guess before anything is known', () => {
    const quiet = stepStanding(run(), data(action(2)), 'Render', 2000);
    expect(quiet).toMatchObject({ share: 0.2, left: undefined, status: undefined });
  });
});
