import { describe, expect, it } from 'vitest';
import { valueToText } from '../../../../src/shared/expr/index.ts';
import type { CreatedJob, ParameterInput } from '../../../../src/shared/model/index.ts';
import { ACTION, create, type Data, environment, job, parameter, space } from './support.ts';

const EXPR = ['EXPR'];
const BUNDLE = ['FEATURE_BUNDLE_1'];

function messages({ diagnostics }: CreatedJob): string[] {
  return diagnostics.map(({ message }) => message);
}

function value(
  definition: Data,
  input: ParameterInput | undefined,
  more: object = {},
): string | string[] {
  const extensions = (definition.extensions ?? []) as string[];
  const { extensions: _, ...rest } = definition;
  const created = create(parameter(rest, extensions), {
    ...(input === undefined ? {} : { parameters: { P: input } }),
    ...more,
  });
  const bound = created.job?.parameters.get('P');
  return bound === undefined ? messages(created) : valueToText(bound.value);
}

describe('values of parameters (§2, §7.4)', () => {
  const accepted: [Data, ParameterInput | undefined, string][] = [
    [{ type: 'STRING' }, 'a', 'a'],
    [{ type: 'STRING' }, 5, '5'],
    [{ type: 'STRING', default: 'd' }, undefined, 'd'],
    [{ type: 'INT' }, ' 007 ', '7'],
    [{ type: 'INT' }, '-9223372036854775808', '-9223372036854775808'],
    [{ type: 'INT' }, 3, '3'],
    [{ type: 'FLOAT' }, '3.50', '3.50'],
    [{ type: 'FLOAT', default: 2 }, undefined, '2'],
    [{ type: 'BOOL', extensions: EXPR }, 'Yes', 'true'],
    [{ type: 'BOOL', extensions: EXPR }, 0, 'false'],
    [{ type: 'RANGE_EXPR', extensions: EXPR }, '5,1-3', '1-3,5'],
    [
      { type: 'LIST[INT]', extensions: EXPR },
      '[1, 9223372036854775807]',
      '[1, 9223372036854775807]',
    ],
    [{ type: 'LIST[STRING]', extensions: EXPR }, ['a', 'b'], '["a", "b"]'],
    [{ type: 'LIST[LIST[INT]]', extensions: EXPR }, [[1], []], '[[1], []]'],
  ];
  it.each(accepted)('%o takes %o as %s', (definition, input, expected) => {
    expect(value(definition, input)).toBe(expected);
  });

  const refused: [Data, ParameterInput, string][] = [
    [{ type: 'INT' }, '1.5', 'P: Expected an integer, but found "1.5".'],
    [
      { type: 'INT' },
      '9223372036854775808',
      'P: Expected a 64-bit integer (-2^63 to 2^63-1), but found 9223372036854775808.',
    ],
    [{ type: 'FLOAT' }, 'nan', 'P: Expected a number, but found "nan".'],
    [{ type: 'INT', maxValue: '9' }, 10, 'P: 10 is greater than the maximum 9.'],
    [
      { type: 'STRING', allowedValues: ['a', 'b'] },
      'c',
      'P: "c" is not one of the allowed values: "a", "b".',
    ],
    [
      { type: 'STRING', maxLength: 1 },
      '😀😀',
      'P: "😀😀" is too long: it has 2 characters, at most 1 are allowed.',
    ],
    [
      { type: 'BOOL', extensions: EXPR },
      'maybe',
      'P: Expected true, false, yes, no, on, off, 1 or 0, but found "maybe".',
    ],
    [
      { type: 'RANGE_EXPR', extensions: EXPR },
      '1-5,5',
      'P: Ranges must not overlap: 1-5 and 5 both contain 5.',
    ],
    [
      { type: 'LIST[INT]', extensions: EXPR },
      'x',
      'P: Expected a list as JSON, like [1, 2], but found "x".',
    ],
    [
      { type: 'LIST[INT]', extensions: EXPR, item: { maxValue: 5 } },
      [1, 9],
      'P: Item 2: 9 is greater than the maximum 5.',
    ],
    [
      { type: 'LIST[STRING]', extensions: EXPR, maxLength: 1 },
      ['a', 'b'],
      'P: ["a", "b"] is too long: it has 2 items, at most 1 are allowed.',
    ],
  ];
  it.each(refused)('%o refuses %o', (definition, input, message) => {
    expect(value(definition, input)).toEqual([message]);
  });

  it('names missing and unknown parameters', () => {
    const created = create(parameter({ type: 'INT' }), { parameters: { Q: 1 } });
    expect(created.diagnostics.map(({ code, message, path }) => ({ code, message, path }))).toEqual(
      [
        {
          code: 'parameter-missing',
          message: 'The parameter P (INT) needs a value: it has no default.',
          path: ['parameters', 'P'],
        },
        {
          code: 'parameter-unknown',
          message: 'There is no parameter "Q". Did you mean "P"?',
          path: ['parameters', 'Q'],
        },
      ],
    );
  });
});

