import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionMark } from '../../src/main/process/index.ts';
import { RunManager, RunStore } from '../../src/main/runs/index.ts';
import { createJob, decodeTemplate, type JobTemplate } from '../../src/shared/model/index.ts';
import { KINDS, survivors, until } from '../unit/main/process/helpers.ts';
import { jobOf, shellJob } from '../unit/main/session/job-of.ts';
import { openSession } from '../unit/main/session/open-session.ts';

/**
 * One test for each fault that runtimes of the specification are known to have, with real processes. Each
 * fails on the fault; the details of every subject are tested beside its source.
 */

const LONG = process.env.JOBWRIGHT_LONG !== undefined;
const BIN = fileURLToPath(new URL('../../bin/jobwright.cjs', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const notify = (seconds: number, more = '') =>
  `${more}cancelation: { mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: ${seconds} }`;
const DEAF = "trap '' TERM; echo ready; while :; do sleep 0.05; done";
const OBEDIENT = "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.02; done";

interface Printed {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line, its own process group as in a terminal; Ctrl-C reaches all that is in the group. */
function jobwright(args: string[], ctrlCAt?: string): Promise<Printed> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    detached: true,
    env: { ...process.env, JOBWRIGHT_HOME: path.join(folder, 'home') },
  });
  const printed = { stdout: '', stderr: '' };
  let interrupted = false;
  child.stdout.on('data', (chunk) => {
    printed.stdout += chunk;
    if (ctrlCAt === undefined || interrupted || !printed.stdout.includes(`${ctrlCAt}\n`)) return;
    interrupted = true;
    process.kill(-(child.pid ?? 0), 'SIGINT');
  });
  child.stderr.on('data', (chunk) => {
    printed.stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...printed })));
}

function file(name: string, text: string): string {
  const full = path.join(folder, name);
  fs.writeFileSync(full, text);
  return full;
}

describe('fault 1: a grace that is not the declared one', () => {
  it.each([...KINDS.map((kind) => [3, kind] as const), ...(LONG ? [[20, 'pipe'] as const] : [])])(
    'a process that ignores the signal has %d s by %s',
    { timeout: 60_000 },
    async (seconds, processKind) => {
      const job = shellJob(DEAF, { action: notify(seconds) });
      const { session, run, output } = await openSession(job, { processKind });
      const running = run();
      await until(() => output().includes('ready'));
      const begun = Date.now();
      session.cancel();
      expect(await running).toMatchObject({ state: 'CANCELED', signal: 'SIGKILL' });
      const took = (Date.now() - begun) / 1000;
      // Not before its time; what a loaded machine adds is less than any other period there is.
      expect(took).toBeGreaterThan(seconds - 0.1);
      expect(took).toBeLessThan(seconds + 8);
    },
  );

  it('one that ends early is not waited for', async () => {
    const { session, run, output } = await openSession(shellJob(OBEDIENT, { action: notify(20) }));
    const running = run();
    await until(() => output().includes('ready'));
    const begun = Date.now();
    session.cancel();
    expect(await running).toMatchObject({ state: 'CANCELED', exitCode: 0 });
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(output()).toEqual(['ready', 'bye']);
  });
});

it('fault 2: Ctrl-C in a task still lets every onExit do its work', async () => {
  const template = file(
    'ctrl-c.yaml',
    `specificationVersion: jobtemplate-2023-09
name: Interrupted
jobEnvironments:
- name: Outer
  script: { actions: { onEnter: { command: "true" }, onExit: { command: sh, args: [-c, "sleep 0.3; echo OUTER LEFT"] } } }
- name: Inner
  script: { actions: { onEnter: { command: "true" }, onExit: { command: sh, args: [-c, "sleep 0.3; echo INNER LEFT"] } } }
steps:
- name: Sleep
  script: { actions: { onRun: { command: sh, args: [-c, "echo STARTED; sleep 60; echo NEVER"] } } }
`,
  );
  const { code, stdout } = await jobwright(['run', template], 'STARTED');
  const said = stdout
    .split('\n')
    .filter((line) => /^(\S+\t)?(INNER LEFT|OUTER LEFT|NEVER)$/.test(line));
  expect(said.map((line) => line.split('\t').at(-1))).toEqual(['INNER LEFT', 'OUTER LEFT']);
  expect(code).toBe(1);
});

