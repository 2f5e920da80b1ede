import { describe, expect, it } from 'vitest';
import {
  type Environment,
  type EnvironmentActionName,
  fileLocations,
  type HostContext,
  type ResolvedScript,
  ResolveError,
  resolveEnvironmentAction,
  resolveTask,
  resolveVariables,
  type WrappedContext,
} from '../../../../src/shared/model/index.ts';
import { ACTION, create, type Data, environment, job, marked } from './support.ts';

const EXPR = { extensions: ['EXPR'] };
const BUNDLE = { extensions: ['FEATURE_BUNDLE_1'] };
const PARAMETERS = {
  parameterDefinitions: [
    { name: 'N', type: 'INT', default: 7 },
    { name: 'D', type: 'PATH' },
  ],
};
const RULES = [
  { sourcePathFormat: 'POSIX', sourcePath: '/data', destinationPath: '/mnt' },
] as const;

function hostOf(
  data: Data | string,
  environments: Data[] = [],
  more: Partial<HostContext> = {},
): HostContext {
  const hasD = JSON.stringify(data).includes('"D"') || JSON.stringify(environments).includes('"D"');
  const created = create(data, { environments, ...(hasD ? { parameters: { D: '/data/a' } } : {}) });
  expect(created.diagnostics.map(({ message }) => message)).toEqual([]);
  if (created.job === undefined) throw new Error('no job');
  return {
    job: created.job,
    sessionDirectory: '/session',
    pathMappingRules: RULES,
    pathMappingRulesFile: '/session/rules.json',
    pathFormat: 'POSIX',
    ...more,
  };
}

function runTask(host: HostContext, index = 0): ResolvedScript {
  const [step] = host.job.steps;
  if (step === undefined) throw new Error('no step');
  const files = fileLocations(step.script, '/session/files', 'POSIX', (file) => `${file.name}.tmp`);
  return resolveTask(host, step, step.space.at(index), files);
}

function runEnvironment(
  host: HostContext,
  name: EnvironmentActionName,
  wrapped?: WrappedContext,
): ResolvedScript {
  const [found] = [
    ...host.job.externalEnvironments,
    ...host.job.environments,
    ...(host.job.steps[0]?.environments ?? []),
  ];
  const files = fileLocations(
    found?.script ?? { embeddedFiles: [] },
    '/session/env',
    'POSIX',
    (file) => file.name,
  );
  return resolveEnvironmentAction(host, found as Environment, name, files, wrapped);
}

const script = (onRun: Data, more: Data = {}): Data => ({
  script: { actions: { onRun }, ...more },
});

