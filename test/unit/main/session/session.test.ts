import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS, survivors, until } from '../process/helpers.ts';
import { indent, jobOf, shellJob } from './job-of.ts';
import { openSession } from './open-session.ts';

const environment = (name: string, script: string, more = '') => `
  - name: ${name}
    ${more}
    script:
      actions:
        onEnter: { command: sh, args: ["{{Env.File.Do}}", enter] }
        onExit: { command: sh, args: ["{{Env.File.Do}}", exit] }
      embeddedFiles:
        - name: Do
          type: TEXT
          data: |
${indent(script, 12)}
`;

describe.each(KINDS)('a session by %s', (processKind) => {
  it('runs a task: files, folder, progress, status, exit code', async () => {
    const job = shellJob(
      'pwd; echo "openjd_progress: 40"; echo "openjd_status: working"; echo "openjd_fail: because"; exit 4',
    );
    const { session, run, output, changes, log } = await openSession(job, { processKind });
    expect(await run()).toMatchObject({
      state: 'FAILED',
      exitCode: 4,
      reason: 'It ended with exit code 4.',
      failMessage: 'because',
    });
    expect(output()[0]).toBe(session.directory);
    expect(changes(1)).toMatchObject({ progress: 40, statusMessage: 'working', processKind });
    expect(log()).toContain('Running Task: Work');
    expect(log()).toMatch(/Command started as pid: \d+\nOutput:/);
    expect(log()).toMatch(/Process pid \d+ exited with code: 4 \(unsigned\) \/ 0x4 \(hex\)/);
    expect(session.state).toBe('ending');
    await expect(run()).rejects.toThrow('After a failure a session only exits');
  });

  it('says of itself as much as openjd_session_runtime_loglevel asks for', async () => {
    const level = (name: string) => `echo "openjd_session_runtime_loglevel: ${name}"`;
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Levels
jobEnvironments:
${environment('Env', `[ "$1" = exit ] || { echo "openjd_env: KEY=1"; ${level('DEBUG')}; echo "openjd_unset_env: OLD"; }`)}
steps:
  - name: Quiet
    script:
      actions:
        onRun: { command: sh, args: ["-c", '${level('ERROR')}; echo "openjd_env: A=1"; echo "openjd_progress: 900"; echo out'] }
  - name: Warns
    script:
      actions:
        onRun: { command: sh, args: ["-c", '${level('WARNING')}; echo "openjd_env: A=1"'] }
`);
    const { session, run, events, output } = await openSession(job, { processKind });
    const [env] = job.environments;
    if (env === undefined) throw new Error('no environment');
    await session.enterEnvironment(env);
    await run(0);
    await run(1);
    const own = (actionId: number) =>
      events.flatMap((event) =>
        event.type === 'log' && event.actionId === actionId && 'biwe'.includes(event.kind)
          ? event.text.split('\n').map((line) => `${event.kind} ${line}`)
          : [],
      );
    // What was said before the level was chosen is as it was.
    expect(own(1)).toEqual(['b OLD is unset for the actions that follow.']);
    expect(own(2)).toEqual([
      `b Working folder: ${session.directory}`,
      'b Variables that environments have changed: KEY',
    ]);
    expect(output(2)).toContain('out');
    expect(own(3)).toEqual([
      'w Variables can be changed only when an environment is entered; A stays as it is.',
    ]);
    expect(events.filter(({ type }) => type === 'log-level')).toEqual([
      { type: 'log-level', level: 'DEBUG' },
      { type: 'log-level', level: 'ERROR' },
      { type: 'log-level', level: 'WARNING' },
    ]);
  });

  it('masks a secret of three lines in later actions and in their command line (fault 5)', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
extensions: [REDACTED_ENV_VARS]
name: Secrets
jobEnvironments:
${environment('Env', `[ "$1" = exit ] || printf '%s\\n' 'openjd_redacted_env: "KEY=alpha one\\nbeta two\\ngamma three"'`)}
steps:
  - name: Show
    script:
      actions:
        onRun:
          command: sh
          args: ["-c", 'echo "$KEY"; printf "%s" "begin $KEY end"; echo alpha one']
`);
    const { session, run, output, log } = await openSession(job, { processKind });
    const [env] = job.environments;
    expect(env).toBeDefined();
    if (env === undefined) return;
    await session.enterEnvironment(env);
    expect(output(1)).toEqual(['openjd_redacted_env: KEY=********']);
    const result = await run();
    expect(output(2)).toEqual([
      '********',
      '********',
      '********',
      'begin ********',
      '********',
      '******** end********',
    ]);
    expect(result.command.join(' ')).not.toContain('alpha one');
    await session.exitAll();
    expect(log()).not.toMatch(/alpha|beta|gamma/);
  });

  it('lets a daemon live until its environment has exited', async () => {
    const daemon = `if [ "$1" = enter ]; then
  (setsid sh -c 'while [ ! -e stop ]; do if [ -e ask ]; then rm ask; echo yes > made; mv made answer; fi; sleep 0.02; done' >/dev/null 2>&1 &)
else touch stop; sleep 0.1; fi`;
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Daemon
jobEnvironments:
${environment('Server', daemon)}
steps:
  - name: Use
    script:
      actions:
        onRun: { command: sh, args: ["-c", "touch ask; until [ -e answer ]; do sleep 0.02; done; cat answer; rm answer"], timeout: 5 }
`);
    const { session, run, output, log, events } = await openSession(job, { processKind });
    const [server] = job.environments;
    if (server === undefined) throw new Error();
    const entered = await session.enterEnvironment(server);
    expect(events.find((event) => event.type === 'leftovers')).toMatchObject({ actionId: 1 });
    expect(log()).toMatch(/Left running: .*until the environment "Server" has exited\./);
    expect((await run()).state).toBe('SUCCESS');
    expect((await run()).state).toBe('SUCCESS');
    expect(output()).toEqual(['yes', 'yes']);
    expect((await session.exitEnvironment(entered.environmentId)).state).toBe('SUCCESS');
  });

  it('ends a daemon that nobody stops, an environment’s at its exit and a task’s at the end', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Daemons
jobEnvironments:
${environment('Forgetful', '[ "$1" = exit ] || (setsid sleep 321 & echo started)')}
steps:
  - name: Leave
    script:
      actions:
        onRun: { command: sh, args: ["-c", "(sleep 60 &)"] }
`);
    const { session, run, log } = await openSession(job, { processKind });
    const [env] = job.environments;
    if (env === undefined) throw new Error();
    await session.enterEnvironment(env);
    const begun = performance.now();
    await run();
    expect(performance.now() - begun).toBeLessThan(30_000);
    const { sessionMark } = await import('../../../../src/main/process/index.ts');
    const mark = sessionMark(session.id);
    expect(await survivors(mark)).toBe(2);
    await session.exitAll();
    expect(await survivors(mark)).toBe(1);
    expect(log()).toContain('Ended one process that "Forgetful" had left running.');
    await session.close();
    expect(await survivors(mark)).toBe(0);
    expect(fs.existsSync(session.directory)).toBe(false);
  });

  it('keeps the output of a flood whole', async () => {
    const { run, events } = await openSession(shellJob('seq 1 300000'), { processKind });
    await run();
    let count = 0;
    for (const event of events) {
      if (event.type === 'log' && event.kind === 'o') count += event.text.split('\n').length;
    }
    expect(count).toBe(300_000);
  });
});