describe('fault 3: a grandchild that holds the output hangs the action', () => {
  it.each(KINDS)(
    'by %s it is over at once, and the grandchild ends with the session',
    async (processKind) => {
      const { session, run } = await openSession(shellJob('(sleep 60 &)'), { processKind });
      const begun = performance.now();
      for (let round = 0; round < 3; round++) expect((await run()).state).toBe('SUCCESS');
      // Far from the minute of a grandchild.
      expect(performance.now() - begun).toBeLessThan(30_000);
      expect(await survivors(sessionMark(session.id))).toBe(3);
      await session.close();
      expect(await survivors(sessionMark(session.id))).toBe(0);
    },
  );
});

describe('fault 4: a process that closes its output and works on is killed', () => {
  it.each(KINDS)(
    'by %s it writes its file six seconds later',
    { timeout: 20_000 },
    async (processKind) => {
      const made = path.join(folder, `made-${processKind}`);
      const { run } = await openSession(
        shellJob(`exec >/dev/null 2>&1 >&- 2>&-; sleep 6; echo done > ${made}; exit 7`),
        { processKind },
      );
      expect(await run()).toMatchObject({ state: 'FAILED', exitCode: 7, signal: null });
      expect(fs.readFileSync(made, 'utf8')).toBe('done\n');
    },
  );
});

describe('fault 5: a secret of several lines shows in later actions', () => {
  it.each(KINDS)('by %s every line of it is masked, whole and alone', async (processKind) => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
extensions: [REDACTED_ENV_VARS]
name: Secrets
jobEnvironments:
  - name: Env
    script:
      actions:
        onEnter: { command: printf, args: ['%s\\n', 'openjd_redacted_env: "KEY=alpha one\\nbeta two\\ngamma three"'] }
steps:
  - name: Show
    script: { actions: { onRun: { command: sh, args: ["-c", 'echo "$KEY"; echo "  beta two"; printf "gamma "; sleep 0.1; echo three'] } } }
`);
    const { session, run, output, log } = await openSession(job, { processKind });
    for (const environment of job.environments) await session.enterEnvironment(environment);
    await run();
    expect(output(2)).toEqual(['********', '********', '********', '  ********', '********']);
    expect(log()).not.toMatch(/alpha one|beta two|gamma three/);
  });
});

describe('fault 6: a timeout is always SIGKILL', () => {
  it.each(KINDS)('by %s an action that asks to be notified is', async (processKind) => {
    const action = notify(20, 'timeout: 1\n          ');
    const { run, output } = await openSession(shellJob(OBEDIENT, { action }), { processKind });
    expect(await run()).toMatchObject({ state: 'TIMEOUT', exitCode: 0, signal: null });
    expect(output()).toEqual(['ready', 'bye']);
  });
});

describe('fault 7: a second cancel is ignored, and a delayed kill hits whoever has the number', () => {
  it('a second request notifies again and may shorten the period', async () => {
    const script = "trap 'echo asked' TERM; echo ready; while :; do sleep 0.02; done";
    const { session, run, output } = await openSession(shellJob(script, { action: notify(60) }));
    const running = run();
    await until(() => output().includes('ready'));
    session.cancel();
    await until(() => output().length === 2);
    session.cancel();
    await until(() => output().length === 3);
    session.cancel({ withinSeconds: 0.3 });
    expect((await running).state).toBe('CANCELED');
    expect(output().slice(0, 3)).toEqual(['ready', 'asked', 'asked']);
  });

  it('a process of the next action is not killed by the timer of the one before', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Timers
jobEnvironments:
  - name: Env
    script:
      actions:
        onEnter: { command: sh, args: ["-c", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.02; done"], ${notify(1)} }
        onExit: { command: sh, args: ["-c", "sleep 1.5; echo whole"] }
steps:
  - name: S
    script: { actions: { onRun: { command: "true" } } }
`);
    const { session, output } = await openSession(job);
    const [environment] = job.environments;
    if (environment === undefined) throw new Error();
    const entering = session.enterEnvironment(environment);
    await until(() => output().includes('ready'));
    session.cancel();
    const { state, environmentId } = await entering;
    expect(state).toBe('CANCELED');
    expect((await session.exitEnvironment(environmentId)).state).toBe('SUCCESS');
    expect(output()).toEqual(['ready', 'whole']);
  });
});