describe('resolveTask', () => {
  it('resolves everything that the host knows', () => {
    const host = hostOf(
      job(
        { ...PARAMETERS },
        {
          parameterSpace: {
            taskParameterDefinitions: [
              { name: 'F', type: 'INT', range: '1-3' },
              { name: 'O', type: 'PATH', range: ['/data/out', '/other'] },
            ],
          },
          ...script(
            {
              command: '{{Param.D}}/run',
              args: [
                '{{Task.Param.F}}',
                '{{Task.Param.O}}',
                '{{Task.RawParam.O}}',
                '{{RawParam.D}}',
                '{{Task.File.f}}',
                '{{Session.WorkingDirectory}} {{Session.HasPathMappingRules}} {{Session.PathMappingRulesFile}}',
              ],
            },
            {
              embeddedFiles: [
                {
                  name: 'f',
                  type: 'TEXT',
                  filename: 'f.sh',
                  runnable: true,
                  data: 'n={{Param.N}}\n',
                },
              ],
            },
          ),
        },
      ),
    );
    const { action, files } = runTask(host, 2);
    expect(action.command).toBe('/mnt/a/run');
    expect(action.args).toEqual([
      '2',
      '/mnt/out',
      '/data/out',
      '/data/a',
      '/session/files/f.sh',
      '/session true /session/rules.json',
    ]);
    expect(files).toMatchObject([
      {
        name: 'f',
        path: '/session/files/f.sh',
        filename: 'f.sh',
        data: 'n=7\n',
        runnable: true,
        endOfLine: 'AUTO',
      },
    ]);
    expect(action.commandOrigin).toMatchObject({
      document: 0,
      path: ['steps', 0, 'script', 'actions', 'onRun', 'command'],
    });
  });

  it('drops null arguments and splices lists', () => {
    const host = hostOf(
      job(
        { ...PARAMETERS, ...EXPR },
        script({
          ...ACTION,
          args: [
            '{{ null }}',
            "{{ ['a', string(Param.N)] }}",
            'x{{ null }}y',
            '{{ Param.D }}',
            '{{ [1, 2] }}',
          ],
        }),
      ),
    );
    const { args, argOrigins } = runTask(host).action;
    expect(args).toEqual(['a', '7', 'xy', '/mnt/a', '1', '2']);
    expect(argOrigins.map(({ path }) => path.at(-1))).toEqual([1, 1, 2, 3, 4, 4]);
  });

  it('evaluates bindings of the step and of the script', () => {
    const host = hostOf(
      job(EXPR, {
        let: ['a = 2'],
        script: {
          let: ['b = a * 3', "d = Session.WorkingDirectory / 'x'"],
          actions: {
            onRun: { command: '{{string(b)}}', args: ['{{d}}', '{{Job.Name}}/{{Step.Name}}'] },
          },
        },
      }),
    );
    expect(runTask(host).action).toMatchObject({ command: '6', args: ['/session/x', 'Job/Step'] });
  });

  it('expands simple actions', () => {
    const run = (name: string, more: Data = {}): ResolvedScript =>
      runTask(
        hostOf(
          job({
            ...BUNDLE,
            steps: [{ name: 'My step', [name]: { script: 'x', args: ['a'], ...more } }],
          }),
        ),
      );
    const forms = Object.fromEntries(
      ['bash', 'cmd', 'node', 'powershell', 'python'].map((name) => [name, run(name).action]),
    );
    expect(Object.values(forms).map(({ command, args }) => [command, ...args])).toEqual([
      ['bash', '/session/files/My_step.sh', 'a'],
      ['cmd', '/C', '/session/files/My_step.bat', 'a'],
      ['node', '/session/files/My_step.js', 'a'],
      ['powershell', '-File', '/session/files/My_step.ps1', 'a'],
      ['python', '/session/files/My_step.py', 'a'],
    ]);
    expect(run('bash').files).toMatchObject([{ filename: 'My_step.sh', data: 'x' }]);
    expect(run('bash', { timeout: '5' }).action.timeoutSeconds).toBe(5);
  });

  it('says what failed and where', () => {
    const { text, ranges } = marked(
      'specificationVersion: jobtemplate-2023-09\nextensions: [EXPR]\nname: J\nsteps:\n- name: S\n  parameterSpace: {taskParameterDefinitions: [{name: F, type: INT, range: "0"}]}\n  script:\n    actions:\n      onRun:\n        command: "a\\x41{{ string(«1 // Task.Param.F») }}"\n',
    );
    expect.assertions(6);
    try {
      runTask(hostOf(text));
    } catch (error) {
      expect(error).toBeInstanceOf(ResolveError);
      const { message, origin, range } = error as ResolveError;
      expect(message).toMatch(/zero/);
      expect(origin.path.at(-1)).toBe('command');
      expect(range).toEqual(ranges[0]);
    }
  });
});

describe('times and cancelation (§5)', () => {
  const env = (action: Data, parts: Data = {}): Data =>
    job({
      ...parts,
      jobEnvironments: [{ name: 'E', script: { actions: { onEnter: ACTION, onExit: action } } }],
    });

  it('applies the defaults of each position', () => {
    expect(runTask(hostOf(job())).action).toMatchObject({
      cancelation: { mode: 'TERMINATE', notifyPeriodSeconds: 120 },
      declaredTimeout: null,
    });
    expect(runTask(hostOf(job())).action.timeoutSeconds).toBeUndefined();
    const host = hostOf(env(ACTION));
    expect(runEnvironment(host, 'onExit').action).toMatchObject({
      timeoutSeconds: 300,
      cancelation: { notifyPeriodSeconds: 30 },
      declaredTimeout: null,
    });
    expect(runEnvironment(host, 'onEnter').action.timeoutSeconds).toBeUndefined();
  });

  it('tells what is declared, with the period that the mode implies', () => {
    const notify = { cancelation: { mode: 'NOTIFY_THEN_TERMINATE' } };
    expect(
      runTask(hostOf(job({}, script({ ...ACTION, timeout: 9, ...notify })))).action,
    ).toMatchObject({
      declaredTimeout: 9,
      declaredCancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodInSeconds: 120 },
    });
    expect(
      runEnvironment(hostOf(env({ ...ACTION, ...notify })), 'onExit').action.declaredCancelation
        .notifyPeriodInSeconds,
    ).toBe(30);
    expect(runTask(hostOf(job())).action.declaredCancelation).toEqual({
      mode: null,
      notifyPeriodInSeconds: null,
    });
    expect(
      runTask(hostOf(job({}, script({ ...ACTION, cancelation: { mode: 'TERMINATE' } })))).action
        .declaredCancelation,
    ).toEqual({ mode: 'TERMINATE', notifyPeriodInSeconds: null });
  });

  it('drops a null timeout', () => {
    const host = hostOf(
      job(
        { ...PARAMETERS, extensions: ['EXPR', 'FEATURE_BUNDLE_1'] },
        script({ ...ACTION, timeout: '{{ 30 if Param.N > 10 else null }}' }),
      ),
    );
    expect(runTask(host).action.timeoutSeconds).toBeUndefined();
  });
});