describe('environments', () => {
  it('set, unset and redact variables until they exit; exits go in reverse order', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Variables
jobEnvironments:
${environment('Outer', '[ "$1" = exit ] && { echo "outer exits $A"; exit 0; }; echo "openjd_env: B=set"; echo "openjd_redacted_env: C=hush-hush"', 'variables: { A: outer, D: keep }')}
${environment('Inner', '[ "$1" = exit ] && { echo "inner exits $A"; exit 0; }; echo "openjd_unset_env: D"', 'variables: { A: inner }')}
steps:
  - name: Show
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo $A $B \${C-unset} \${D-unset}"] }
`);
    const { session, run, output, log } = await openSession(job);
    for (const env of job.environments) await session.enterEnvironment(env);
    await run();
    expect(output(3)).toEqual(['inner set unset unset']);
    await session.exitAll();
    expect(output(4)).toEqual(['inner exits inner']);
    expect(output(5)).toEqual(['outer exits outer']);
    expect(log()).toContain('C is masked but not set: the template does not declare');
  });

  it('exit after a failed enter, and a failed exit blocks nothing', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Failing
jobEnvironments:
${environment('Outer', 'echo "outer $1"')}
${environment('Inner', 'echo "inner $1"; exit 9')}
steps:
  - name: S
    script: { actions: { onRun: { command: "true" } } }
`);
    const { session, output } = await openSession(job);
    const [outer, inner] = job.environments;
    if (outer === undefined || inner === undefined) throw new Error();
    await session.enterEnvironment(outer);
    expect(await session.enterEnvironment(inner)).toMatchObject({ state: 'FAILED', exitCode: 9 });
    const results = await session.exitAll();
    expect(results.map((result) => result.state)).toEqual(['FAILED', 'SUCCESS']);
    expect(output()).toEqual(['outer enter', 'inner enter', 'inner exit', 'outer exit']);
  });

  it('refuse to exit out of order', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Order
jobEnvironments:
${environment('A', 'true')}
${environment('B', 'true')}
steps:
  - name: S
    script: { actions: { onRun: { command: "true" } } }
`);
    const { session } = await openSession(job);
    const ids: string[] = [];
    for (const env of job.environments)
      ids.push((await session.enterEnvironment(env)).environmentId);
    await expect(session.exitEnvironment(ids[0] ?? '')).rejects.toThrow(
      'Environments exit in reverse order of entering; "B" is next.',
    );
    expect((await session.exitAll()).map((result) => result.state)).toEqual(['SUCCESS', 'SUCCESS']);
  });

  it('change no variables from a task', async () => {
    const { run, log } = await openSession(shellJob('echo "openjd_env: A=1"'));
    expect((await run()).state).toBe('SUCCESS');
    expect(log()).toContain(
      'Variables can be changed only when an environment is entered; A stays',
    );
  });
});

describe('what goes wrong', () => {
  it('fails an action whose directive is nearly right', async () => {
    const { run, log } = await openSession(shellJob('echo "openjd_ENV: A=1"; sleep 60'));
    const begun = performance.now();
    expect(await run()).toMatchObject({ state: 'FAILED' });
    expect(performance.now() - begun).toBeLessThan(25_000);
    expect(log()).toContain('Write "openjd_env: NAME=VALUE"');
  });

  it('says what a missing command was looked for in', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Missing
steps:
  - name: S
    script: { actions: { onRun: { command: blender-99 } } }
`);
    const { run } = await openSession(job);
    const result = await run();
    expect(result).toMatchObject({ state: 'FAILED', exitCode: null });
    expect(result.reason).toMatch(/^The command "blender-99" was not found; PATH was searched: /);
  });

  it('shows no secret that stands in the command itself', async () => {
    const { run, log } = await openSession(
      jobOf(`
specificationVersion: jobtemplate-2023-09
name: Literal
steps:
  - name: S
    script: { actions: { onRun: { command: sh, args: ["-c", "echo 'openjd_redacted_env: K=open-sesame'"] } } }
`),
    );
    const result = await run();
    expect(log()).not.toContain('open-sesame');
    expect(result.command.join(' ')).not.toContain('open-sesame');
  });
});

it('writes the path mapping file in the session’s folder', async () => {
  const { session } = await openSession(shellJob('true'), {
    pathMappingRules: [
      { sourcePathFormat: 'WINDOWS', sourcePath: 'c:\\a', destinationPath: '/mnt/a' },
    ],
  });
  const file = fs.readdirSync(session.directory).find((name) => name.startsWith('path_mapping'));
  expect(JSON.parse(fs.readFileSync(path.join(session.directory, file ?? ''), 'utf8'))).toEqual({
    version: 'pathmapping-1.0',
    path_mapping_rules: [
      { source_path_format: 'WINDOWS', source_path: 'c:\\a', destination_path: '/mnt/a' },
    ],
  });
});

it('shows an unfinished line while the action runs', async () => {
  const { run, events } = await openSession(shellJob('printf "10%%\\r20%%"; sleep 0.4; echo'));
  const running = run();
  await until(() => events.some((event) => event.type === 'live' && event.text === '20%'), 'live');
  await running;
  expect(events.findLast((event) => event.type === 'live')).toMatchObject({ text: undefined });
});