describe('paths (§2.2, §7.4)', () => {
  const PATH = { type: 'PATH' };
  const posix: [Data, ParameterInput | undefined, string][] = [
    [PATH, 'a/b', '/work/a/b'],
    [PATH, './a/../b', '/work/b'],
    [PATH, '../a', '/a'],
    [PATH, '.', '/work'],
    [PATH, '', ''],
    [PATH, '/x/../y', '/x/../y'],
    [PATH, 's3://bucket//key', '/work/s3:/bucket/key'],
    [{ ...PATH, extensions: EXPR }, 's3://bucket//key', 's3://bucket//key'],
    [{ ...PATH, default: './a/../b' }, undefined, '/bundle/b'],
    [{ ...PATH, default: 'a/..' }, undefined, '/bundle'],
    [{ ...PATH, default: '' }, undefined, ''],
    [{ ...PATH, default: '..name/...' }, undefined, '/bundle/..name/...'],
    [
      { type: 'LIST[PATH]', default: ['a', 'b/.'], extensions: EXPR },
      undefined,
      '["/bundle/a", "/bundle/b"]',
    ],
    [{ type: 'LIST[PATH]', extensions: EXPR }, ['a', '/b'], '["/work/a", "/b"]'],
  ];
  it.each(posix)('%o with %o is %s', (definition, input, expected) => {
    expect(value(definition, input)).toBe(expected);
  });

  const windows: [Data, ParameterInput | undefined, string][] = [
    [PATH, 'a/b', 'D:\\work\\a\\b'],
    [PATH, 'E:/a', 'E:/a'],
    [PATH, '\\a', 'D:\\a'],
    [PATH, '\\\\server\\share\\a', '\\\\server\\share\\a'],
    [{ ...PATH, default: 'a\\..\\b' }, undefined, 'C:\\bundle\\b'],
  ];
  it.each(windows)('on Windows %o with %o is %s', (definition, input, expected) => {
    const options = { templateDir: 'C:\\bundle', workingDir: 'D:\\work', pathFormat: 'WINDOWS' };
    expect(value(definition, input, options)).toBe(expected);
  });

  const absolute =
    "is absolute. A default must be relative; it is joined to the template's directory.";
  const escapes = "leads out of the template's directory. A default must stay inside.";
  it.each([
    ['/a', 'POSIX', absolute],
    ['..', 'POSIX', escapes],
    ['./../b', 'POSIX', escapes],
    ['a/../..', 'POSIX', escapes],
    ['a\\..\\..\\b', 'WINDOWS', escapes],
    ['a/..\\..\\b', 'WINDOWS', escapes],
    ['C:\\a', 'WINDOWS', absolute],
    ['\\a', 'WINDOWS', absolute],
  ])('refuses the default %s on %s', (path, pathFormat, end) => {
    const expected = [`P: The default path "${path}" ${end}`];
    expect(value({ ...PATH, default: path }, undefined, { pathFormat })).toEqual(expected);
    const list = { type: 'LIST[PATH]', default: ['fine', path], extensions: EXPR };
    expect(value(list, undefined, { pathFormat })).toEqual(expected);
  });

  it('checks allowed values after a path is joined', () => {
    expect(value({ ...PATH, allowedValues: ['a', '/work/a'] }, 'a')).toBe('/work/a');
    expect(value({ ...PATH, allowedValues: ['a'], default: 'a' }, undefined)).toEqual([
      'P: "/bundle/a" is not one of the allowed values: "a".',
    ]);
  });
});

