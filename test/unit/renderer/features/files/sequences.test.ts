import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../../src/renderer/features/files/csv.ts';
import { workOut } from '../../../../../src/renderer/features/files/model.ts';
import {
  type Found,
  groupFiles,
  itemName,
  type Sequence,
} from '../../../../../src/renderer/features/files/sequences.ts';
import {
  missingFrames,
  newsOf,
  numbersOf,
  taskTimes,
  writerOf,
} from '../../../../../src/renderer/features/files/writers.ts';
import type { ResultRoot } from '../../../../../src/shared/protocol/results.ts';
import type { ActionRecord } from '../../../../../src/shared/protocol/run.ts';

function file(path: string, modifiedAt = 0, over: Partial<Found> = {}): Found {
  return { root: 'output:Out', path, kind: 'file', size: 1, modifiedAt, createdAt: 0, ...over };
}

const names = (...paths: string[]) => groupFiles(paths.map((path) => file(path))).map(itemName);

describe('sequences', () => {
  it('are files that differ in the last number before the ending', () => {
    expect(
      names('b.0001.png', 'b.0002.png', 'b.0010.png', 'a.1.exr', 'notes.txt', 'b.0001.jpg'),
    ).toEqual(['a.1.exr', 'b.0001.jpg', 'b.[1–10].png', 'notes.txt']);
    expect(names('v2_x.099.png', 'v2_x.100.png', 'v3_x.100.png')).toEqual([
      'v2_x.[99–100].png',
      'v3_x.100.png',
    ]);
    expect(names('f9.png', 'f10.png', 'f0010.png')).toEqual(['f[9–10].png', 'f0010.png']);
    expect(names('x.9999.png', 'x.0001.png', 'x.10000.png')).toEqual(['x.[1–10000].png']);
    expect(names('shot.0001', 'shot.0002')).toEqual(['shot.[1–2]']);
    expect(names('left/a.1.png', 'right/a.2.png')).toEqual(['a.1.png', 'a.2.png']);
    expect(names('x.1.png', 'x.2.png', 'line\n1.png')).toEqual(['line\n1.png', 'x.[1–2].png']);
  });

  it('leave folders and links alone', () => {
    const items = groupFiles([
      file('a1', 0, { kind: 'refused' }),
      file('a2', 0, { kind: 'refused' }),
    ]);
    expect(items.map((item) => item.kind)).toEqual(['single', 'single']);
  });
});

function task(
  id: number,
  session: number,
  from: number,
  to: number | undefined,
  parameters: Record<string, string>,
  state: ActionRecord['state'] = 'succeeded',
): ActionRecord {
  return {
    id,
    session,
    kind: 'onRun',
    label: `Task ${id}`,
    step: 'Render',
    taskIndex: String(id - 1),
    parameters,
    state,
    startedAt: from,
    ...(to === undefined ? {} : { endedAt: to }),
    command: [],
    processKind: 'pipe',
    logLines: 0,
  };
}

describe('who wrote a file', () => {
  const times = taskTimes([
    task(1, 1, 1000, 2000, { Frame: '1', Layer: 'beauty' }),
    task(2, 2, 1000, 2100, { Frame: '1', Layer: 'matte' }),
    task(3, 1, 2200, 3000, { Frame: '2', Layer: 'beauty' }),
    task(4, 2, 2200, undefined, { Frame: '2', Layer: 'matte' }, 'running'),
  ]);

  it('is told by the time, and of several at once by the name', () => {
    expect(writerOf(file('beauty.0001.png', 1900), times)?.id).toBe(1);
    expect(writerOf(file('matte.0001.png', 1900), times)?.id).toBe(2);
    expect(writerOf(file('whatever', 2090), times)?.id).toBe(2);
    expect(writerOf(file('whatever', 1900), times)).toBeUndefined();
    expect(writerOf(file('anything', 9000), times)?.id).toBe(4);
    expect(writerOf(file('before', 500), times)).toBeUndefined();
  });

  it('tells what is new, changed and from before', () => {
    expect(newsOf(file('a', 1500, { createdAt: 1500 }), 1000)).toBe('new');
    expect(newsOf(file('a', 1500, { createdAt: 10 }), 1000)).toBe('changed');
    expect(newsOf(file('a', 500), 1000)).toBe('unchanged');
    expect(newsOf(file('a', 500), undefined)).toBe('unchanged');
  });
});

describe('missing frames', () => {
  const sequence = (...frames: number[]) =>
    groupFiles(
      frames.map((frame) => file(`beauty.000${frame}.png`, frame * 1000 + 500)),
    )[0] as Sequence;
  const tasks = (layer: string, session: number) =>
    [1, 2, 3, 4].map((frame) =>
      task(session * 10 + frame, session, frame * 1000, frame * 1000 + 900, {
        Frame: String(frame),
        Layer: layer,
      }),
    );

  it('are those of tasks which are over, of the same layer', () => {
    const times = taskTimes([...tasks('beauty', 1), ...tasks('matte', 2)]);
    expect(
      missingFrames(sequence(1, 2, 4), times).map(({ number, task: { id } }) => [number, id]),
    ).toEqual([[3, 13]]);
    expect(missingFrames(sequence(1, 2, 3, 4), times)).toEqual([]);
  });

  it('stand beside a frame that is alone, and not beside a file that is meant to be', () => {
    const root: ResultRoot = {
      id: 'output:Out',
      kind: 'output',
      label: 'Out',
      path: '/out',
      missing: false,
      single: false,
    };
    const files = [file('beauty.0002.png', 2500), file('take7.txt', 2500), file('sheet.png', 4500)];
    const { rows } = workOut('run', 0, [{ root, files, more: 0 }], tasks('beauty', 1));
    expect(
      rows.map((row) =>
        row.kind === 'place'
          ? ''
          : [itemName(row.item), row.flags.missing.map((one) => one.number)],
      ),
    ).toEqual(['', ['beauty.0002.png', [1, 3, 4]], ['sheet.png', []], ['take7.txt', []]]);
  });

  it('wait for what still runs, and know chunks', () => {
    const running = [
      ...tasks('beauty', 1).slice(0, 2),
      task(13, 1, 3000, undefined, { Frame: '3', Layer: 'beauty' }, 'running'),
    ];
    expect(missingFrames(sequence(1, 2), taskTimes(running))).toEqual([]);
    const chunk = [task(1, 1, 1000, 4900, { Frame: '1-5' })];
    expect(missingFrames(sequence(1, 2, 4), taskTimes(chunk)).map(({ number }) => number)).toEqual([
      3, 5,
    ]);
    expect(missingFrames(sequence(1, 2), taskTimes([]))).toEqual([]);
  });

  it('read numbers and ranges', () => {
    expect([...(numbersOf('1-7:3,20') ?? [])]).toEqual([1, 4, 7, 20]);
    expect([...(numbersOf('-3--1') ?? [])]).toEqual([-3, -2, -1]);
    expect(numbersOf('beauty')).toBeUndefined();
    expect(numbersOf('1-999999999')?.size).toBe(10_000);
  });
});

describe('comma-separated values', () => {
  it('are read with quotes and bounds', () => {
    expect(parseCsv('a,b\n1,"x ""y"",\nz"\n', 10, 10)).toEqual([
      ['a', 'b'],
      ['1', 'x "y",\nz'],
    ]);
    expect(parseCsv('a;b;c\r\n1;2;3', 10, 2)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(parseCsv('a\n\nb\nc', 2, 2)).toEqual([['a'], ['b']]);
  });
});
