import { describe, expect, it } from 'vitest';
import { decodeTemplate, fileLocations, resolveTask } from '../../../src/shared/model/index.ts';
import { failure, POSIX, text } from './expr/helpers.ts';
import {
  create,
  type Data,
  environment,
  errorsOf,
  job,
  parameter,
  space,
} from './model/support.ts';

// Corners of the specification that implementations get wrong, each in one place. What processes do
// in such corners (cancelation, redaction, the order of exits) is tested with processes.

const EXPR = { extensions: ['EXPR'] };

/** The arguments of the only task, resolved on a host. */
function argumentsOf(data: Data, options: Parameters<typeof create>[1] = {}): readonly string[] {
  const { job: made, diagnostics } = create(data, options);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const [step] = made?.steps ?? [];
  if (made === undefined || step === undefined) throw new Error('no job');
  const host = {
    job: made,
    sessionDirectory: '/session',
    pathMappingRules: [],
    pathMappingRulesFile: '/session/rules.json',
    pathFormat: 'POSIX',
  } as const;
  const files = fileLocations(step.script, '/session', 'POSIX', ({ name }) => name);
  return resolveTask(host, step, step.space.at(0n), files).action.args;
}

const withArguments = (args: unknown[], parts: Data = {}): Data =>
  job(parts, { script: { actions: { onRun: { command: 'echo', args } } } });

describe('values', () => {
  it.each([
    // 64 bits, and what does not fit is an error (Expression Language §1.2.1).
    ['-9223372036854775808', '-9223372036854775808'],
    ['9223372036854775807 > 9223372036854775806.0', 'false'],
    ['9223372036854775807 == 9223372036854775807.0', 'false'],
    // Floats: no negative zero; the text of the source stays; else the shortest text.
    ['-0.0', '0.0'],
    ['3.50', '3.50'],
    ['3.50 + 0', '3.5'],
    ['1e16 + 0', '1e+16'],
    // Only null and false are falsy; `and` and `or` give operands.
    ["0 or 'x'", '0'],
    ["'' and 5", '5'],
    ["null or 'x'", 'x'],
    // Half to even; a quotient of integers is a float.
    ['round(0.5)', '0'],
    ['round(1.5)', '2'],
    ['round(2.5)', '2'],
    ['4 / 2', '2.0'],
    // Equality coerces nothing.
    ['true == 1', 'false'],
    ["'5' == 5", 'false'],
    ['1 == 1.0', 'true'],
    // Words of the language can be names of parameters.
    ['Param.if', '7'],
    // An address keeps its text: two slashes and dots are names.
    ["string(path('s3://bucket//a/../b'))", 's3://bucket//a/../b'],
  ])('%s is %s', (source, expected) => {
    expect(text(source, POSIX)).toBe(expected);
  });

  it.each([
    ['9223372036854775807 + 1'],
    ['-9223372036854775808 - 1'],
    ['abs(-9223372036854775808)'],
    ['1e308 * 10'],
    ['1.0 / 0'],
  ])('%s is an error', (source) => {
    expect(failure(source, POSIX)).toMatch(/overflow|infinit|too large|64|zero|finite|range/i);
  });
});

