import { describe, expect, it } from 'vitest';
import { completed, completions, labels } from './support.ts';

const HEAD = `specificationVersion: jobtemplate-2023-09
extensions: [EXPR, WRAP_ACTIONS]
name: N
parameterDefinitions:
  - {name: Frames, type: STRING, default: "1-3", description: Which frames.}
  - {name: Out, type: PATH}
`;
const STEP = `${HEAD}steps:
  - name: A
    let:
      - count = 3
    parameterSpace:
      taskParameterDefinitions:
        - {name: F, type: INT, range: "1-3"}
    script:
      embeddedFiles:
        - {name: run, type: TEXT, data: x}
`;
const ACTION = `${STEP}      actions:
        onRun:
`;
/** Without functions and words. */
const symbols = (source: string): string[] =>
  completions(source)
    .filter(({ kind }) => kind === 'symbol')
    .map(({ label }) => label);

const JOB = ['Param.Frames', 'RawParam.Frames', 'RawParam.Out'];
const SESSION = [
  'Session.HasPathMappingRules',
  'Session.PathMappingRulesFile',
  'Session.WorkingDirectory',
];
const TASK = ['Task.File.run', 'Task.Param.F', 'Task.RawParam.F'];
const WRAPPED = [
  'WrappedAction.Args',
  'WrappedAction.Cancelation.Mode',
  'WrappedAction.Cancelation.NotifyPeriodInSeconds',
  'WrappedAction.Command',
  'WrappedAction.Environment',
  'WrappedAction.Timeout',
];
const HOST = [
  'Job.Name',
  'Param.Frames',
  'Param.Out',
  'RawParam.Frames',
  'RawParam.Out',
  ...SESSION,
];

describe('symbols of a scope', () => {
  it.each([
    ['the name of the job', HEAD.replace('name: N', 'name: "{{|}}"'), JOB],
    [
      'a range',
      `${HEAD}steps:\n  - name: A\n    parameterSpace:\n      taskParameterDefinitions:\n        - {name: F, type: INT, range: "{{|}}"}\n`,
      ['Job.Name', ...JOB, 'Step.Name'],
    ],
    [
      'host requirements',
      `${HEAD}steps:\n  - name: A\n    let: [n = 1]\n    hostRequirements:\n      amounts:\n        - name: x\n          min: "{{|}}"\n`.replace(
        'WRAP_ACTIONS',
        'FEATURE_BUNDLE_1',
      ),
      ['Job.Name', ...JOB, 'Step.Name', 'n'],
    ],
    [
      'a binding of a step',
      `${HEAD}steps:\n  - name: A\n    let:\n      - a = 1\n      - b = |\n      - c = 3\n`,
      ['Job.Name', ...JOB, 'Step.Name', 'a'],
    ],
    [
      'a binding of a script',
      `${STEP}      let:\n        - x = |\n`,
      [...HOST, 'Step.Name', ...TASK, 'count'],
    ],
    [
      'a command',
      `${ACTION}          command: "{{|}}"\n`,
      [...HOST, 'Step.Name', ...TASK, 'count'],
    ],
    [
      'an argument',
      `${ACTION}          args:\n            - a\n            - "x{{|}}"\n`,
      [...HOST, 'Step.Name', ...TASK, 'count'],
    ],
    [
      'a timeout',
      `${ACTION}          timeout: "{{|}}"\n`.replace('WRAP_ACTIONS', 'FEATURE_BUNDLE_1'),
      ['Job.Name', ...JOB, 'Step.Name', 'count'],
    ],
    [
      'a job environment',
      `${HEAD}jobEnvironments:\n  - name: E\n    variables:\n      A: "{{|}}"\n`,
      HOST,
    ],
    [
      'a file of an environment',
      `${HEAD}jobEnvironments:\n  - name: E\n    script:\n      actions: {onEnter: {command: x}}\n      embeddedFiles:\n        - {name: f, type: TEXT, data: "{{|}}"}\n`,
      ['Env.File.f', ...HOST],
    ],
    [
      'a step environment',
      `${HEAD}steps:\n  - name: A\n    stepEnvironments:\n      - name: E\n        variables: {A: "{{|}}"}\n`,
      [...HOST, 'Step.Name'],
    ],
    [
      'a wrap hook',
      `${HEAD}jobEnvironments:\n  - name: E\n    script:\n      actions:\n        onWrapTaskRun:\n          command: "{{|}}"\n`,
      [...HOST, ...WRAPPED, 'WrappedStep.Name'],
    ],
    [
      'a wrapped environment',
      `${HEAD}jobEnvironments:\n  - name: E\n    script:\n      actions:\n        onWrapEnvEnter:\n          command: "{{|}}"\n`,
      [...HOST, ...WRAPPED, 'WrappedEnv.Name'],
    ],
    [
      'a simple action',
      `${HEAD}steps:\n  - name: A\n    bash:\n      script: "{{|}}"\n`.replace(
        'WRAP_ACTIONS',
        'FEATURE_BUNDLE_1',
      ),
      [...HOST, 'Step.Name'],
    ],
    [
      'without EXPR',
      `${HEAD.replace(/extensions.*\n/, '')}steps:\n  - name: A\n    script:\n      actions:\n        onRun:\n          command: "{{|}}"\n`,
      HOST.slice(1),
    ],
  ])('%s', (_what, source, expected) => {
    expect(symbols(source)).toEqual(expected.toSorted());
  });
});

