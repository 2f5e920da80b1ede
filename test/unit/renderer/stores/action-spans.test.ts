import { expect, it } from 'vitest';
import { ActionSpans } from '../../../../src/renderer/stores/action-spans.ts';
import type { ActionRecord } from '../../../../src/shared/protocol/run.ts';

const action = (id: number, first: number, tasks: number) =>
  ({ id, taskIndex: String(first), tasks }) as ActionRecord;

it('finds the newest action of places, as looking at all of them would', () => {
  // Chunks of all sizes that lie over one another: numbers that repeat are as good as random ones.
  const actions = Array.from({ length: 200 }, (_, i) =>
    action((i * 37) % 200, (i * 71) % 500, 1 + ((i * 13) % 40)),
  );
  const spans = new ActionSpans(actions);
  for (let first = 0; first < 560; first += 3)
    for (const places of [1, 2, 25]) {
      const newest = actions
        .filter(({ taskIndex, tasks = 1 }) => {
          const at = Number(taskIndex);
          return at < first + places && at + tasks > first;
        })
        .sort((a, b) => b.id - a.id)[0];
      expect(spans.newest(first, first + places)?.id).toBe(newest?.id);
    }
});
