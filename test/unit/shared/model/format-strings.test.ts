import { describe, expect, it } from 'vitest';
import { decodeTemplate } from '../../../../src/shared/model/index.ts';
import {
  ACTION,
  type Data,
  environment,
  job,
  marked,
  SCRIPT,
  space,
  testRules,
} from './support.ts';

const EXPR = { extensions: ['EXPR'] };
const BUNDLE = { extensions: ['FEATURE_BUNDLE_1'] };
const PARAMETERS = {
  parameterDefinitions: [
    { name: 'N', type: 'INT' },
    { name: 'S', type: 'STRING' },
    { name: 'D', type: 'PATH' },
  ],
};
const run = (command: string, parts: Data = {}): Data =>
  job({ ...PARAMETERS, ...parts }, { script: { actions: { onRun: { command } } } });
const named = (name: string, parts: Data = {}): Data => job({ ...PARAMETERS, ...parts, name });
const variable = (value: string, parts: Data = {}): Data =>
  environment({ variables: { V: value } }, { ...PARAMETERS, ...parts });
const timeout = (value: string, parts: Data): Data =>
  job(
    { ...PARAMETERS, ...parts },
    { script: { actions: { onRun: { ...ACTION, timeout: value } } } },
  );
const host = (value: string, parts: Data = {}, step: Data = {}): Data =>
  job(
    { ...PARAMETERS, ...parts },
    { hostRequirements: { attributes: [{ name: 'attr.a', anyOf: [value] }] }, ...step },
  );
const stepLet = (bindings: unknown, step: Data = {}, parts: Data = EXPR): Data =>
  job({ ...PARAMETERS, ...parts }, { let: bindings, ...step });
const scriptLet = (bindings: string[], command = 'echo'): Data =>
  job({ ...PARAMETERS, ...EXPR }, { script: { let: bindings, actions: { onRun: { command } } } });

