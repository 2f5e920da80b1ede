import { describe, expect, it } from 'vitest';
import {
  ExprError,
  evaluate,
  parseExpression,
  Scope,
  type Value,
  valueToText,
} from '../../../../../src/shared/expr/index.ts';
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

  it('meets a chunk of very many parts by very many', () => {
    const squares = (count: number) => Array.from({ length: count }, (_, i) => i * i).join(',');
    const job = jobWith(
      `{name: Frame, type: "CHUNK[INT]", range: "${squares(200)}", chunks: {defaultTaskCount: 200, rangeConstraint: NONCONTIGUOUS}}`,
    );
    expect(found(job, `Frame:${squares(60)}`)).toHaveLength(1);
    expect(found(job, `Frame:${squares(60).replaceAll(/\d+/g, '7$&2')}`)).toEqual([]);
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
    expect(found(SMALL, 'Layer == "none" and Frame // 0 == 1')).toEqual([]);
    expect(found(SMALL, 'Frame + 1 == len(Layer) and 1 // (Frame - 1) == 0')).toEqual(['4 matte']);
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

describe('what is compiled', () => {
  const JOB = jobWith(
    '{name: A, type: INT, range: "-6-6:3,7,12"}, {name: B, type: INT, range: "-2-3"}, {name: F, type: FLOAT, range: [-1.5, 0.5, 2, 2.5]}, {name: C, type: STRING, range: [x, "😀y", "7"]}',
  );
  const TASKS = found(JOB, '') as string[];
  const scopes = TASKS.map((_, index) => {
    const task = JOB.steps[0]?.space.at(BigInt(index));
    return new Scope<Value>(
      undefined,
      [...(task ?? [])].map(([name, { value }]) => [name, value] as const),
    );
  });

  /** What the evaluator finds by a look at each task; undefined where it fails at one of them. */
  function expected(text: string): string[] | undefined {
    const { expression } = parseExpression(text);
    if (!expression) throw new Error(`${text} cannot be read`);
    try {
      return TASKS.filter((_, index) => {
        const value = evaluate(expression, scopes[index] as Scope<Value>, {
          expr: true,
          pathFormat: 'POSIX',
        });
        if (value.kind !== 'bool') throw new ExprError('type-mismatch', 'no condition');
        return value.value;
      });
    } catch (error) {
      if (error instanceof ExprError) return undefined;
      throw error;
    }
  }

  it.each([
    'A in [1, 7, 12] or B not in [0, 2.0]',
    'A in range_expr("-6-12:3") or B == 3',
    'C in ["x", "z"] or A == B',
    '"y" in C or string(A) in C',
    'abs(A - B) < 3',
    'min(A, B, 2) == max(B, -1)',
    'min(F, 0.5) == F or A == B',
    'round(F) == A + B',
    'floor(F + A) == ceil(A / 2) or F < B',
    'A ** 2 + B ** 2 < 20',
    'A == B if C == "x" else F > 0',
    '(A if B > 0 else B) % 2 == 0',
    '(A + len(C)) % 2 == 0',
    'string(A).endswith("2") or C.upper().startswith("X") and B > 0',
    'C + string(B) == "x1" or A + B == 0',
    'C < string(A) or B == 1',
    'int(F * 2) == A or B == 1',
    'A * F >= B',
    'not (C.lower() == "x" or A // 3 > B)',
    'A == "7" or B == 1',
    'any([A == 7, B == 1])',
    'any([x == A for x in [1, B, 7] if x != 2])',
    'all([A + x > B for x in range_expr("1-3")]) or C == "x"',
    'sum([A, B, 3]) == 10 or max([A, B]) == min([B, 3])',
    'len([x for x in range(B) if x % 2 == 0]) == A',
    'A in [B, 2 * B, -3 * B]',
    'F in [A, B, 2.5] or C in [string(A), string(B)]',
    'sorted([A, B, 0])[1] == B',
    '(C + string(B))[1:] == "1" or C[::-1] + "1" == string(B) + "1"',
    'string(A).zfill(3) + C.replace("x", string(B)) == "0071"',
    'string(F) + string(B) == "2.52" or string(min(F, 2)) == string(A)',
    '[A, B] == [7, 1] or [A, B] < [-3, 2]',
    'round(A / 3, 1) == B / 1 or round(A / 3, 0) == B',
    'A == "7" or [F, A][0] > B',
    '[string(A), C, string(B)].join("-") == "7-x-1"',
    'A < B < F or A < C',
    'any([y > B for y in [x * A for x in [1, 2]]])',
    'min(A, B, 1, 2) == 1 or A == B',
    '[x for x in [F, A] if x == B] == [2]',
    'any([len(x) == B for x in [C, string(A)]]) and not all([A, B])',
    'any([x.startswith(C) for x in C.split("y") + [string(B)]])',
    '(A // B in range_expr("-6-6:3")) == (B > 0)',
    'B != 0 and A // B in range_expr("-6-6:3")',
  ])('%s', (text) => {
    expect(found(JOB, text)).toEqual(expected(text) ?? expect.any(String));
  });

  it('refuses a loop variable that hides a parameter, as the evaluator does', () => {
    const job = jobWith('{name: a, type: INT, range: "1-3"}, {name: B, type: INT, range: "1-2"}');
    expect(found(job, 'any([a == B for a in [1, B]]) or a == 1')).toMatch(/\ba\b/);
  });

  it('agrees with the evaluator for whatever is written', () => {
    // Numbers of a generator of its own: what fails fails again.
    let state = 7;
    const below = (count: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * count);
    };
    const pick = <T>(...list: T[]): T => list[below(list.length)] as T;
    const number = (depth: number): string => {
      if (depth === 0) return pick('A', 'B', 'F', '3', '0', '-2', '1.5');
      const one = () => number(depth - 1);
      return pick(
        () => `(${one()} ${pick('+', '-', '*', '/', '//', '%')} ${one()})`,
        () => `${pick('abs', 'floor', 'ceil', 'round', 'int')}(${one()})`,
        () => `${pick('min', 'max')}(${one()}, ${one()})`,
        () => `(${one()} if ${condition(depth - 1)} else ${one()})`,
        () => `len(${text(depth - 1)})`,
        () => `${pick('A', 'B')} ** ${pick('0', '2', '3', 'B')}`,
        () => `${pick('sum', 'min', 'max', 'len')}(${list(depth - 1)})`,
        () => `${list(depth - 1)}[${pick('0', '-1', 'B')}]`,
        () => `round(${one()}, ${pick('0', '1', '2')})`,
      )();
    };
    const text = (depth: number): string => {
      if (depth === 0) return pick('C', '"x"', '"7"', '"😀"');
      const one = () => text(depth - 1);
      return pick(
        () => `(${one()} + ${one()})`,
        () => `${one()}.${pick('upper', 'lower')}()`,
        () => `string(${number(depth - 1)})`,
        () => `${one()}[${pick('0', '1:', ':-1', '::-1')}]`,
        () => `${one()}.${pick('zfill(3)', 'replace("x", C)', 'strip()', 'title()')}`,
        () => `[${one()}, ${one()}].join(${one()})`,
        () => `(${one()} if ${condition(depth - 1)} else ${one()})`,
      )();
    };
    let loops = 0;
    const list = (depth: number): string => {
      const one = () => number(depth);
      const name = `x${loops++}`;
      return pick(
        () => `[${one()}, ${one()}]`,
        () => `[${one()}]`,
        () => `[${name} * ${one()} for ${name} in [1, ${one()}]]`,
        () =>
          `[${name} for ${name} in ${list(Math.max(0, depth - 1))} if ${name} ${pick('<', '!=')} ${one()}]`,
        () => `${pick('sorted', 'reversed', 'unique')}([${one()}, ${one()}])`,
        () => `([${one()}] + [${one()}])`,
      )();
    };
    const condition = (depth: number): string => {
      if (depth === 0) return `${number(0)} ${pick('<', '==', '>=', '!=')} ${number(0)}`;
      const one = () => condition(depth - 1);
      return pick(
        () => `${number(depth)} ${pick('<', '<=', '==', '!=')} ${number(depth)}`,
        () => `${text(depth)} ${pick('<', '>=', '==', 'in', 'not in')} ${text(depth)}`,
        () => `${number(depth)} ${pick('in', 'not in')} [1, 2, 3.5, -6]`,
        () => `${text(depth)}.${pick('startswith', 'endswith')}(${text(depth)})`,
        () => `(${one()} ${pick('and', 'or')} ${one()})`,
        () => `not (${one()})`,
        () => `${pick('any', 'all')}([${one()}, ${one()}])`,
        () => `any([y == ${number(0)} for y in ${list(depth - 1)}])`,
        () => `${number(depth)} in ${list(depth - 1)}`,
        () => `${list(depth - 1)} ${pick('==', '<', '!=')} ${list(depth - 1)}`,
      )();
    };
    let compared = 0;
    for (let round = 0; round < 1500; round++) {
      const filter = condition(1 + (round % 3));
      const wanted = expected(filter);
      if (!wanted) continue;
      compared++;
      expect([filter, found(JOB, filter)]).toEqual([filter, wanted]);
    }
    expect(compared).toBeGreaterThan(700);
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