describe('wrap hooks (§4.3.1)', () => {
  const extensions = ['WRAP_ACTIONS', 'EXPR', 'FEATURE_BUNDLE_1'];
  const forwarding = {
    command: '{{WrappedAction.Command}}',
    args: [
      '{{WrappedAction.Args}}',
      '{{WrappedAction.Environment}}',
      'T={{WrappedAction.Timeout}}',
      'M={{WrappedAction.Cancelation.Mode}}',
      'S={{WrappedStep.Name}}',
    ],
    timeout: '{{WrappedAction.Timeout}}',
    cancelation: {
      mode: '{{WrappedAction.Cancelation.Mode}}',
      notifyPeriodInSeconds: '{{WrappedAction.Cancelation.NotifyPeriodInSeconds}}',
    },
  };
  const wrapper = environment(
    {
      script: {
        actions: { onWrapEnvEnter: ACTION, onWrapEnvExit: ACTION, onWrapTaskRun: forwarding },
      },
    },
    { extensions },
  );
  const run = (wrapped: Partial<WrappedContext>): ResolvedScript =>
    runEnvironment(hostOf(job(), [wrapper]), 'onWrapTaskRun', {
      command: 'cmd',
      args: ['a', 'b'],
      environment: ['K=v'],
      timeout: null,
      cancelation: { mode: null, notifyPeriodInSeconds: null },
      stepName: 'Step',
      ...wrapped,
    });

  it('forwards an action that declares nothing', () => {
    const { action } = run({});
    expect(action).toMatchObject({
      command: 'cmd',
      args: ['a', 'b', 'K=v', 'T=', 'M=', 'S=Step'],
      cancelation: { mode: 'TERMINATE' },
      declaredCancelation: { mode: null },
    });
    expect(action.timeoutSeconds).toBeUndefined();
  });

  it('forwards timeouts, modes and periods', () => {
    expect(
      run({ timeout: 5, cancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodInSeconds: 45 } })
        .action,
    ).toMatchObject({
      timeoutSeconds: 5,
      cancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodSeconds: 45 },
    });
    expect(
      run({ cancelation: { mode: 'TERMINATE', notifyPeriodInSeconds: null } }).action
        .declaredCancelation,
    ).toEqual({ mode: 'TERMINATE', notifyPeriodInSeconds: null });
  });

  it('fails for a mode that is none', () => {
    expect(() => run({ cancelation: { mode: 'KILL', notifyPeriodInSeconds: null } })).toThrow(
      '"mode" must be TERMINATE or NOTIFY_THEN_TERMINATE, but resolves to "KILL".',
    );
  });
});

describe('resolveVariables', () => {
  it('resolves variables with the extensions of their own template', () => {
    const host = hostOf(job(), [
      environment(
        { variables: { A: '{{Param.N + 1}}', B: '{{Param.D}}:{{Session.HasPathMappingRules}}' } },
        { ...EXPR, ...PARAMETERS },
      ),
    ]);
    const [external] = host.job.externalEnvironments;
    expect(resolveVariables(host, external as Environment)).toMatchObject([
      { name: 'A', value: '8' },
      { name: 'B', value: '/mnt/a:true' },
    ]);
  });

  it('gives step environments the bindings of their step', () => {
    const host = hostOf(
      job(EXPR, {
        let: ['x = 3'],
        stepEnvironments: [{ name: 'E', variables: { A: '{{x}} {{Step.Name}}' } }],
      }),
    );
    expect(resolveVariables(host, host.job.steps[0]?.environments[0] as Environment)).toMatchObject(
      [{ value: '3 Step' }],
    );
  });

  it('refuses values that are too long when they are resolved', () => {
    const parts = {
      parameterDefinitions: [{ name: 'S', type: 'STRING', default: 'a'.repeat(1024) }],
      jobEnvironments: [{ name: 'E', variables: { V: '{{Param.S}}{{Param.S}}a' } }],
    };
    const host = hostOf(job(parts));
    expect(() => resolveVariables(host, host.job.environments[0] as Environment)).toThrow(
      'The value of V has 2049 characters; at most 2048 are allowed.',
    );
  });
});