describe('templates', () => {
  it('reads names of types in any case, with EXPR alone (§2)', () => {
    expect(errorsOf(parameter({ type: 'List[Int]' }, ['EXPR']))).toEqual([]);
    expect(errorsOf(parameter({ type: 'int' }))).not.toEqual([]);
  });

  it.each([
    ['1-10:4,10-15', ['overlapping-ranges']],
    ['1-9:2,2-10:2', []],
    ['1 - -1', []],
  ])('range %s (§3.4.1.1.1)', (range, expected) => {
    const found = errorsOf(space([{ name: 'F', type: 'INT', range }]));
    expect(found.length).toBe(expected.length);
  });

  it('"1 - -1" holds the 1 alone', () => {
    const { job: made } = create(space([{ name: 'F', type: 'INT', range: '1 - -1' }]));
    expect(made?.steps[0]?.space.count).toBe(1n);
  });

  it('a contiguous chunk of one is written "5-5", and the adaptive dimension is innermost', () => {
    const chunks = { defaultTaskCount: 1, targetRuntimeSeconds: 5, rangeConstraint: 'CONTIGUOUS' };
    const data = space(
      [
        { name: 'F', type: 'CHUNK[INT]', range: '5-6', chunks },
        { name: 'L', type: 'STRING', range: ['a', 'b'] },
      ],
      {},
      { extensions: ['TASK_CHUNKING'] },
    );
    const [step] = create(data).job?.steps ?? [];
    if (step === undefined) throw new Error('no step');
    const rows = [0n, 1n, 2n, 3n].map((at) =>
      [...step.space.at(at)].map(([name, { value }]) => `${name}=${shown(value)}`),
    );
    expect(rows).toEqual([
      ['F=5-5', 'L=a'],
      ['F=6-6', 'L=a'],
      ['F=5-5', 'L=b'],
      ['F=6-6', 'L=b'],
    ]);
  });

  it('a chunked parameter is in no pair (§3.4.3)', () => {
    const chunks = { defaultTaskCount: 1, rangeConstraint: 'CONTIGUOUS' };
    const data = space(
      [
        { name: 'F', type: 'CHUNK[INT]', range: '1-2', chunks },
        { name: 'L', type: 'STRING', range: ['a', 'b'] },
      ],
      { combination: '(F, L)' },
      { extensions: ['TASK_CHUNKING'] },
    );
    expect(errorsOf(data)).toHaveLength(1);
  });

  it.each([
    ['a line break in a name', job({ name: 'a\nb' }), 1],
    ['a tab in a command', job({}, { script: { actions: { onRun: { command: 'a\tb' } } } }), 1],
    ['a line break, a return and a tab in a description', job({ description: 'a\n\r\tb' }), 0],
    ['a bell in a description', job({ description: 'a\u0007b' }), 1],
    ['a tab in an argument', withArguments(['a\tb']), 1],
    ['a tab in an argument with EXPR', withArguments(['a\tb'], EXPR), 0],
  ])('control characters: %s', (_what, data, errors) => {
    expect(errorsOf(data)).toHaveLength(errors);
  });

  it.each([
    ['Session', 'a = Session.WorkingDirectory'],
    ['Task', 'a = Task.Param.F'],
  ])("a step's let does not see %s (§3.6.2)", (_what, binding) => {
    const data = space([{ name: 'F', type: 'INT', range: '1' }], {}, EXPR);
    const [step] = data.steps as Data[];
    expect(errorsOf({ ...data, steps: [{ ...step, let: [binding] }] })).toHaveLength(1);
  });

  it('a binding cannot take the name of one around it (§3.6)', () => {
    const script = { let: ['a = 2'], actions: { onRun: { command: 'echo' } } };
    expect(errorsOf(job(EXPR, { let: ['a = 1'], script }))).toHaveLength(1);
  });

  it('the value of a PATH parameter is known on the host alone', () => {
    const parts = { parameterDefinitions: [{ name: 'D', type: 'PATH', default: 'd' }] };
    expect(errorsOf(job({ ...parts, name: '{{Param.D}}' }))).toHaveLength(1);
    expect(errorsOf(job({ ...parts, name: '{{RawParam.D}}' }))).toEqual([]);
    const action = { command: 'echo', timeout: '{{Param.D}}' };
    const script = { actions: { onRun: action } };
    const bundle = { extensions: ['FEATURE_BUNDLE_1', 'EXPR'] };
    expect(errorsOf(job({ ...parts, ...bundle }, { script })).length).toBeGreaterThan(0);
  });

  it.each([
    ['../outside', 1],
    ['/absolute', 1],
    ['a/../b', 0],
    ['', 0],
  ])('a PATH default of %j (§7.4)', (value, errors) => {
    const parts = { parameterDefinitions: [{ name: 'D', type: 'PATH', default: value }] };
    expect(create(job(parts)).diagnostics).toHaveLength(errors);
  });

  it('defaults of paths join the folder of the template, values the current one, "" neither', () => {
    const D = { name: 'D', type: 'PATH', default: 'd' };
    const E = { name: 'E', type: 'PATH', default: '' };
    const args = ['{{Param.D}}', '[{{Param.E}}]'];
    const data = withArguments(args, { parameterDefinitions: [D, E] });
    expect(argumentsOf(data)).toEqual(['/bundle/d', '[]']);
    expect(argumentsOf(data, { parameters: { D: 'x' } })).toEqual(['/work/x', '[]']);
  });

  it('null drops an argument, a list is spliced (Expression Language §1.3.2)', () => {
    const args = ['{{null}}', "{{['a', 'b']}}", 'c{{null}}'];
    expect(argumentsOf(withArguments(args.slice(0, 2), EXPR))).toEqual(['a', 'b']);
  });

  it('whether rules exist is the text "true" or "false", and with EXPR a truth value', () => {
    const has = '{{Session.HasPathMappingRules}}';
    expect(argumentsOf(withArguments([has]))).toEqual(['false']);
    const asked = "{{'none' if Session.HasPathMappingRules == false else 'some'}}";
    expect(argumentsOf(withArguments([asked], EXPR))).toEqual(['none']);
  });

  it('an environment that only tidies up is refused: onEnter is not optional (§4.3)', () => {
    const actions = { onExit: { command: 'echo' } };
    expect(errorsOf(environment({ script: { actions } }))).toHaveLength(1);
  });

  it('all wrap hooks or none (§4.3)', () => {
    const actions = { onEnter: { command: 'echo' }, onWrapTaskRun: { command: 'echo' } };
    const parts = { extensions: ['WRAP_ACTIONS', 'EXPR'] };
    expect(errorsOf(environment({ script: { actions } }, parts)).length).toBeGreaterThan(0);
  });

  it.each(['yes', 'no', 'on', 'off', 'y', 'n'])('%s is a text, as YAML 1.2 has it', (word) => {
    const source = `specificationVersion: jobtemplate-2023-09
name: Words
parameterDefinitions:
- {name: P, type: STRING, default: ${word}, allowedValues: [${word}]}
steps:
- name: Only
  script: {actions: {onRun: {command: echo, args: [${word}]}}}
`;
    const { valid, diagnostics } = decodeTemplate(source);
    expect([valid, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
  });

  it('lengths are of code points, and of the resolved name (§1.1.1)', () => {
    const name = '🐎'.repeat(128);
    expect(errorsOf(job({ name }))).toEqual([]);
    expect(errorsOf(job({ name: `${name}x` }))).toHaveLength(1);
    const P = { name: 'P', type: 'STRING', default: 'x' };
    const long = `{{Param.P}}${'a'.repeat(127)}`;
    expect(create(job({ name: long, parameterDefinitions: [P] })).diagnostics).toEqual([]);
    expect(
      create(job({ name: long, parameterDefinitions: [{ ...P, default: 'xy' }] })).diagnostics,
    ).toHaveLength(1);
  });

  it('integers keep every digit', () => {
    const P = { name: 'P', type: 'INT', default: 9223372036854775807n };
    const data = withArguments(['{{Param.P}}'], { parameterDefinitions: [P] });
    expect(argumentsOf(data)).toEqual(['9223372036854775807']);
  });
});

function shown(value: unknown): string {
  return String((value as { value?: unknown }).value ?? value);
}