describe('values that format strings refer to (§7.3.1)', () => {
  testRules([
    {
      rule: 'syntax without EXPR',
      refused: [
        ['an open expression', run('{{Param.N'), 'unclosed-expression'],
        ['an empty expression', run('{{ }}'), 'empty-expression'],
        ['an expression', run('{{ Param.N + 1 }}'), 'extension-required'],
        ['what is no expression either', run('{{ Param. }}'), 'expression-needs-expr'],
        ['an unknown parameter', run('{{Param.X}}'), 'unknown-name'],
      ],
      accepted: [
        ['blanks around the name', run('a{{  Param.N  }}b{{RawParam.D}}')],
        [
          'names that are words of the expression language',
          job({ parameterDefinitions: [{ name: 'if', type: 'INT' }], name: '{{Param.if}}' }),
        ],
      ],
    },
    {
      rule: 'template scope',
      refused: [
        ['a PATH', named('{{Param.D}}'), 'path-not-mapped-yet'],
        ['the session', named('{{Session.WorkingDirectory}}'), 'name-out-of-scope'],
        ['a task parameter', host('{{Task.Param.F}}'), 'name-out-of-scope'],
        ['a PATH in a timeout', timeout('{{Param.D}}', BUNDLE), 'path-not-mapped-yet'],
        [
          'the session in a timeout',
          timeout('{{Session.WorkingDirectory}}', BUNDLE),
          'name-out-of-scope',
        ],
        [
          'a PATH in a range',
          space([{ name: 'A', type: 'STRING', range: ['{{Param.D}}'] }], {}, PARAMETERS),
          'path-not-mapped-yet',
        ],
        ['the name of the job in itself', named('{{Job.Name}}', EXPR), 'name-out-of-scope'],
        [
          'a function of the host',
          timeout('{{ len(string(apply_path_mapping(RawParam.D))) }}', {
            extensions: ['EXPR', 'FEATURE_BUNDLE_1'],
          }),
          'host-only',
        ],
      ],
      accepted: [
        ['the raw value of a PATH', named('{{RawParam.D}}')],
        ['the name of the job and step in requirements', host('{{Job.Name}}_{{Step.Name}}', EXPR)],
        ['a list as values of an attribute', host("{{ ['a', 'b'] }}", EXPR)],
      ],
    },
    {
      rule: 'names of job and step',
      refused: [
        ['Job.Name without EXPR', run('{{Job.Name}}'), 'extension-required'],
        [
          'Step.Name in a job environment',
          job({ ...EXPR, jobEnvironments: [{ name: 'E', variables: { V: '{{Step.Name}}' } }] }),
          'name-out-of-scope',
        ],
        [
          'Step.Name in an environment template',
          variable('{{Step.Name}}', EXPR),
          'name-out-of-scope',
        ],
      ],
      accepted: [
        [
          'both in a step environment',
          job(EXPR, {
            stepEnvironments: [{ name: 'E', variables: { V: '{{Job.Name}}{{Step.Name}}' } }],
          }),
        ],
        ['Job.Name in an environment template', variable('{{Job.Name}}', EXPR)],
      ],
    },
    {
      rule: 'scripts of steps',
      refused: [
        ['an unknown file', run('{{Task.File.x}}'), 'unknown-name'],
        [
          'the file of an environment',
          job(
            {
              jobEnvironments: [
                {
                  name: 'E',
                  script: {
                    actions: { onEnter: ACTION },
                    embeddedFiles: [{ name: 'f', type: 'TEXT', data: 'x' }],
                  },
                },
              ],
            },
            { script: { actions: { onRun: { command: '{{Env.File.f}}' } } } },
          ),
          'unknown-name',
        ],
        [
          'the task parameter of another step',
          job({
            steps: [
              {
                name: 'A',
                parameterSpace: {
                  taskParameterDefinitions: [{ name: 'F', type: 'INT', range: '1' }],
                },
                script: SCRIPT,
              },
              { name: 'B', script: { actions: { onRun: { command: '{{Task.Param.F}}' } } } },
            ],
          }),
          'name-out-of-scope',
        ],
        ['the action of a wrap hook', run('{{WrappedAction.Command}}', EXPR), 'name-out-of-scope'],
      ],
      accepted: [
        [
          'everything',
          job(PARAMETERS, {
            parameterSpace: {
              taskParameterDefinitions: [{ name: 'F', type: 'PATH', range: ['x'] }],
            },
            script: {
              actions: {
                onRun: {
                  command: '{{Task.File.f}}',
                  args: [
                    '{{Task.Param.F}}{{Task.RawParam.F}}{{Param.D}}',
                    '{{Session.HasPathMappingRules}}',
                  ],
                },
              },
              embeddedFiles: [
                {
                  name: 'f',
                  type: 'TEXT',
                  data: '{{Session.PathMappingRulesFile}} {{Task.File.f}}',
                },
              ],
            },
          }),
        ],
      ],
    },
    {
      rule: 'environments',
      refused: [
        ['a task parameter', variable('{{Task.Param.F}}'), 'name-out-of-scope'],
        ['an unknown file', variable('{{Env.File.x}}'), 'unknown-name'],
        [
          'a let of the script in a variable (§3.6.2)',
          environment(
            { variables: { V: '{{x}}' }, script: { let: ['x = 1'], actions: { onEnter: ACTION } } },
            EXPR,
          ),
          'unknown-name',
        ],
      ],
      accepted: [['the session and a PATH', variable('{{Session.WorkingDirectory}}{{Param.D}}')]],
    },
    {
      rule: '§3.6 let',
      refused: [
        ['let without EXPR', stepLet(['x = 1'], {}, {}), 'extension-required'],
        ['no bindings', stepLet([]), 'empty-list'],
        ['51 bindings', stepLet(Array.from({ length: 51 }, (_, i) => `x${i} = 1`)), 'too-many'],
        ['a text', stepLet('x = 1'), 'wrong-type'],
        ['no equals sign', stepLet(['x']), 'invalid-let'],
        ['no expression', stepLet(['x =']), 'syntax-error'],
        ['an upper-case name', stepLet(['X = 1']), 'invalid-let-name'],
        ['a name twice', stepLet(['x = 1', 'x = 2']), 'let-shadows'],
        ['a later name', stepLet(['x = y', 'y = 1']), 'unknown-name'],
        ['itself', stepLet(['x = x + 1']), 'unknown-name'],
        ['a task parameter in the step', stepLet(['x = Task.Param.F']), 'name-out-of-scope'],
        ['the session in the step', stepLet(['x = Session.WorkingDirectory']), 'name-out-of-scope'],
        ['a PATH in the step', stepLet(['x = Param.D']), 'path-not-mapped-yet'],
        [
          'a name of the step in its script',
          stepLet(['x = 1'], { script: { ...SCRIPT, let: ['x = 2'] } }),
          'let-shadows',
        ],
        [
          'a name of the step in its environment',
          stepLet(['x = 1'], {
            stepEnvironments: [
              { name: 'E', script: { let: ['x = 2'], actions: { onEnter: ACTION } } },
            ],
          }),
          'let-shadows',
        ],
        [
          'a name of the script in a timeout',
          job(
            { extensions: ['EXPR', 'FEATURE_BUNDLE_1'] },
            { script: { let: ['x = 5'], actions: { onRun: { ...ACTION, timeout: '{{x}}' } } } },
          ),
          'unknown-name',
        ],
        [
          'a name of the step in a job environment',
          stepLet(
            ['x = 1'],
            {},
            { ...EXPR, jobEnvironments: [{ name: 'E', variables: { V: '{{x}}' } }] },
          ),
          'unknown-name',
        ],
        [
          'a loop over a bound name',
          scriptLet(['x = 1'], '{{ [x for x in [1, 2]] }}'),
          'shadowed-name',
        ],
      ],
      accepted: [
        ['50 bindings', stepLet(Array.from({ length: 50 }, (_, i) => `x${i} = 1`))],
        [
          'names of the step everywhere in it',
          stepLet(['n = Param.N', 't = string(n)'], {
            hostRequirements: { attributes: [{ name: 'attr.a', anyOf: ['a{{t}}'] }] },
            parameterSpace: {
              taskParameterDefinitions: [{ name: 'F', type: 'INT', range: '1-{{n}}' }],
            },
            stepEnvironments: [{ name: 'E', variables: { V: '{{t}}' } }],
            script: {
              let: ['m = n + Task.Param.F'],
              actions: { onRun: { command: '{{t}}', args: ['{{ m }}'] } },
            },
          }),
        ],
        [
          'the same name in two scripts',
          job(EXPR, {
            stepEnvironments: ['A', 'B'].map((name) => ({
              name,
              script: { let: ['x = 1'], actions: { onEnter: ACTION } },
            })),
          }),
        ],
      ],
    },
    {
      rule: '§1.3.2 what a field takes',
      refused: [
        ['null as command', run('{{ null }}', EXPR), 'type-mismatch'],
        ['a list as name', named('{{ [1, 2] }}', EXPR), 'type-mismatch'],
        [
          'a list of texts as range of integers',
          space([{ name: 'A', type: 'INT', range: "{{ ['a'] }}" }], {}, EXPR),
          'type-mismatch',
        ],
      ],
      accepted: [
        [
          'null and lists as arguments',
          job(
            { ...EXPR, ...PARAMETERS },
            {
              script: {
                actions: {
                  onRun: {
                    ...ACTION,
                    args: ["{{ '-v' if Param.N > 0 else null }}", "{{ ['-n', string(Param.N)] }}"],
                  },
                },
              },
            },
          ),
        ],
        [
          'null as timeout',
          timeout('{{ null if Param.N == 0 else Param.N }}', {
            extensions: ['EXPR', 'FEATURE_BUNDLE_1'],
          }),
        ],
      ],
    },
  ]);
});