describe('fault 8: output is held back until its line ends', () => {
  it.each(KINDS)(
    'by %s a line without end and a progress line show while they grow',
    async (processKind) => {
      const script = `printf '10%%\\r20%%'; until [ -e go ]; do sleep 0.02; done
head -c 200000 /dev/zero | tr '\\0' x; until [ -e on ]; do sleep 0.02; done; echo; echo end`;
      const { session, run, events, output } = await openSession(shellJob(script), { processKind });
      const running = run();
      const live = (text: string) => events.some((one) => one.type === 'live' && one.text === text);
      await until(() => live('20%'), 'the progress shows');
      fs.writeFileSync(path.join(session.directory, 'go'), '');
      await until(() => output().length >= 3, 'what is full of the long line shows');
      fs.writeFileSync(path.join(session.directory, 'on'), '');
      await running;
      const lines = output();
      expect(lines.at(-1)).toBe('end');
      expect(lines.slice(0, -1).join('')).toBe(`20%${'x'.repeat(200_000)}`);
    },
  );
});

it('fault 9: the extensions of an environment template itself count', async () => {
  const environment = decodeTemplate(
    `
specificationVersion: environment-2023-09
extensions: [REDACTED_ENV_VARS]
environment:
  name: Secret
  script: { actions: { onEnter: { command: echo, args: ["openjd_redacted_env: TOKEN=abcdef"] } } }
`,
    { kind: 'environment' },
  );
  expect(environment.diagnostics).toEqual([]);
  const { job } = createJob({
    template: decodeTemplate(`
specificationVersion: jobtemplate-2023-09
name: Show
steps:
  - name: Show
    script: { actions: { onRun: { command: sh, args: ["-c", "echo \${TOKEN-unset} \${#TOKEN}"] } } }
`).template as JobTemplate,
    environments: [environment.template as never],
    parameters: {},
    templateDir: '/tmp',
    workingDir: '/tmp',
    pathFormat: 'POSIX',
  });
  if (job === undefined) throw new Error();
  const { session, run, output } = await openSession(job);
  for (const one of job.externalEnvironments) await session.enterEnvironment(one);
  await run();
  expect(output(2)).toEqual(['******** 6']);
});

it('fault 10: lengths are of characters and of the resolved text', async () => {
  const named = (name: string, value: string) =>
    file(
      'name.yaml',
      `specificationVersion: jobtemplate-2023-09
name: "${name}"
parameterDefinitions: [{ name: P, type: STRING, default: "${value}" }]
steps: [{ name: S, script: { actions: { onRun: { command: "true" } } } }]
`,
    );
  // 128 characters in 256 bytes; 129; a long expression for a short name; a short one for a long name.
  expect((await jobwright(['run', named('é'.repeat(128), '')])).code).toBe(0);
  expect((await jobwright(['check', named('é'.repeat(129), '')])).code).toBe(1);
  expect((await jobwright(['run', named(`{{ ${' '.repeat(200)} Param.P }}`, 'short')])).code).toBe(
    0,
  );
  const long = await jobwright(['run', named('{{Param.P}}', 'é'.repeat(129))]);
  expect(long.code).toBe(1);
  expect(long.stderr).toContain('The name of the job has 129 characters; at most 128 are allowed.');
});

