import { describe, expect, it } from 'vitest';
import { createJob, decodeTemplate, type Job } from '../../../../src/shared/model/index.ts';
import { openSession } from './open-session.ts';

const hook = (what: string) =>
  `{ command: sh, args: ["-c", 'echo "hook $0: $2, $1"; shift; "$@"', "${what}", "{{string(WrappedAction.Environment)}}", "{{WrappedAction.Command}}", "{{WrappedAction.Args}}"] }`;

const WRAPPER = `
specificationVersion: environment-2023-09
extensions: [WRAP_ACTIONS, EXPR, REDACTED_ENV_VARS]
environment:
  name: Wrapper
  script:
    actions:
      onEnter: { command: echo, args: [wrapper enters] }
      onWrapEnvEnter: ${hook('enter {{WrappedEnv.Name}}')}
      onWrapTaskRun: ${hook('task {{WrappedStep.Name}}')}
      onWrapEnvExit: ${hook('exit {{WrappedEnv.Name}}')}
      onExit: { command: echo, args: [wrapper exits] }
`;

const INNER = `
specificationVersion: jobtemplate-2023-09
name: Wrapped
jobEnvironments:
  - name: Variables
    variables: { A: "1" }
  - name: Inner
    script:
      actions:
        onEnter: { command: echo, args: ["openjd_env: B=2"] }
        onExit: { command: echo, args: [inner exits] }
steps:
  - name: Work
    script:
      actions:
        onRun: { command: sh, args: ["{{Task.File.Run}}"] }
      embeddedFiles: [{ name: Run, type: TEXT, data: "echo working $A $B" }]
`;

function wrappedJob(wrappers: readonly string[], inner = INNER): Job {
  const template = (text: string) => {
    const { template: decoded, diagnostics } = decodeTemplate(text);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (decoded === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
    return decoded;
  };
  const { job, diagnostics } = createJob({
    template: template(inner),
    environments: wrappers.map(template),
    parameters: {},
    templateDir: '/tmp',
    workingDir: '/tmp',
    pathFormat: 'POSIX',
  } as Parameters<typeof createJob>[0]);
  if (job === undefined) throw new Error(JSON.stringify(diagnostics));
  return job;
}

describe('wrap hooks (RFC 0008)', () => {
  it('run in place of inner actions, where there are any, with what the session knows', async () => {
    const job = wrappedJob([WRAPPER]);
    const { session, run, output, events } = await openSession(job);
    for (const environment of [...job.externalEnvironments, ...job.environments]) {
      expect((await session.enterEnvironment(environment)).state).toBe('SUCCESS');
    }
    expect((await run()).state).toBe('SUCCESS');
    await session.exitAll();
    expect(output()).toEqual([
      'wrapper enters',
      'hook enter Inner: echo, ["A=1"]',
      'openjd_env: B=2',
      'hook task Work: sh, ["A=1", "B=2"]',
      'working 1 2',
      'hook exit Inner: echo, ["A=1", "B=2"]',
      'inner exits',
      'wrapper exits',
    ]);
    const kinds = events.flatMap((event) =>
      event.type === 'action-started' ? [event.action.kind] : [],
    );
    expect(kinds).toEqual([
      'onEnter',
      'onWrapEnvEnter',
      'onWrapTaskRun',
      'onWrapEnvExit',
      'onExit',
    ]);
  });

  it('are refused twice in a session before anything is entered', async () => {
    let refused = '';
    try {
      const job = wrappedJob([WRAPPER, WRAPPER.replace('name: Wrapper', 'name: Second')]);
      await openSession(job);
    } catch (error) {
      refused = (error as Error).message;
    }
    expect(refused).toMatch(/wrap/i);
  });
});

describe('extensions of an environment template (fault 9)', () => {
  const secret = (extensions: string) => `
specificationVersion: environment-2023-09
${extensions}
environment:
  name: Secret
  script:
    actions:
      onEnter: { command: echo, args: ["openjd_redacted_env: TOKEN=abcdef"] }
`;
  const show = `
specificationVersion: jobtemplate-2023-09
name: Show
steps:
  - name: Show
    script: { actions: { onRun: { command: sh, args: ["-c", "echo token \${TOKEN-unset}"] } } }
`;
  it.each([
    ['extensions: [REDACTED_ENV_VARS]', 'token ********'],
    ['', 'token unset'],
  ])('count for it: %j', async (extensions, expected) => {
    const job = wrappedJob([secret(extensions)], show);
    const { session, run, output, log } = await openSession(job);
    for (const environment of job.externalEnvironments) await session.enterEnvironment(environment);
    await run();
    expect(output(2)).toEqual([expected]);
    expect(log()).not.toContain('abcdef');
  });
});
