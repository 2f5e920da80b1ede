import { describe, expect, it } from 'vitest';
import { valueToText } from '../../../../../src/shared/expr/index.ts';
import {
  type Job,
  parameterScope,
  queryTasks,
  type TaskOrder,
  type TaskView,
} from '../../../../../src/shared/model/index.ts';
import { jobOf } from '../../../main/session/job-of.ts';

function jobWith(definitions: string, more = ''): Job {
  return jobOf(`specificationVersion: jobtemplate-2023-09
extensions: [TASK_CHUNKING]
name: Query
steps:
- name: Only
  parameterSpace:
    taskParameterDefinitions: [${definitions}]
    ${more}
  script: { actions: { onRun: { command: x } } }
`);
}

function query(job: Job, text: string, order?: TaskOrder): TaskView | { readonly error: string } {
  const space = job.steps[0]?.space;
  if (!space) throw new Error('no step');
  const scope = parameterScope(job.parameters);
  const work = queryTasks(space, { text, order, scope, pathFormat: 'POSIX' });
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
  }
}

/** The tasks that are found, in their order: `Frame Layer`, or why there are none. */
function found(job: Job, text: string, order?: TaskOrder): string[] | string {
  const view = query(job, text, order);
  if ('error' in view) return view.error;
  return Array.from({ length: Number(view.count) }, (_, row) => {
    const task = job.steps[0]?.space.at(view.at(BigInt(row)));
    return [...(task?.values() ?? [])].map(({ value }) => valueToText(value)).join(' ');
  });
}

const SMALL = jobWith(
  '{name: Frame, type: INT, range: "1-4,6-10:2"}, {name: Layer, type: STRING, range: [matte, beauty]}',
);
const by = (parameter: string, descending = false): TaskOrder => ({
  by: { parameter },
  descending,
});

describe('values and ranges', () => {
  it.each<[string, string[] | string]>([
    ['Frame:3', ['3 matte', '3 beauty']],
    ['Frame:2-10:2 Layer:beauty', ['2 beauty', '4 beauty', '6 beauty', '8 beauty', '10 beauty']],
    ['layer:m* frame:1,8', ['1 matte', '8 matte']],
    ['Frame:1-4 Frame:3-9', ['3 matte', '3 beauty', '4 matte', '4 beauty']],
    ['Layer:none', []],
    ['Frame:', 'Write values behind "Frame:".'],
  ])('%s', (text, expected) => {
    expect(found(SMALL, text)).toEqual(expected);
  });

  it('says what is no range', () => {
    expect(found(SMALL, 'Frame:beauty')).toMatch(/^"beauty" is no range of Frame\./);
  });

  it('meets chunks that hold a value', () => {
    const job = jobWith(
      '{name: Frame, type: "CHUNK[INT]", range: "1-10", chunks: {defaultTaskCount: 4, rangeConstraint: CONTIGUOUS}}',
    );
    expect(found(job, '')).toEqual(['1-4', '5-7', '8-10']);
    expect(found(job, 'Frame:4-5')).toEqual(['1-4', '5-7']);
  });

  it('finds among a trillion by arithmetic', () => {
    const job = jobWith(
      '{name: Frame, type: INT, range: "1-1000000"}, {name: Tile, type: INT, range: "1-1000000"}',
    );
    const view = query(job, 'Frame:5-500000:3', by('Tile', true));
    if ('error' in view) throw new Error(view.error);
    expect(view.count).toBe(166_666n * 1_000_000n);
    expect([view.at(0n), view.at(1n), view.at(view.count - 1n)]).toEqual([
      4n * 1_000_000n + 999_999n,
      7n * 1_000_000n + 999_999n,
      499_999n * 1_000_000n,
    ]);
  });
});

