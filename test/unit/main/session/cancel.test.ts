import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionMark } from '../../../../src/main/process/index.ts';
import { KINDS, survivors, until } from '../process/helpers.ts';
import { jobOf, shellJob } from './job-of.ts';
import { openSession } from './open-session.ts';

const notify = (seconds: number) =>
  `cancelation: { mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: ${seconds} }`;
const STUBBORN = `trap 'echo got TERM' TERM; echo ready; while :; do sleep 0.05; done`;

const readCancelInfo = (directory: string) =>
  JSON.parse(fs.readFileSync(path.join(directory, 'cancel_info.json'), 'utf8')) as {
    NotifyEnd: string;
  };

/** Not before its time, and not by another period: what a loaded machine adds says nothing. */
function expectAfter(took: number, declared: number): void {
  expect(took).toBeGreaterThan(declared - 100);
  expect(took).toBeLessThan(declared + 8000);
}

describe.each(KINDS)('cancelation by %s', (processKind) => {
  it('waits the declared period, with the file, the countdown and the end of the whole tree (fault 1)', async () => {
    const job = shellJob(`(setsid sleep 300 &); ${STUBBORN}`, { action: notify(2) });
    const { session, run, output, changes } = await openSession(job, { processKind });
    const running = run();
    await until(() => output().includes('ready'));
    const begun = Date.now();
    session.cancel();
    await until(() => output().includes('got TERM'));
    const end = changes(1).notifyEndsAt ?? 0;
    expectAfter(end - begun, 2000);
    expect(readCancelInfo(session.directory).NotifyEnd).toBe(
      `${new Date(end).toISOString().slice(0, 19)}Z`,
    );
    expect(await running).toMatchObject({ state: 'CANCELED', signal: 'SIGKILL' });
    expectAfter(Date.now() - begun, 2000);
    expect(await survivors(actionMark(session.id, 1))).toBe(0);
  });

  it('ends early when the process does', async () => {
    const job = shellJob("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.02; done", {
      action: notify(60),
    });
    const { session, run, output } = await openSession(job, { processKind });
    const running = run();
    await until(() => output().includes('ready'));
    const begun = performance.now();
    session.cancel();
    expect(await running).toMatchObject({ state: 'CANCELED', exitCode: 0 });
    expectAfter(performance.now() - begun, 0);
    expect(output()).toEqual(['ready', 'bye']);
  });

  it('terminates at once where nothing else is declared', async () => {
    const { session, run, output } = await openSession(shellJob(STUBBORN), { processKind });
    const running = run();
    await until(() => output().includes('ready'));
    const begun = performance.now();
    session.cancel();
    expect(await running).toMatchObject({ state: 'CANCELED', signal: 'SIGKILL' });
    expectAfter(performance.now() - begun, 0);
    expect(output()).toEqual(['ready']);
  });
});

it.skipIf(process.env.JOBWRIGHT_LONG === undefined)(
  'honours a grace of 20 s',
  { timeout: 40_000 },
  async () => {
    const { session, run, output } = await openSession(shellJob(STUBBORN, { action: notify(20) }));
    const running = run();
    await until(() => output().includes('ready'));
    const begun = Date.now();
    session.cancel();
    expect((await running).state).toBe('CANCELED');
    expectAfter(Date.now() - begun, 20_000);
  },
);

it('notifies again, renews the file and never lengthens the period (fault 7)', async () => {
  const { session, run, output } = await openSession(shellJob(STUBBORN, { action: notify(30) }));
  const running = run();
  await until(() => output().includes('ready'));
  const begun = Date.now();
  session.cancel();
  await until(() => output().length === 2);
  const first = readCancelInfo(session.directory).NotifyEnd;
  session.notifyAgain(1);
  await until(() => output().length === 3);
  expect(output()).toEqual(['ready', 'got TERM', 'got TERM']);
  const second = readCancelInfo(session.directory).NotifyEnd;
  expect(Date.parse(first) - Date.parse(second)).toBeGreaterThan(25_000);
  expect((await running).state).toBe('CANCELED');
  expect(Date.now() - begun).toBeLessThan(20_000);
});