describe('messages and places', () => {
  /** The first finding of a text, and that it stands where the text is marked. */
  function finding(source: string): string {
    const { text, ranges } = marked(source);
    const [first] = decodeTemplate(text).diagnostics.filter(({ severity }) => severity === 'error');
    expect(first?.range).toEqual(ranges[0]);
    return first?.message ?? '';
  }
  const head = 'specificationVersion: jobtemplate-2023-09\nname: J\n';
  const step = (body: string): string =>
    `${head}steps:\n- name: S\n  script:\n    actions:\n      onRun:\n${body}`;

  it('marks names inside of double quotes with escapes', () => {
    expect(finding(step('        command: "a\\x41\\u00e9 {{ «Param.Frme» }}"\n'))).toBe(
      "There is no value named 'Param.Frme' here.",
    );
  });

  it('marks names in block scalars', () => {
    const body =
      '        command: x\n    embeddedFiles:\n    - name: f\n      type: TEXT\n      data: |\n        first\n          more {{«Task.File.g»}}\n';
    expect(finding(step(body))).toBe(
      "There is no value named 'Task.File.g' here. Did you mean 'Task.File.f'?",
    );
  });

  it('marks names in folded text of a file with CRLF', () => {
    const body = '        command: >-\n          one\n          {{«Param.X»}}\n'.replaceAll(
      '\n',
      '\r\n',
    );
    expect(finding(step(body))).toBe("There is no value named 'Param.X' here.");
  });

  it('suggests properties and says where others belong', () => {
    expect(
      finding(`${head}«stpes»: []\nsteps: [{name: S, script: {actions: {onRun: {command: x}}}}]\n`),
    ).toBe('"stpes" is no property of a job template. Did you mean "steps"?');
    expect(
      finding(
        `${head}steps:\n- name: S\n  script: {actions: {onRun: {command: x}}}\n  «onRun»:\n    command: x\n`,
      ),
    ).toBe('"onRun" is no property of a step. It belongs to a step\'s actions.');
  });

  it('says which extension is missing', () => {
    const { text } = marked(
      `${head}steps:\n- name: S\n  let: [a = 1]\n  script: {actions: {onRun: {command: x}}}\n`,
    );
    expect(decodeTemplate(text).diagnostics[0]).toMatchObject({
      code: 'extension-required',
      message: '"let" needs the EXPR extension. Add EXPR to "extensions" of the template.',
      data: { extension: 'EXPR' },
      path: ['steps', 0, 'let'],
    });
  });

  it('suggests task parameters in the script of their step', () => {
    const space =
      'parameterSpace: {taskParameterDefinitions: [{name: Frame, type: INT, range: "1"}]}';
    const text = `${head}steps:\n- name: S\n  ${space}\n  script: {actions: {onRun: {command: "{{«Task.Param.Frmae»}}"}}}\n`;
    expect(finding(text)).toBe(
      "There is no value named 'Task.Param.Frmae' here. Did you mean 'Task.Param.Frame'?",
    );
  });

  it('says why a PATH is not available', () => {
    const text = `${head.replace('J', '"{{«Param.D»}}"')}parameterDefinitions: [{name: D, type: PATH}]\nsteps: [{name: S, script: {actions: {onRun: {command: x}}}}]\n`;
    expect(finding(text)).toBe(
      'Param.D is a PATH: path mapping gives it its value on the host, but this value is needed when the job is created. Use RawParam.D, the path as it was given.',
    );
  });

  it.each<[string, Data]>([
    ['an expression', job({ ...EXPR, ...PARAMETERS, name: '{{Param.N + 1}}' })],
    [
      'a property of a value',
      job(
        { ...EXPR, ...PARAMETERS },
        { script: { actions: { onRun: { command: '{{Param.D.name}}' } } } },
      ),
    ],
    ['Job.Name', run('{{Job.Name}}', EXPR)],
    ['a type in lower case', job({ ...EXPR, parameterDefinitions: [{ name: 'A', type: 'int' }] })],
    ['a longer name', job({ ...BUNDLE, name: 'a'.repeat(129) })],
    ['a name that may become longer', job({ ...BUNDLE, ...PARAMETERS, name: '{{Param.S}}' })],
    [
      'more parameters',
      job({
        ...BUNDLE,
        parameterDefinitions: Array.from({ length: 51 }, (_, i) => ({
          name: `P${i}`,
          type: 'INT',
        })),
      }),
    ],
    ['a text as timeout', timeout('5', BUNDLE)],
  ])('sees that %s needs its extension', (_, data) => {
    const { diagnostics } = decodeTemplate(JSON.stringify(data));
    expect(
      diagnostics.map(({ code }) => code).filter((code) => code !== 'unused-parameter'),
    ).toEqual([]);
  });

  it('hints at extensions and parameters that nothing uses', () => {
    const text = `specificationVersion: jobtemplate-2023-09\nextensions: [EXPR]\nname: J\nparameterDefinitions: [{name: A, type: INT}]\nsteps: [{name: S, script: {actions: {onRun: {command: x}}}}]\n`;
    const { diagnostics, valid } = decodeTemplate(text);
    expect(valid).toBe(true);
    expect(diagnostics.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      [
        'hint',
        'unused-extension',
        'Nothing in this template needs EXPR. Without it more farms can run the template.',
      ],
      [
        'hint',
        'unused-parameter',
        'Nothing in this template refers to the parameter A. An environment template may.',
      ],
    ]);
  });
});