describe('createJob', () => {
  const withP = (definition: Data) => ({ parameterDefinitions: [{ name: 'P', ...definition }] });
  const N = withP({ type: 'INT', default: 3 });
  const withText = (text: string) => withP({ type: 'STRING', default: text });
  const requirement = (requirements: Data, parts: Data): Data =>
    job(parts, { hostRequirements: requirements });

  it('resolves the name and measures it afterwards', () => {
    expect(create(job({ ...withText('Shot 7'), name: 'Render {{Param.P}}' })).job?.name).toBe(
      'Render Shot 7',
    );
    expect(messages(create(job({ ...withText('a'.repeat(127)), name: 'XY{{Param.P}}' })))).toEqual([
      'The name of the job has 129 characters; at most 128 are allowed.',
    ]);
    expect(messages(create(job({ ...withText('a\nb'), name: '{{Param.P}}' })))).toEqual([
      'The name of the job must not hold a line break (U+000A).',
    ]);
    expect(messages(create(job({ ...withText(''), name: '{{Param.P}}' })))).toEqual([
      'The name of the job is empty.',
    ]);
  });

  it('evaluates the bindings of steps in template scope', () => {
    const created = create(
      job(
        { ...N, extensions: EXPR, name: 'J' },
        { let: ['n = Param.P * 2', "t = Job.Name + '/' + Step.Name + string(n)"] },
      ),
    );
    expect(created.job?.steps[0]?.bindings.get('t')).toEqual({ kind: 'string', value: 'J/Step6' });
    expect(
      messages(create(job({ ...N, extensions: EXPR }, { let: ['n = 1 // (Param.P - 3)'] })))[0],
    ).toMatch(/zero/);
  });

  it('resolves host requirements, in lower case', () => {
    const created = create(
      requirement(
        {
          amounts: [{ name: 'AMOUNT.{{Param.P}}', min: 1.5 }],
          attributes: [{ name: 'attr.A', anyOf: ['{{Param.P}}', 'b'] }],
        },
        withText('Soft'),
      ),
    );
    expect(created.job?.steps[0]?.hostRequirements).toEqual({
      amounts: [{ name: 'amount.soft', min: 1.5 }],
      attributes: [{ name: 'attr.a', anyOf: ['Soft', 'b'] }],
    });
  });

  const badRequirements: [string, Data, Data, string][] = [
    [
      'a name of the wrong kind',
      { amounts: [{ name: '{{Param.P}}', min: 1 }] },
      withText('attr.a'),
      '"attr.a" is no name of an amount. It looks like amount.software.license, optionally with "vendor:" in front.',
    ],
    [
      'a reserved name',
      { amounts: [{ name: '{{Param.P}}', min: 1 }] },
      withText('amount.worker.x'),
      '"amount.worker" is reserved for what the specification defines: amount.worker.vcpu, amount.worker.memory, amount.worker.gpu, amount.worker.gpu.memory or amount.worker.disk.scratch.',
    ],
    [
      'a name of 101 characters',
      { attributes: [{ name: '{{Param.P}}', anyOf: ['a'] }] },
      withText(`attr.${'a'.repeat(96)}`),
      'The name of a capability has at most 100 characters; this one has 101.',
    ],
    [
      'two of one name',
      {
        attributes: [
          { name: 'attr.a', anyOf: ['x'] },
          { name: '{{Param.P}}', anyOf: ['x'] },
        ],
      },
      withText('attr.A'),
      'There are two requirements named "attr.a" after their names are resolved.',
    ],
    [
      'an invalid value',
      { attributes: [{ name: 'attr.a', allOf: ['{{Param.P}}'] }] },
      withText('not valid!'),
      '"not valid!" is no value of an attribute: letters, digits, "_" and "-", starting with a letter or "_".',
    ],
    [
      'another operating system',
      { attributes: [{ name: '{{Param.P}}', anyOf: ['plan9'] }] },
      withText('attr.worker.os.family'),
      '"plan9" is no value of attr.worker.os.family. It can be linux, windows or macos.',
    ],
    [
      'an amount that is no number',
      { amounts: [{ name: 'amount.a', min: '{{Param.P}}' }] },
      { ...withText('abc'), extensions: BUNDLE },
      '"min" must be a number, but resolves to "abc".',
    ],
    [
      'an amount of 0 as maximum',
      { amounts: [{ name: 'amount.a', max: '{{Param.P}}' }] },
      { ...withText('0'), extensions: BUNDLE },
      '"max" must be a number greater than 0, but resolves to "0".',
    ],
  ];
  it.each(badRequirements)('refuses %s in requirements', (_, requirements, parts, message) => {
    expect(messages(create(requirement(requirements, parts)))).toEqual([message]);
  });

  it('leaves out what an expression makes null', () => {
    const created = create(
      requirement(
        {
          amounts: [{ name: 'amount.worker.gpu', min: '{{ 1 if Param.P > 5 else null }}', max: 4 }],
        },
        { ...N, extensions: [...EXPR, ...BUNDLE] },
      ),
    );
    expect(created.job?.steps[0]?.hostRequirements?.amounts).toEqual([
      { name: 'amount.worker.gpu', max: 4 },
    ]);
  });

  const ranges: [string, Data, Data, string][] = [
    [
      'no range',
      { type: 'INT', range: '{{Param.P}}' },
      withText('x'),
      '"x": Expected a number, a range like 1-10 or a stepped range like 1-10:2, but found \'x\'.',
    ],
    [
      'no integer',
      { type: 'INT', range: [1, '{{Param.P}}'] },
      withText('1.5'),
      'A value of this range must be an integer, but resolves to "1.5".',
    ],
    [
      'no number',
      { type: 'FLOAT', range: ['{{Param.P}}'] },
      withText('x'),
      'A value of this range must be a number, but resolves to "x".',
    ],
    [
      '1025 characters',
      { type: 'STRING', range: ['{{Param.P}}{{Param.P}}'] },
      withText('a'.repeat(513)),
      'A value of this range must be a text of at most 1024 characters, but resolves to "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…".',
    ],
    [
      'an empty list',
      { type: 'INT', range: '{{ [] }}' },
      { extensions: EXPR },
      'The range of A has no values.',
    ],
    [
      '1025 values of a list',
      { type: 'INT', range: '{{ range(1025) }}' },
      { extensions: EXPR },
      'The range of A has 1025 items; at most 1024 are allowed.',
    ],
    [
      'no count',
      {
        type: 'CHUNK[INT]',
        range: '1-3',
        chunks: { defaultTaskCount: '{{Param.P}}', rangeConstraint: 'CONTIGUOUS' },
      },
      { ...withText('0'), extensions: ['TASK_CHUNKING'] },
      '"defaultTaskCount" must be an integer at least 1, but resolves to "0".',
    ],
  ];
  it.each(ranges)('refuses a range that resolves to %s', (_, definition, parts, message) => {
    expect(messages(create(space([{ name: 'A', ...definition }], {}, parts)))).toEqual([message]);
  });

  it('counts pairs after their ranges are resolved', () => {
    const parameters = [
      { name: 'A', type: 'INT', range: '1-{{Param.P}}' },
      { name: 'B', type: 'INT', range: [1, 2] },
    ];
    expect(messages(create(space(parameters, { combination: '(A, B)' }, N)))).toEqual([
      'Pairs need equally many values: A has 3 values, B has 2 values.',
    ]);
    expect(create(space(parameters, { combination: 'A * B' }, N)).job?.steps[0]?.space.count).toBe(
      6n,
    );
  });

  it('resolves timeouts and periods of what is no wrap hook', () => {
    const timed = (timeout: unknown, parts: Data): CreatedJob =>
      create(
        job(parts, {
          script: {
            actions: {
              onRun: {
                ...ACTION,
                timeout,
                cancelation: {
                  mode: 'NOTIFY_THEN_TERMINATE',
                  notifyPeriodInSeconds: '{{Param.P}}',
                },
              },
            },
          },
        }),
      );
    const created = timed('{{Param.P}}0', { ...N, extensions: BUNDLE });
    expect(created.job?.steps[0]?.script.onRun).toMatchObject({
      timeout: 30,
      cancelation: { notifyPeriodInSeconds: 3 },
    });
    expect(
      messages(timed('{{Param.P}}', { ...withP({ type: 'INT', default: 0 }), extensions: BUNDLE })),
    ).toEqual([
      '"timeout" must be an integer at least 1, but resolves to "0".',
      '"notifyPeriodInSeconds" must be an integer from 1 to 600, but resolves to "0".',
    ]);
  });

  it('puts environments of environment templates outside, each with its own extensions', () => {
    const created = create(job(), {
      environments: [environment({}, { extensions: EXPR }), environment({ name: 'Two' })],
    });
    expect(
      created.job?.externalEnvironments.map(({ name, scope, extensions, origin }) => [
        name,
        scope,
        [...extensions],
        origin.document,
      ]),
    ).toEqual([
      ['Env', 'external', ['EXPR'], 1],
      ['Two', 'external', [], 2],
    ]);
  });

  it('allows one layer of wrap hooks in a session', () => {
    const hooks = { onWrapEnvEnter: ACTION, onWrapTaskRun: ACTION, onWrapEnvExit: ACTION };
    const wrap = (name: string): Data =>
      environment({ name, script: { actions: hooks } }, { extensions: ['WRAP_ACTIONS', 'EXPR'] });
    expect(create(job(), { environments: [wrap('A')] }).diagnostics).toEqual([]);
    expect(messages(create(job(), { environments: [wrap('A'), wrap('B')] }))).toEqual([
      'A session can have one environment with wrap hooks, but "A" and "B" both have them.',
    ]);
  });
});
