import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTree, parseSessionUser, sessionMark } from '../../../../src/main/process/index.ts';
import { Session, type SessionEvent } from '../../../../src/main/session/index.ts';
import { until } from '../process/helpers.ts';
import { jobOf, shellJob } from './job-of.ts';

/** Adding users and sudo rules changes the machine, so only where that was asked for. */
const allowed =
  (process.env.CI === 'true' || process.env.JOBWRIGHT_SYSTEM_TESTS === '1') &&
  process.getuid?.() === 0 &&
  fs.existsSync('/usr/bin/sudo');

const HOST = 'jwhost';
const USER = 'jwactions';

describe.skipIf(!allowed)(
  'a session as another user (needs root, sudo and JOBWRIGHT_SYSTEM_TESTS=1)',
  () => {
    let root: string;
    const sessions: Session[] = [];

    beforeAll(() => {
      execFileSync('groupadd', ['-f', 'jwshared']);
      for (const name of [HOST, USER]) execFileSync('useradd', ['-m', '-G', 'jwshared', name]);
      fs.writeFileSync(
        '/etc/sudoers.d/jobwright-test',
        `${HOST} ALL=(${USER}:ALL) NOPASSWD: ALL\n`,
        { mode: 0o440 },
      );
      root = fs.mkdtempSync(path.join(os.tmpdir(), 'other-user-'));
      fs.chmodSync(root, 0o755);
    });

    afterAll(async () => {
      for (const session of sessions) await session.close();
      fs.rmSync('/etc/sudoers.d/jobwright-test', { force: true });
      for (const name of [HOST, USER]) execFileSync('userdel', ['-r', name], { stdio: 'ignore' });
      execFileSync('groupdel', ['jwshared']);
      fs.rmSync(root, { recursive: true, force: true });
    });

    async function open(job: ReturnType<typeof shellJob>) {
      const events: SessionEvent[] = [];
      const session = await Session.open({
        job,
        id: 'other',
        sessionRoot: root,
        user: parseSessionUser(`${USER}:jwshared`),
        onEvent: (event) => events.push(event),
      });
      sessions.push(session);
      const output = () =>
        events.flatMap((event) =>
          event.type === 'log' && 'od'.includes(event.kind) ? event.text.split('\n') : [],
        );
      const run = () => {
        const step = job.steps[0];
        if (step === undefined) throw new Error();
        return session.runTask(step, step.space.at(0));
      };
      return { session, output, run };
    }

    it('runs, shares the folder, and cleans up files of that user', async () => {
      const { session, output, run } = await open(
        shellJob(
          'id -un; echo $HOME; echo "it\'s" > made; mkdir -m 700 locked; touch locked/x; chmod 500 locked; exit 3',
        ),
      );
      expect(fs.statSync(session.directory).mode & 0o7777).toBe(0o2770);
      expect(await run()).toMatchObject({ state: 'FAILED', exitCode: 3 });
      expect(output()).toEqual([USER, `/home/${USER}`]);
      const { uid } = fs.statSync(path.join(session.directory, 'made'));
      expect(uid).not.toBe(0);
      await session.close();
      expect(fs.existsSync(session.directory)).toBe(false);
    });

    it('notifies, terminates the tree and leaves nothing', async () => {
      const job = shellJob(
        "(setsid sleep 300 &); trap 'echo term' TERM; echo ready; while :; do sleep 0.05; done",
        {
          action: 'cancelation: { mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: 1 }',
        },
      );
      const { session, output, run } = await open(job);
      const running = run();
      await until(() => output().includes('ready'));
      const begun = performance.now();
      session.cancel();
      expect((await running).state).toBe('CANCELED');
      expect(performance.now() - begun).toBeGreaterThan(900);
      expect(output()).toEqual(['ready', 'term']);
      expect(await findTree({ mark: sessionMark(session.id) })).toEqual([]);
    });

    it('keeps a flood whole and ends daemons with the session', async () => {
      const { session, output, run } = await open(shellJob('(setsid sleep 301 &); seq 1 100000'));
      expect((await run()).state).toBe('SUCCESS');
      expect(output()).toHaveLength(100_000);
      await sleep(50);
      expect((await findTree({ mark: sessionMark(session.id) })).length).toBe(1);
      await session.close();
      expect(await findTree({ mark: sessionMark(session.id) })).toEqual([]);
    });

    it('says what sudo needs', async () => {
      const job = jobOf(`
specificationVersion: jobtemplate-2023-09
name: X
steps: [{ name: S, script: { actions: { onRun: { command: "true" } } } }]
`);
      const before = process.env.PATH;
      const bin = fs.mkdtempSync(path.join(root, 'bin-'));
      fs.writeFileSync(
        path.join(bin, 'sudo'),
        '#!/bin/sh\necho "sudo: a password is required" >&2; exit 1\n',
        { mode: 0o755 },
      );
      process.env.PATH = `${bin}:${before}`;
      await expect(
        Session.open({ job, sessionRoot: root, user: { user: USER, group: 'jwshared' } }),
      ).rejects.toThrow(`Actions cannot run as "${USER}": sudo: a password is required.`);
      process.env.PATH = before ?? '';
    });
  },
);

it('knows users and groups of this machine', () => {
  expect(parseSessionUser('root')).toEqual({ user: 'root', group: 'root' });
  expect(() => parseSessionUser('no-such-user')).toThrow('There is no user "no-such-user"');
  expect(() => parseSessionUser('root:no-such')).toThrow('There is no group "no-such"');
});
