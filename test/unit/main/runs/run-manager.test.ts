import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTree, HOST_MARK } from '../../../../src/main/process/index.ts';
import { type RunInput, RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import type { Job } from '../../../../src/shared/model/index.ts';
import type { RunRecord, RunScope } from '../../../../src/shared/protocol/run.ts';
import { KINDS, until } from '../process/helpers.ts';
import { indent, jobOf } from '../session/job-of.ts';

let folder: string;
let manager: RunManager;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'run-manager-'));
  manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
  await manager.prepare();
});

afterEach(async () => {
  await manager.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function run(job: Job, more: Partial<RunInput> = {}): Promise<RunRecord> {
  return (await start(job, more)).done;
}

function start(job: Job, more: Partial<RunInput> = {}) {
  return manager.start({
    job,
    templatePath: '/bundle/template.yaml',
    templateText: 'name: X',
    scope: { kind: 'job' },
    sessionRoot: path.join(folder, 'OpenJD'),
    ...more,
  });
}

interface StepText {
  readonly name: string;
  readonly script: string;
  readonly range?: string;
  readonly after?: string;
  readonly environment?: string;
}

/** A job whose steps append lines to `$OUT`, so that the order of everything can be seen. */
function steps(list: readonly StepText[], environment = ''): Job {
  const step = ({ name, script, range, after, environment: own }: StepText) => `
  - name: ${name}
    ${after === undefined ? '' : `dependencies: [{ dependsOn: ${after} }]`}
    ${range === undefined ? '' : `parameterSpace: { taskParameterDefinitions: [{ name: Frame, type: INT, range: "${range}" }] }`}
    ${own === undefined ? '' : `stepEnvironments: [${own}]`}
    script:
      actions: { onRun: { command: sh, args: ["{{Task.File.Run}}"] } }
      embeddedFiles:
        - name: Run
          type: TEXT
          data: |
${indent(script, 12)}`;
  return jobOf(`
specificationVersion: jobtemplate-2023-09
name: Steps
${environment}
steps:${list.map(step).join('')}
`);
}

const noting = (name: string) =>
  `{ name: ${name}, script: { actions: { onEnter: { command: sh, args: ["-c", "echo enter ${name} >> $OUT"] }, onExit: { command: sh, args: ["-c", "echo exit ${name} >> $OUT"] } } } }`;

const outFile = () => path.join(folder, 'out');
const out = () => fs.readFileSync(outFile(), 'utf8').trim().split('\n');
const env = () => ({ PATH: process.env.PATH ?? '', OUT: outFile() });

describe.each(KINDS)('a run by %s', (processKind) => {
  it('keeps records, states, logs and inputs', async () => {
    const job = steps([
      {
        name: 'Render',
        script: 'echo "frame {{Task.Param.Frame}}"; [ {{Task.Param.Frame}} -ne 3 ]',
        range: '1-4',
      },
    ]);
    const record = await run(job, { processKind, parameters: { A: 1 } });
    expect(record).toMatchObject({
      state: 'failed',
      name: 'Steps',
      processKind,
      message: 'A task of "Render" failed. It ended with exit code 1.',
      actionCount: 4,
      sessionDirectories: [],
      steps: [{ name: 'Render', total: '4', succeeded: 3, failed: 1, canceled: 0, running: 0 }],
    });
    expect(manager.taskStates(record.id, 'Render', 0n, 6)).toBe('ddfd--');
    const { actions, total } = manager.actions(record.id, 0, 10);
    expect(total).toBe(4);
    expect(actions[2]).toMatchObject({
      id: 3,
      label: 'Render · Frame=3',
      state: 'failed',
      exitCode: 1,
      taskIndex: '2',
      processKind,
      lastError: { text: 'frame 3' },
    });
    expect(actions[3]?.session).toBe(2);
    expect(actions[0]?.logLines).toBeGreaterThan(5);
    const log = await manager.readLog({ runId: record.id, actionId: 1 }, 0, 100);
    expect(log.complete).toBe(true);
    expect(log.text.split('\n')[log.kinds.indexOf('o')]).toBe('frame 1');
    expect(await manager.inputs(record.id)).toMatchObject({
      text: 'name: X',
      parameters: { A: 1 },
    });
    expect(manager.taskAction(record.id, 'Render', 2n)?.id).toBe(3);
    expect(
      (
        await manager.searchLog(
          { runId: record.id, actionId: 3 },
          { text: 'FRAME 3', matchCase: false, limit: 9 },
        )
      ).count,
    ).toBe(1);
  });
});

describe('the order of a run', () => {
  it('is that of dependencies, in one session where the environments are the same', async () => {
    const job = steps(
      [
        { name: 'Last', script: 'echo last >> $OUT', after: 'First' },
        { name: 'First', script: 'echo first {{Task.Param.Frame}} >> $OUT', range: '1-2' },
      ],
      `jobEnvironments: [${noting('Job')}]`,
    );
    expect((await run(job, { env: env() })).state).toBe('succeeded');
    expect(out()).toEqual(['enter Job', 'first 1', 'first 2', 'last', 'exit Job']);
  });

  it('opens a fresh session for a step with environments of its own', async () => {
    const job = steps(
      [
        { name: 'A', script: 'echo a >> $OUT' },
        { name: 'B', script: 'echo b >> $OUT', environment: noting('Own'), after: 'A' },
      ],
      `jobEnvironments: [${noting('Job')}]`,
    );
    await run(job, { env: env() });
    expect(out()).toEqual([
      'enter Job',
      'a',
      'exit Job',
      'enter Job',
      'enter Own',
      'b',
      'exit Own',
      'exit Job',
    ]);
  });

  it('runs nothing that depends on a step that failed', async () => {
    const job = steps([
      { name: 'A', script: 'exit 1' },
      { name: 'B', script: 'echo b >> $OUT', after: 'A' },
      { name: 'C', script: 'echo c >> $OUT' },
    ]);
    const record = await run(job, { env: env() });
    expect(record.state).toBe('failed');
    expect(out()).toEqual(['c']);
    expect(manager.taskStates(record.id, 'B', 0n, 1)).toBe('w');
  });

  /** Ends only where four are under way. */
  const TOGETHER = 'echo >> $OUT.begun; while [ $(wc -l < $OUT.begun) -lt 4 ]; do sleep 0.02; done';

  it('uses several sessions at once, each with its environments', async () => {
    const job = steps(
      [{ name: 'A', script: `${TOGETHER}; echo a >> $OUT`, range: '1-8' }],
      `jobEnvironments: [${noting('Job')}]`,
    );
    const record = await run(job, { env: env(), sessions: 4 });
    expect(record.state).toBe('succeeded');
    expect(out().filter((line) => line === 'enter Job')).toHaveLength(4);
    expect(out().filter((line) => line === 'a')).toHaveLength(8);
  });

  it('stops after more failures than allowed', async () => {
    const job = steps([{ name: 'A', script: 'exit 1', range: '1-9' }]);
    const record = await run(job, { maxFailures: 2 });
    expect(record.steps[0]).toMatchObject({ failed: 3, succeeded: 0 });
  });

  it('ends when an environment cannot be entered, and says which', async () => {
    const job = steps(
      [{ name: 'A', script: 'echo a >> $OUT' }],
      'jobEnvironments: [{ name: Broken, script: { actions: { onEnter: { command: "false" } } } }]',
    );
    const record = await run(job, { env: env(), sessions: 2 });
    expect(record).toMatchObject({
      state: 'failed',
      message: 'The environment "Broken" could not be entered. It ended with exit code 1.',
    });
    expect(fs.existsSync(outFile())).toBe(false);
  });
});

describe('scopes', () => {
  const job = () =>
    steps([
      { name: 'A', script: 'echo a{{Task.Param.Frame}} >> $OUT', range: '1-9' },
      { name: 'B', script: 'echo b{{Task.Param.Frame}} >> $OUT', range: '1-2', after: 'A' },
    ]);
  it.each<[RunScope, string]>([
    [{ kind: 'scout' }, 'a1 a5 a9'],
    [{ kind: 'scout', step: 'B' }, 'b1 b2'],
    [{ kind: 'tasks', step: 'A', indices: ['7', '1'] }, 'a8 a2'],
    [{ kind: 'step', step: 'B', withDependencies: false }, 'b1 b2'],
    [{ kind: 'step', step: 'B', withDependencies: true }, 'a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2'],
  ])('%j', async (scope, expected) => {
    expect((await run(job(), { scope, env: env() })).state).toBe('succeeded');
    expect(out().join(' ')).toBe(expected);
  });

  it('runs what failed again, in fresh sessions', async () => {
    const flaky = steps([
      {
        name: 'A',
        script:
          '[ -e $OUT.ok ] || [ {{Task.Param.Frame}} -ne 2 ] || exit 1; echo a{{Task.Param.Frame}} >> $OUT',
        range: '1-3',
      },
      { name: 'B', script: 'echo b >> $OUT', after: 'A' },
    ]);
    const first = await run(flaky, { env: env() });
    expect(first.state).toBe('failed');
    fs.writeFileSync(`${outFile()}.ok`, '');
    const again = await run(flaky, { env: env(), scope: { kind: 'failed', runId: first.id } });
    expect(again.state).toBe('succeeded');
    expect(out()).toEqual(['a1', 'a3', 'a2', 'b']);
  });

  it('refuses tasks that do not exist', async () => {
    await expect(
      start(job(), { scope: { kind: 'tasks', step: 'A', indices: ['9'] } }),
    ).rejects.toThrow('The step "A" has no task 9; its tasks are 0 to 8.');
  });
});

describe('stopping', () => {
  const job = () =>
    steps(
      [{ name: 'A', script: 'echo begin >> $OUT; sleep 0.5; echo end >> $OUT', range: '1-5' }],
      `jobEnvironments: [${noting('Job')}]`,
    );
  const begun = () => until(() => fs.existsSync(outFile()) && out().includes('begin'), 'it runs');

  it('after the running tasks lets them end', async () => {
    const handle = await start(job(), { env: env() });
    await begun();
    manager.stop(handle.id, 'after-running');
    expect((await handle.done).state).toBe('canceled');
    expect(out()).toEqual(['enter Job', 'begin', 'end', 'exit Job']);
  });

  it('now cancels them and still exits', async () => {
    const handle = await start(job(), { env: env() });
    await begun();
    manager.stop(handle.id, 'now');
    const record = await handle.done;
    expect(record).toMatchObject({ state: 'canceled', message: 'It was stopped.' });
    expect(record.steps[0]).toMatchObject({ canceled: 1, succeeded: 0 });
    expect(out()).toEqual(['enter Job', 'begin', 'exit Job']);
    expect(manager.taskStates(record.id, 'A', 0n, 5)).toBe('cwwww');
  });

  it('by killing ends the running tree at once and still exits', async () => {
    const stubborn = steps(
      [
        {
          name: 'A',
          script:
            "trap '' TERM; (setsid sleep 300 &); echo begin >> $OUT; while :; do sleep 0.05; done",
        },
      ],
      `jobEnvironments: [${noting('Job')}]`,
    );
    const handle = await start(stubborn, { env: env() });
    await begun();
    const at = performance.now();
    manager.stop(handle.id, 'kill');
    expect((await handle.done).state).toBe('canceled');
    expect(performance.now() - at).toBeLessThan(20_000);
    expect(out()).toEqual(['enter Job', 'begin', 'exit Job']);
    expect(await findTree({ mark: `${HOST_MARK}.` })).toEqual([]);
    expect(fs.readdirSync(path.join(folder, 'OpenJD'))).toEqual([]);
  });

  it('by killing again ends the exit that runs then, and the next one still runs', async () => {
    const hanging = noting('Hang').replace('echo exit Hang >> $OUT', 'echo hang >> $OUT; sleep 60');
    const handle = await start(
      steps(
        [{ name: 'A', script: 'echo begin >> $OUT; sleep 60' }],
        `jobEnvironments: [${noting('Outer')}, ${hanging}]`,
      ),
      { env: env() },
    );
    await begun();
    manager.stop(handle.id, 'now');
    await until(() => out().includes('hang'), 'the exit runs');
    manager.stop(handle.id, 'kill');
    expect((await handle.done).state).toBe('canceled');
    expect(out()).toEqual(['enter Outer', 'enter Hang', 'begin', 'hang', 'exit Outer']);
  });

  it.each(['after-running', 'now', 'kill'] as const)(
    '%s begins no task when it comes just before one',
    async (mode) => {
      const handle = await start(job(), {
        env: env(),
        onSessionEvent: (_session, event) => {
          if (event.type === 'action-ended' && event.actionId === 1) manager.stop(handle.id, mode);
        },
      });
      expect((await handle.done).state).toBe('canceled');
      expect(out()).toEqual(['enter Job', 'exit Job']);
    },
  );

  it('ends an exit that hangs when the application closes', async () => {
    const hanging = noting('Hang').replace('echo exit Hang >> $OUT', 'echo hang >> $OUT; sleep 60');
    await start(
      steps(
        [{ name: 'A', script: 'echo begin >> $OUT; sleep 60' }],
        `jobEnvironments: [${noting('Outer')}, ${hanging}]`,
      ),
      { env: env() },
    );
    await begun();
    const at = performance.now();
    await manager.close({ exitSeconds: 0.5 });
    expect(performance.now() - at).toBeLessThan(5000);
    expect(out()).toEqual(['enter Outer', 'enter Hang', 'begin', 'hang']);
    expect(await findTree({ mark: `${HOST_MARK}.` })).toEqual([]);
    manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
  });
});

describe('the history', () => {
  it('is there after a restart, and a damaged one is set aside', async () => {
    const record = await run(steps([{ name: 'A', script: 'echo hello' }]));
    await manager.close();
    manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
    expect(manager.list({ limit: 10 })).toEqual([record]);
    await manager.close();
    const file = path.join(folder, 'history', 'history.db');
    fs.writeFileSync(file, 'not a database at all'.repeat(100));
    manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
    expect(manager.list({ limit: 10 })).toEqual([]);
    expect(manager.store.history.problem).toMatch(
      /was damaged .* and is now .*history\.db\.damaged-/,
    );
    expect((await run(steps([{ name: 'A', script: 'echo hello' }]))).state).toBe('succeeded');
  });

  it('holds nothing that an action declared a secret', async () => {
    const job = jobOf(`
specificationVersion: jobtemplate-2023-09
extensions: [REDACTED_ENV_VARS]
name: Secret
jobEnvironments:
  - name: Login
    script: { actions: { onEnter: { command: sh, args: ["-c", 'echo "openjd_redacted_env: TOKEN=$SECRET"'] } } }
steps:
  - name: Tell
    script:
      actions:
        onRun: { command: sh, args: ["-c", 'echo $TOKEN; seq 1 20000; echo "openjd_status: with $TOKEN"; echo "openjd_fail: for $TOKEN"; echo $TOKEN >&2; exit 1'] }
`);
    const secret = `very-${'secret'}-${process.pid}`;
    const record = await run(job, { env: { ...env(), SECRET: secret } });
    expect(record.state).toBe('failed');
    const [, action] = manager.actions(record.id, 0, 2).actions;
    expect(action).toMatchObject({ failMessage: 'for ********', statusMessage: 'with ********' });
    await manager.close();
    const files = fs.readdirSync(path.join(folder, 'history'), {
      recursive: true,
      encoding: 'utf8',
    });
    const kept = files
      .map((name) => path.join(folder, 'history', name))
      .filter((name) => fs.statSync(name).isFile());
    expect(kept.length).toBeGreaterThan(3);
    for (const name of kept)
      expect(fs.readFileSync(name, 'latin1').includes(secret), name).toBe(false);
    manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
  });

  it('keeps within its size, the oldest going first', async () => {
    await manager.close();
    manager = new RunManager({
      store: new RunStore(path.join(folder, 'small'), { sizeLimit: 150_000 }),
    });
    const job = steps([{ name: 'A', script: 'seq 1 12000' }]);
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) {
      ids.push((await run(job)).id);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until(() => manager.list({ limit: 10 }).length === 2, 'two are left');
    expect(manager.list({ limit: 10 }).map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  });
});