it('fault 11: standard output holds the JSON document and nothing else', async () => {
  const template = file(
    'json.yaml',
    `specificationVersion: jobtemplate-2023-09
name: Talk
steps: [{ name: S, script: { actions: { onRun: { command: sh, args: [-c, "echo out; echo err >&2"] } } } }]
`,
  );
  const { stdout, stderr, code } = await jobwright(['run', template, '--output', 'json']);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'success', tasks_run: 1 });
  expect(code).toBe(0);
  expect(stderr).toMatch(/out[\s\S]*err/);
});

it('fault 12: a semantic error has a line and a column', async () => {
  const template = file(
    'semantic.yaml',
    `specificationVersion: jobtemplate-2023-09
name: Wrong
steps:
- name: S
  dependencies: [{ dependsOn: T }]
  script: { actions: { onRun: { command: "echo {{Param.No}}" } } }
`,
  );
  const { stdout, stderr } = await jobwright(['check', template]);
  const places = [...(stdout + stderr).matchAll(/semantic\.yaml:(\d+):(\d+): error: /g)];
  expect(places.map(([, line, column]) => [Number(line), Number(column)])).toEqual([
    [5, 31],
    [6, 50],
  ]);
});

describe('faults 13 and 14, in runs', () => {
  const start = async (job: ReturnType<typeof jobOf>, more: object = {}) => {
    const home = fs.mkdtempSync(path.join(folder, 'run-'));
    const manager = new RunManager({ store: new RunStore(path.join(home, 'history')) });
    const begin = (over: object = {}) =>
      manager.start({
        job,
        templatePath: '/t.yaml',
        templateText: '',
        scope: { kind: 'job' },
        sessionRoot: path.join(home, 'OpenJD'),
        env: { PATH: process.env.PATH ?? '', HERE: home },
        ...more,
        ...over,
      });
    return { manager, begin, home };
  };

  it('fault 13: memory and CPU time of an action are measured and kept', async () => {
    const { manager, begin } = await start(
      shellJob(
        `${process.execPath} -e 'const b = Buffer.alloc(150e6, 1); const end = Date.now() + 500; while (Date.now() < end) b[0]++'`,
      ),
    );
    const { id, done } = await begin();
    await done;
    const [action] = manager.actions(id, 0, 1).actions;
    expect(action?.peakMemory).toBeGreaterThan(150e6);
    expect(action?.cpuTime).toBeGreaterThan(0.3);
    expect((action?.endedAt ?? 0) - (action?.startedAt ?? 0)).toBeGreaterThan(400);
    await manager.close();
  });

  it('fault 14: tasks run side by side, and what failed runs again by itself', async () => {
    // Each of four tasks waits until all four are there: one after another they would never end.
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: Meet
steps:
  - name: S
    parameterSpace: { taskParameterDefinitions: [{ name: N, type: INT, range: "1-4" }] }
    script:
      actions:
        onRun:
          command: sh
          timeout: 10
          args: ["-c", "touch $HERE/at-{{Task.Param.N}}; until [ -e $HERE/at-1 ] && [ -e $HERE/at-2 ] && [ -e $HERE/at-3 ] && [ -e $HERE/at-4 ]; do sleep 0.02; done; echo {{Task.Param.N}} >> $HERE/ran; [ -e $HERE/mended ] || [ {{Task.Param.N}} -ne 3 ]"]
`);
    const { manager, begin, home } = await start(job, { sessions: 4 });
    const first = await (await begin()).done;
    expect(first).toMatchObject({ state: 'failed', steps: [{ succeeded: 3, failed: 1 }] });
    fs.writeFileSync(path.join(home, 'mended'), '');
    const again = await (await begin({ scope: { kind: 'failed', runId: first.id } })).done;
    expect(again).toMatchObject({ state: 'succeeded', steps: [{ total: '1', succeeded: 1 }] });
    const ran = fs.readFileSync(path.join(home, 'ran'), 'utf8').trim().split('\n');
    expect(ran.slice(0, 4).sort()).toEqual(['1', '2', '3', '4']);
    expect(ran.slice(4)).toEqual(['3']);
    await manager.close();
  });
});
