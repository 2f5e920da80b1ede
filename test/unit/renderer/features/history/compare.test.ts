import { describe, expect, it } from 'vitest';
import { diffTexts, diffValues } from '../../../../../src/renderer/features/history/diff-rows.ts';
import {
  measureSteps,
  pairTasks,
  suggestRequirements,
} from '../../../../../src/renderer/features/history/task-rows.ts';
import type { ActionRecord } from '../../../../../src/shared/protocol/run.ts';
import { cpuTime } from '../../../../support/cpu-time.ts';

const lines = (count: number, change: Record<number, string> = {}) =>
  Array.from({ length: count }, (_, i) => change[i + 1] ?? `line ${i + 1}`).join('\n');

describe('two templates', () => {
  it('stand side by side; what is equal and far from a change is folded', () => {
    const { rows, added, removed } = diffTexts(lines(20), lines(20, { 10: 'other' }));
    expect({ added, removed }).toEqual({ added: 1, removed: 1 });
    expect(rows[0]).toEqual({ kind: 'fold', count: 6 });
    expect(rows.filter((row) => row.kind === 'changed')).toEqual([
      {
        kind: 'changed',
        left: { number: 10, text: 'line 10' },
        right: { number: 10, text: 'other' },
      },
    ]);
    expect(rows.at(-1)).toEqual({ kind: 'fold', count: 7 });
    expect(rows).toHaveLength(9);
  });

  it('keep their own line numbers where lines were added or removed', () => {
    const { rows } = diffTexts('a\nb\nc', 'a\nx\ny\nc\nd');
    expect(rows).toEqual([
      { kind: 'same', left: { number: 1, text: 'a' }, right: { number: 1, text: 'a' } },
      { kind: 'changed', left: { number: 2, text: 'b' }, right: { number: 2, text: 'x' } },
      { kind: 'added', right: { number: 3, text: 'y' } },
      { kind: 'same', left: { number: 3, text: 'c' }, right: { number: 4, text: 'c' } },
      { kind: 'added', right: { number: 5, text: 'd' } },
    ]);
  });

  it('are one fold when they are equal, and shown whole when nothing is', () => {
    expect(diffTexts('a\nb', 'a\nb').rows).toEqual([{ kind: 'fold', count: 2 }]);
    const left = Array.from({ length: 5000 }, (_, i) => `left ${i}`).join('\n');
    const right = Array.from({ length: 5000 }, (_, i) => `right ${i}`).join('\n');
    const began = cpuTime();
    expect(diffTexts(left, right)).toMatchObject({ added: 5000, removed: 5000 });
    expect(cpuTime() - began).toBeLessThan(5000);
  });
});

describe('two sets of values', () => {
  it('show what differs first, by name', () => {
    expect(diffValues({ b: '1', a: 'same', c: ['x'] }, { b: '2', a: 'same', d: true })).toEqual([
      { name: 'b', left: '1', right: '2', differs: true },
      { name: 'c', left: '["x"]', right: undefined, differs: true },
      { name: 'd', left: undefined, right: 'true', differs: true },
      { name: 'a', left: 'same', right: 'same', differs: false },
    ]);
  });
});

function task(
  frame: number,
  index: number,
  ms: number,
  over: Partial<ActionRecord> = {},
): ActionRecord {
  return {
    id: index + 1,
    session: 1,
    kind: 'onRun',
    label: `Render · Frame=${frame}`,
    step: 'Render',
    taskIndex: String(index),
    parameters: { Frame: String(frame) },
    state: 'succeeded',
    startedAt: 1000,
    endedAt: 1000 + ms,
    command: [],
    processKind: 'pipe',
    logLines: 0,
    ...over,
  };
}

describe('the tasks of two runs', () => {
  it('are matched by their values; changed states come first, then the largest differences', () => {
    const pairs = pairTasks(
      [task(1, 0, 100), task(2, 1, 100), task(3, 2, 100, { state: 'failed' })],
      [task(2, 0, 900), task(3, 1, 100), task(4, 2, 100), task(1, 3, 100)],
    );
    expect(pairs.map(({ label, changed, delta }) => [label, changed, delta])).toEqual([
      ['Render · Frame=3', true, 0],
      ['Render · Frame=4', true, undefined],
      ['Render · Frame=2', false, 800],
      ['Render · Frame=1', false, 0],
    ]);
  });

  it('count the last time a task ran', () => {
    const [pair] = pairTasks([task(1, 0, 100, { state: 'failed' }), task(1, 0, 200)], []);
    expect(pair).toMatchObject({ left: { state: 'succeeded', time: 200 }, right: undefined });
  });
});

describe('what was measured', () => {
  it('is told by step and becomes requirements with room to spare', () => {
    const [measure] = measureSteps([
      task(1, 0, 1000, { peakMemory: 300 * 2 ** 20, cpuTime: 1.9 }),
      task(2, 1, 3000, { peakMemory: 500 * 2 ** 20, cpuTime: 3 }),
      task(3, 2, 10, { peakMemory: 2 ** 20, cpuTime: 1 }),
    ]);
    expect(measure).toMatchObject({ step: 'Render', tasks: 3, longest: 3000, processors: 1.9 });
    expect(measure && suggestRequirements(measure)).toBe(
      [
        'hostRequirements:',
        '  amounts:',
        '    - { name: amount.worker.vcpu, min: 2 }',
        '    - { name: amount.worker.memory, min: 640 }',
      ].join('\n'),
    );
    expect(
      suggestRequirements({ ...(measure as never as object), peakMemory: undefined } as never),
    ).toBeUndefined();
  });
});