describe('inside of scalars of every style', () => {
  const styles: [style: string, before: string, after: string][] = [
    ['plain', 'echo {{Task.Pa|', 'echo {{Task.Param.F'],
    ['closed', '"{{ Task.Pa| }}"', '"{{ Task.Param.F }}"'],
    ['single', "'it''s {{Task.Pa|}}'", "'it''s {{Task.Param.F}}'"],
    ['escaped', '"\\t\\"{{Task.Pa|}}\\""', '"\\t\\"{{Task.Param.F}}\\""'],
    [
      'literal',
      '¦\n            one\n            {{Task.Pa|}}\n',
      '|\n            one\n            {{Task.Param.F}}\n',
    ],
    [
      'folded',
      '>-\n            one\n            {{Task.Pa|}}\n            two\n',
      '>-\n            one\n            {{Task.Param.F}}\n            two\n',
    ],
    ['two in one', '"{{Task.Param.F}}-{{Task.Pa|}}"', '"{{Task.Param.F}}-{{Task.Param.F}}"'],
    ['quotes still open', '"{{Task.Pa|', '"{{Task.Param.F'],
    ['braces without quotes', '{{Task.Pa|', '{{Task.Param.F'],
    ['the middle of a name', '"{{Task.|Param.F}}"', '"{{Task.Param.F}}"'],
  ];
  it.each(styles)('%s', (_style, before, after) => {
    // The cursor's mark and the header of a literal are the same sign.
    const [mark, head] = ['|', '¦'];
    const source = `${ACTION}          command: ${before}`
      .replaceAll('|', mark)
      .replaceAll('¦', head);
    expect(completed(source, 'Task.Param.F')).toBe(`${ACTION}          command: ${after}`);
  });
});

describe('members', () => {
  it.each([
    ['of a path', 'Param.Out.ste|', 'stem', 'Param.Out.stem'],
    [
      'of a result',
      "Param.Out.with_suffix('.png').na|",
      'name',
      "Param.Out.with_suffix('.png').name",
    ],
    ['methods of a text', 'Param.Frames.up|', 'upper', 'Param.Frames.upper($0)'],
    ['of an item', 'Param.Out.parts[0].lo|', 'lower', 'Param.Out.parts[0].lower($0)'],
    ['functions', 'ma|', 'max', 'max($0)'],
  ])('%s', (_what, before, label, after) => {
    expect(completed(`${ACTION}          command: "{{${before}}}"`, label)).toBe(
      `${ACTION}          command: "{{${after}}}"`,
    );
  });

  it('offers no members of nothing', () => {
    expect(labels(`${ACTION}          command: "{{nothing.|}}"`)).toEqual([]);
    expect(labels(`${ACTION}          command: "{{'text|'}}"`)).toEqual([]);
  });

  it('offers what needs a host on hosts only', () => {
    expect(labels(`${ACTION}          command: "{{|}}"`)).toContain('apply_path_mapping');
    expect(labels(HEAD.replace('name: N', 'name: "{{|}}"'))).not.toContain('apply_path_mapping');
  });

  it('tells type and description', () => {
    const found = completions(`${ACTION}          command: "{{Param.Fr|}}"`);
    expect(found[0]).toEqual({
      label: 'Param.Frames',
      kind: 'symbol',
      detail: 'string',
      documentation:
        '**Param.Frames**: `string`\n\nSTRING parameter. Which frames.\n\nValue: `1-3`\n\n_Template Schemas §2_',
      insert: 'Param.Frames',
      replace: { start: ACTION.length + 22, end: ACTION.length + 30 },
      sort: '0Param.Frames',
    });
  });
});