describe('expressions', () => {
  it.each<[string, string[] | string]>([
    ['Frame % 4 == 0 and Layer != "matte"', ['4 beauty', '8 beauty']],
    ['Task.Param.Frame > 8', ['10 matte', '10 beauty']],
    ['Frame > 8 or Layer == "beauty" and Frame == 1', ['1 beauty', '10 matte', '10 beauty']],
    ['Frame / 4 > 2', ['10 matte', '10 beauty']],
    ['Layer.upper() == "MATTE" and Frame == 2', ['2 matte']],
    ['Frame', 'A filter must be true or false, like "Frame > 10".'],
    ['1 == 2', []],
    [
      'Layer.upper() == "MATTE" and Frame == 2 or Frame * Frame == 100 and Layer != "matte"',
      ['2 matte', '10 beauty'],
    ],
    ['not (Layer.upper() == "MATTE" or Frame > 1)', ['1 beauty']],
  ])('%s', (text, expected) => {
    expect(found(SMALL, text)).toEqual(expected);
  });

  it('says what cannot be evaluated', () => {
    expect(found(SMALL, 'Nope == 3')).toMatch(/Nope/);
    expect(found(SMALL, 'Frame //')).toEqual(expect.any(String));
    expect(found(SMALL, 'Frame == 4 and Frame // (Frame - 4) == 1')).toMatch(/zero/i);
  });

  it('does not look at more tasks than it can', () => {
    const job = jobWith(
      '{name: Frame, type: INT, range: "1-100000"}, {name: Tile, type: INT, range: "1-100000"}',
    );
    expect(found(job, 'Frame + Tile == 3')).toMatch(/at most 1,000,000; here are 10,000,000,000/);
    expect(found(job, 'Frame <= 2 and Frame + Tile == 3')).toEqual(['1 2', '2 1']);
  });

  it('agrees with a look at every task', () => {
    const job = jobWith(
      '{name: A, type: INT, range: "-7-7"}, {name: B, type: INT, range: "-3-3"}, {name: C, type: STRING, range: [x, y]}',
    );
    const tasks = found(job, '') as string[];
    const python = (a: number, b: number) => a - b * Math.floor(a / b);
    const cases: [string, (a: number, b: number, c: string) => boolean][] = [
      ['A + 2 * B < -3', (a, b) => a + 2 * b < -3],
      ['A % 3 == 1 and C == "x"', (a, _b, c) => python(a, 3) === 1 && c === 'x'],
      [
        'not (A == B) and C != "y" or A // 2 > B',
        (a, b, c) => (a !== b && c !== 'y') || Math.floor(a / 2) > b,
      ],
      ['-2 < A * B <= 4', (a, b) => -2 < a * b && a * b <= 4],
      ['A - B == 2.0', (a, b) => a - b === 2],
    ];
    for (const [text, holds] of cases) {
      const expected = tasks.filter((task) => {
        const [a = '', b = '', c = ''] = task.split(' ');
        return holds(Number(a), Number(b), c);
      });
      expect([text, found(job, text)]).toEqual([text, expected]);
    }
  });
});

describe('order', () => {
  it('is by values, the tasks’ own within equal ones', () => {
    expect(found(SMALL, 'Frame:1-2', by('Layer'))).toEqual([
      '1 beauty',
      '2 beauty',
      '1 matte',
      '2 matte',
    ]);
    expect(found(SMALL, 'Frame:1-2', by('Frame', true))).toEqual([
      '2 matte',
      '2 beauty',
      '1 matte',
      '1 beauty',
    ]);
  });

  it('holds for parameters that go together', () => {
    const job = jobWith(
      '{name: Camera, type: STRING, range: [b, a, c]}, {name: Take, type: INT, range: [3, 1, 2]}, {name: Eye, type: STRING, range: [l, r]}',
      'combination: (Camera, Take) * Eye',
    );
    expect(found(job, 'Eye:r', by('Camera'))).toEqual(['a 1 r', 'b 3 r', 'c 2 r']);
    expect(found(job, 'Take + 1 > 2 and Eye == "l"', by('Take', true))).toEqual(['b 3 l', 'c 2 l']);
  });

  it('can be by a number for each task; those without one come last', () => {
    const keys = Float64Array.from([5, Number.NaN, 1, 9]);
    expect(found(SMALL, 'Frame:1-2', { by: { keys }, descending: false })).toEqual([
      '2 matte',
      '1 matte',
      '2 beauty',
      '1 beauty',
    ]);
  });
});
