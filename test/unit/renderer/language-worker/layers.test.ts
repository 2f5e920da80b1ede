import { describe, expect, it } from 'vitest';
import { buildJob } from '../../../../src/renderer/language-worker/build.ts';
import { checkDocument } from '../../../../src/renderer/language-worker/check.ts';
import type { OtherText } from '../../../../src/renderer/language-worker/contract.ts';
import { Plan } from '../../../../src/renderer/language-worker/plan.ts';
import type { PathMappingRule } from '../../../../src/shared/expr/index.ts';

const TEXT = `specificationVersion: jobtemplate-2023-09
name: Job
parameterDefinitions:
- { name: Scene, type: PATH, objectType: FILE, default: scene.blend, userInterface: { control: CHOOSE_INPUT_FILE } }
- { name: Quality, type: INT, default: 2 }
jobEnvironments:
- name: Show
  variables: { PROJECT: job }
steps:
- name: Render
  parameterSpace:
    taskParameterDefinitions: [{ name: Frame, type: INT, range: 1-2 }]
  script:
    actions:
      onRun:
        command: blender
        args: ["{{Param.Scene}}", "--frame", "{{Task.Param.Frame}}-{{Param.Quality}}"]
    embeddedFiles:
    - { name: note, type: TEXT, filename: note.txt, data: "frame {{Task.Param.Frame}}" }
`;

const STUDIO: OtherText = {
  path: '/studio/colour.yaml',
  text: `specificationVersion: environment-2023-09
parameterDefinitions:
- { name: Config, type: STRING, default: v4 }
environment:
  name: Colours
  variables:
    OCIO: /ocio/{{Param.Config}}
    PROJECT: studio
  script:
    actions: { onEnter: { command: "true" } }
`,
};

const WRAP: OtherText = {
  path: '/studio/wrap.yaml',
  text: `specificationVersion: environment-2023-09
extensions: [EXPR, WRAP_ACTIONS]
environment:
  name: Container
  script:
    actions:
      onWrapEnvEnter: { command: in, args: ["{{WrappedAction.Command}}"] }
      onWrapTaskRun: { command: in, args: ["{{WrappedAction.Command}}", "{{WrappedAction.Args}}"] }
      onWrapEnvExit: { command: in, args: ["{{WrappedAction.Command}}"] }
`,
};

function made(environments: readonly OtherText[], pathMappingRules: PathMappingRule[] = []) {
  const checked = checkDocument({ text: TEXT, format: 'yaml', environments });
  const params = {
    values: {},
    templateDirectory: '/bundle',
    workingDirectory: '/bundle',
    pathFormat: 'POSIX' as const,
    pathMappingRules,
  };
  const { job, result } = buildJob(checked, params);
  const plan =
    job &&
    new Plan(
      { job, text: TEXT, layers: environments, pathFormat: 'POSIX', pathMappingRules },
      { kind: 'scout' },
    );
  return { checked: checked.result, job, result, plan };
}

describe('layered environment templates', () => {
  it('ask for their parameters in the form, after those of the job', () => {
    const { checked } = made([STUDIO]);
    expect(checked.form.map(({ name, from }) => [name, from])).toEqual([
      ['Scene', undefined],
      ['Quality', undefined],
      ['Config', '/studio/colour.yaml'],
    ]);
    expect(checked.environments).toEqual([
      {
        path: '/studio/colour.yaml',
        name: 'Colours',
        valid: true,
        problems: [],
        parameters: ['Config'],
        variables: ['OCIO', 'PROJECT'],
        actions: ['onEnter'],
      },
    ]);
  });

  it('say a conflict of definitions in both files, at each definition', () => {
    const text = STUDIO.text.replace(
      '{ name: Config, type: STRING',
      '{ name: Quality, type: STRING',
    );
    const { checked, job } = made([{ ...STUDIO, text }]);
    const message = 'Parameter Quality is defined with different values of "type": STRING and INT.';
    expect(
      checked.problems
        .filter(({ severity }) => severity === 'error')
        .map((one) => [one.line, one.message]),
    ).toEqual([[5, message]]);
    const [layer] = checked.environments;
    expect(layer?.valid).toBe(false);
    expect(layer?.problems.map((one) => [one.line, one.message])).toContainEqual([3, message]);
    expect(job).toBeUndefined();
  });

  it('keep the job from being made while one of them is wrong', () => {
    const { result, job } = made([{ path: '/studio/broken.yaml', text: 'nonsense: true\n' }]);
    expect(job).toBeUndefined();
    expect(result.problems.map(({ code, path }) => [code, path])).toEqual([
      ['environment-invalid', ['environments', '/studio/broken.yaml']],
    ]);
    expect(result.problems[0]?.message).toMatch(
      /^The environment template broken\.yaml has problems/,
    );
  });
});