it('kills a notified action at once when that is urgent', async () => {
  const { session, run, output } = await openSession(shellJob(STUBBORN, { action: notify(30) }));
  const running = run();
  await until(() => output().includes('ready'));
  session.cancel();
  await until(() => output().length === 2);
  session.cancel({ urgent: true });
  expect((await running).state).toBe('CANCELED');
});

it('uses the action’s own method when it times out (fault 6)', async () => {
  const job = shellJob("trap 'echo saved; exit 0' TERM; echo ready; while :; do sleep 0.02; done", {
    action: `timeout: 1\n          ${notify(20)}`,
  });
  const { run, output, changes } = await openSession(job);
  const result = await run();
  expect(result).toMatchObject({
    state: 'TIMEOUT',
    exitCode: 0,
    reason: 'It did not end within its timeout of 1 s.',
  });
  expect(output()).toEqual(['ready', 'saved']);
  expect(changes(1).timeoutAt).toBeDefined();
});

it('disarms the delayed kill when the process is gone', async () => {
  const job = shellJob("trap 'exit 0' TERM; echo ready; while :; do sleep 0.02; done", {
    action: notify(1),
  });
  const { session, run, output, events } = await openSession(job);
  const running = run();
  await until(() => output().includes('ready'));
  session.cancel();
  await running;
  const before = events.length;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(events.length).toBe(before);
});

const WITH_EXITS = (exit: string) =>
  jobOf(`
specificationVersion: jobtemplate-2023-09
name: Exits
jobEnvironments:
  - name: Outer
    script:
      actions:
        onEnter: { command: "true" }
        onExit: { command: sh, args: ["-c", "echo outer onExit"] }
  - name: Inner
    script:
      actions:
        onEnter: { command: "true" }
        onExit: { command: sh, args: ["-c", "${exit}"] }
steps:
  - name: S
    script: { actions: { onRun: { command: sh, args: ["-c", "echo ready; exec sleep 30"] } } }
`);

it('runs every onExit after a cancelation (fault 2)', async () => {
  const job = WITH_EXITS('echo inner onExit');
  const { session, run, output } = await openSession(job);
  for (const environment of job.environments) await session.enterEnvironment(environment);
  const running = run();
  await until(() => output().includes('ready'));
  session.cancel();
  expect((await running).state).toBe('CANCELED');
  expect((await session.exitAll()).map((result) => result.state)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(output()).toEqual(['ready', 'inner onExit', 'outer onExit']);
});

it('cancels an onExit by a second request, and the others still run', async () => {
  const job = WITH_EXITS('echo leaving; exec sleep 30');
  const controller = new AbortController();
  const { session, run, output } = await openSession(job, { signal: controller.signal });
  for (const environment of job.environments) await session.enterEnvironment(environment);
  const running = run();
  await until(() => output().includes('ready'));
  controller.abort();
  await running;
  const exits = session.exitAll();
  await until(() => output().includes('leaving'));
  session.cancel();
  expect((await exits).map((result) => result.state)).toEqual(['CANCELED', 'SUCCESS']);
  expect(output()).toEqual(['ready', 'leaving', 'outer onExit']);
});

it('writes through no link that an action has put in the place of the file', async () => {
  const outside = path.join(os.tmpdir(), `jobwright-outside-${process.pid}`);
  fs.writeFileSync(outside, 'untouched');
  const links = `ln -s ${outside} cancel_info.json; ln -s ${outside} cancel_info.json.${process.pid}`;
  const { session, run, output } = await openSession(
    shellJob(`${links}; ${STUBBORN}`, { action: notify(1) }),
  );
  const running = run();
  await until(() => output().includes('ready'));
  session.cancel();
  await until(() => output().includes('got TERM'));
  expect(readCancelInfo(session.directory).NotifyEnd).toMatch(/Z$/);
  expect((await running).state).toBe('CANCELED');
  expect(fs.readFileSync(outside, 'utf8')).toBe('untouched');
  fs.rmSync(outside);
});
