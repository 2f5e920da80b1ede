import { describe, expect, it } from 'vitest';
import { findActions } from '../../../../src/renderer/features/log/find-actions.ts';
import type { ActionRecord } from '../../../../src/shared/protocol/run.ts';

const actions = new Map<number, ActionRecord>();
for (let id = 1; id <= 50_000; id++)
  actions.set(id, {
    id,
    session: 1,
    kind: 'onRun',
    label: `Render · Frame=${id} Layer=${id % 2 === 0 ? 'matte' : 'beauty'}`,
    state: 'succeeded',
    startedAt: 0,
    command: [],
    processKind: 'pipe',
    logLines: 0,
  });

describe('finding one of very many actions', () => {
  it('goes by words of its name, in any order and case', () => {
    const { shown, count } = findActions(actions, 'MATTE frame=4999', undefined);
    expect(count).toBe(5);
    expect(shown.map(({ id }) => id)).toEqual([49990, 49992, 49994, 49996, 49998]);
    expect(findActions(actions, 'absent', 7)).toEqual({ shown: [], count: 0 });
  });

  it('lists a hundred and counts all; before anything is typed, those about the chosen one', () => {
    const typed = findActions(actions, 'beauty', 40_000);
    expect([typed.shown.length, typed.shown[0]?.id, typed.count]).toEqual([100, 1, 25_000]);
    const about = findActions(actions, '', 40_000);
    expect([about.shown[0]?.id, about.shown.at(-1)?.id, about.count]).toEqual([
      39_950, 40_049, 50_000,
    ]);
  });
});