describe('an action before it runs', () => {
  it('has its words, variables and files with the lines they come from', () => {
    const rules: PathMappingRule[] = [
      { sourcePathFormat: 'POSIX', sourcePath: '/elsewhere', destinationPath: '/x' },
      { sourcePathFormat: 'POSIX', sourcePath: '/bundle', destinationPath: '/here' },
    ];
    const { plan } = made([STUDIO], rules);
    // A session, two environments, then the task.
    const task = plan?.resolve(3n);
    expect(task?.words).toEqual([
      { text: 'blender', source: { document: 0, line: 16, column: 18, names: [] } },
      {
        text: '/here/scene.blend',
        source: { document: 0, line: 17, column: 16, names: ['Param.Scene'] },
      },
      { text: '--frame', source: { document: 0, line: 17, column: 35, names: [] } },
      {
        text: '1-2',
        source: {
          document: 0,
          line: 17,
          column: 46,
          names: ['Task.Param.Frame', 'Param.Quality'],
        },
      },
    ]);
    expect(task?.mapped).toEqual([
      { name: 'Param.Scene', from: '/bundle/scene.blend', to: '/here/scene.blend', rule: 1 },
    ]);
    expect(
      task?.layers.map(({ name, path, enters, variables }) => [
        name,
        path,
        enters,
        variables.map((one) => [
          one.name,
          one.value,
          one.hiddenBy,
          one.source.document,
          one.source.line,
        ]),
      ]),
    ).toEqual([
      [
        'Colours',
        '/studio/colour.yaml',
        true,
        [
          ['OCIO', '/ocio/v4', undefined, 1, 7],
          ['PROJECT', 'studio', 'Show', 1, 8],
        ],
      ],
      ['Show', undefined, false, [['PROJECT', 'job', undefined, 0, 8]]],
    ]);
    expect(task?.files).toMatchObject([
      {
        name: 'note',
        path: '<session>/embedded_files/note.txt',
        data: 'frame 1',
        runnable: false,
        endOfLine: 'AUTO',
      },
    ]);
    expect(task?.values).toEqual([{ name: 'Frame', value: '1' }]);
  });

  it('is what a wrap layer makes of it', () => {
    const { plan } = made([WRAP, STUDIO]);
    expect(
      plan
        ?.rows(0n, 20)
        .map(({ kind, name, command, wrappedBy }) => [kind, name, command?.join(' '), wrappedBy]),
    ).toEqual([
      ['session', '', undefined, undefined],
      ['enter', 'Container', undefined, undefined],
      ['enter', 'Colours', 'in true', 'Container'],
      ['enter', 'Show', undefined, undefined],
      ['task', 'Render', 'in blender /bundle/scene.blend --frame 1-2', 'Container'],
      ['task', 'Render', 'in blender /bundle/scene.blend --frame 2-2', 'Container'],
      ['exit', 'Show', undefined, undefined],
      ['exit', 'Colours', undefined, undefined],
      ['exit', 'Container', undefined, undefined],
      ['end', '', undefined, undefined],
    ]);
  });
});
