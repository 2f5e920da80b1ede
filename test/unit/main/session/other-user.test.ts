import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  findTree,
  parseSessionUser,
  sessionMark,
  sessionUserProblem,
} from '../../../../src/main/process/index.ts';
import { Session, type SessionEvent } from '../../../../src/main/session/index.ts';
import { until } from '../process/helpers.ts';
import { jobOf, shellJob } from './job-of.ts';

/** Users are added to the machine for these tests and removed after them, which needs root. */
const missing =
  process.getuid?.() !== 0
    ? 'the tests do not run as root'
    : ['/usr/bin/sudo', '/usr/sbin/useradd'].find((program) => !fs.existsSync(program));
const skipReason =
  process.env.JOBWRIGHT_SYSTEM_TESTS === '0' ? 'JOBWRIGHT_SYSTEM_TESTS is 0' : missing;

const HOST = `jwhost${process.pid}`;
const USER = `jwacts${process.pid}`;
const GROUP = `jwboth${process.pid}`;
const RULE = `/etc/sudoers.d/jobwright-test-${process.pid}`;
const CLI = fileURLToPath(new URL('../../../../src/main/hosts/cli/main.ts', import.meta.url));

describe.skipIf(skipReason)(
  `a session as another user${skipReason === undefined ? '' : ` (skipped: ${skipReason})`}`,
  () => {
    let root: string;
    const sessions: Session[] = [];

    beforeAll(() => {
      execFileSync('groupadd', ['-f', GROUP]);
      for (const name of [HOST, USER]) execFileSync('useradd', ['-m', '-G', GROUP, name]);
      fs.writeFileSync(RULE, `${HOST} ALL=(${USER}:ALL) NOPASSWD: ALL\n`, { mode: 0o440 });
      root = fs.mkdtempSync(path.join(os.tmpdir(), 'other-user-'));
      fs.chmodSync(root, 0o755);
    });

    afterEach(async () => {
      for (const session of sessions.splice(0)) await session.close();
    });

    afterAll(() => {
      fs.rmSync(RULE, { force: true });
      for (const name of [HOST, USER]) {
        spawnSync('pkill', ['-KILL', '-u', name]);
        execFileSync('userdel', ['-r', '-f', name], { stdio: 'ignore' });
      }
      execFileSync('groupdel', [GROUP]);
      fs.rmSync(root, { recursive: true, force: true });
    });

    async function open(job: ReturnType<typeof shellJob>) {
      const events: SessionEvent[] = [];
      const session = await Session.open({
        job,
        id: 'other',
        sessionRoot: root,
        user: parseSessionUser(`${USER}:${GROUP}`),
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

    /** The command line as the host user, who is not root. */
    function asHost(template: string, user: string, as = HOST) {
      const file = path.join(root, `t${Math.random()}.yaml`);
      fs.writeFileSync(file, template, { mode: 0o644 });
      const child = spawn(
        'sudo',
        ['-n', '-u', as, '-H', process.execPath, CLI, 'run', file, '--user', user, '--pty'],
        { cwd: '/', detached: true },
      );
      const printed = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk) => {
        printed.stdout += chunk;
      });
      child.stderr.on('data', (chunk) => {
        printed.stderr += chunk;
      });
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      return { child, printed, ended };
    }

    /** Those that run: one that is dead may still wait to be asked for its exit code. */
    const processesOf = (name: string) =>
      spawnSync('ps', ['-u', name, '-o', 'stat=,args='], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter((line) => line !== '' && !line.startsWith('Z'));

    const pidOf = (name: string, what: string) =>
      Number(
        execFileSync('pgrep', ['-u', name, '-o', '-f', what], { encoding: 'utf8' }).split('\n')[0],
      );

    it('works for a host user who is not root: files, signals, exits, cleanup', async () => {
      const secret = path.join(root, 'private');
      fs.writeFileSync(secret, 'of the host');
      fs.chownSync(secret, Number(execFileSync('id', ['-u', HOST], { encoding: 'utf8' })), -1);
      fs.chmodSync(secret, 0o600);
      const { child, printed, ended } = asHost(
        `specificationVersion: jobtemplate-2023-09
name: Another
jobEnvironments:
- name: Env
  script:
    actions:
      onEnter: { command: sh, args: [-c, "(setsid sleep 333 &); echo openjd_env: HELLO=there"] }
      onExit: { command: sh, args: [-c, "echo exit as $(id -un)"] }
steps:
- name: S
  script:
    actions:
      onRun:
        command: sh
        args: [-c, "trap 'echo asked' TERM; pwd; echo run as $(id -un) $HELLO; cat ${secret} || echo no access; test -t 1 || echo by pipe; umask 077; mkdir deep; touch deep/mine; mkdir deep/locked; chmod 500 deep/locked deep; (setsid sleep 334 &); echo READY; while :; do sleep 0.05; done"]
        cancelation: { mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: 1 }
`,
        `${USER}:${GROUP}`,
      );
      await until(() => printed.stdout.includes('READY\n') || child.exitCode !== null, 'it runs');
      const { pid = 0 } = child;
      // Ctrl-C: to the whole group, as from a terminal.
      process.kill(-pid, 'SIGINT');
      expect(await ended, printed.stdout + printed.stderr).toBe(1);
      const lines = printed.stdout.split('\n').map((line) => line.split('\t').at(-1));
      expect(lines).toEqual(
        expect.arrayContaining([
          `run as ${USER} there`,
          'no access',
          'by pipe',
          'Actions of another user have no terminal.',
          'asked',
          `exit as ${USER}`,
        ]),
      );
      const directory = lines.find((line) => line?.startsWith('/') && line.includes('OpenJD'));
      expect(directory).toBeDefined();
      expect(fs.existsSync(directory ?? '/')).toBe(false);
      expect(processesOf(USER)).toEqual([]);
    });

    it('leaves nothing running when the host is killed', async () => {
      const { printed, ended } = asHost(
        `specificationVersion: jobtemplate-2023-09
name: Killed
steps:
- name: S
  script: { actions: { onRun: { command: sh, args: [-c, "(setsid sh -c 'sleep 335 & sleep 336' &); echo READY; sleep 337"] } } }
`,
        `${USER}:${GROUP}`,
      );
      await until(() => printed.stdout.includes('READY\n'), 'it runs');
      expect(processesOf(USER).length).toBeGreaterThan(3);
      const at = performance.now();
      process.kill(pidOf(HOST, 'hosts/cli/main.ts'), 'SIGKILL');
      await ended;
      await until(() => processesOf(USER).length === 0, 'all are gone');
      expect(performance.now() - at).toBeLessThan(5000);
    });

    it('refuses clearly where there is no rule for it', async () => {
      // The other way round there is none.
      const { printed, ended } = asHost(
        'specificationVersion: jobtemplate-2023-09\nname: X\nsteps: [{ name: S, script: { actions: { onRun: { command: "true" } } } }]\n',
        `${HOST}:${GROUP}`,
        USER,
      );
      expect(await ended).toBe(1);
      expect(printed.stderr).toContain(`Actions cannot run as "${HOST}": sudo: `);
      expect(printed.stderr).toContain(`${USER} ALL=(${HOST}) NOPASSWD: ALL`);
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
        Session.open({ job, sessionRoot: root, user: { user: USER, group: GROUP } }),
      ).rejects.toThrow(`Actions cannot run as "${USER}": sudo: a password is required.`);
      expect(await sessionUserProblem(`${USER}:${GROUP}`)).toMatch(
        `Actions cannot run as "${USER}": sudo: a password is required. It needs sudo without`,
      );
      process.env.PATH = before ?? '';
      expect(await sessionUserProblem(`${USER}:${GROUP}`)).toBeUndefined();
    });
  },
);

it('knows users and groups of this machine', () => {
  expect(parseSessionUser('root')).toEqual({ user: 'root', group: 'root' });
  expect(() => parseSessionUser('no-such-user')).toThrow('There is no user "no-such-user"');
  expect(() => parseSessionUser('root:no-such')).toThrow('There is no group "no-such"');
});
