import { expect, it } from 'vitest';
import { workOut } from '../../../../../src/renderer/features/files/model.ts';
import type { ResultFile } from '../../../../../src/shared/protocol/results.ts';
import type { ActionRecord } from '../../../../../src/shared/protocol/run.ts';

const root = {
  id: 'output:Out',
  kind: 'output',
  label: 'Out',
  path: '/out',
  missing: false,
  single: false,
} as const;

/** Three tasks, a second each, one a frame. */
const tasks = [1, 2, 3].map(
  (frame) =>
    ({
      id: frame,
      session: 1,
      kind: 'onRun',
      state: 'succeeded',
      step: 'Render',
      taskIndex: String(frame - 1),
      parameters: { Frame: String(frame) },
      startedAt: frame * 1000,
      endedAt: frame * 1000 + 900,
    }) as unknown as ActionRecord,
);

const file = (path: string, modifiedAt: number, size = 10): ResultFile => ({
  path,
  kind: 'file',
  size,
  modifiedAt,
  createdAt: modifiedAt,
});

function rows(files: readonly ResultFile[]) {
  return workOut('r', 1000, [{ root, files, more: 0 }], tasks).rows.flatMap((row) =>
    row.kind === 'item'
      ? [[row.item.kind, row.flags.missing.length, row.flags.empty, row.flags.unchanged]]
      : [],
  );
}

it('flags the frames that a sequence lacks, and those that are empty or from before', () => {
  const frames = [file('a.1.png', 1500), file('a.2.png', 2500, 0), file('a.3.png', 500)];
  expect(rows(frames)).toEqual([['sequence', 0, 1, 1]]);
  expect(rows([frames[0], file('a.3.png', 3500)].flatMap((one) => one ?? []))).toEqual([
    ['sequence', 1, 0, 0],
  ]);
});

it('takes a lone picture for a frame whose others are missing, and no other file', () => {
  expect(rows([file('a.1.png', 1500)])).toEqual([['sequence', 2, 0, 0]]);
  expect(rows([file('report v1.txt', 1500)])).toEqual([['single', 0, 0, 0]]);
});
