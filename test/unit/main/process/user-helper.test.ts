import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  killTree,
  type ProcessOptions,
  sessionMark,
  UserHelper,
} from '../../../../src/main/process/index.ts';

/** A `sudo` that changes nobody into anybody: what is tested is what becomes of its end. */
const SUDO = `#!/bin/sh
while [ "$1" != -- ]; do shift; done
shift
exec "$@"
`;

const { PATH = '' } = process.env;
const MARK = sessionMark('helper');
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'user-helper-'));
  fs.mkdirSync(path.join(folder, 'session'));
  fs.writeFileSync(path.join(folder, 'sudo'), SUDO, { mode: 0o755 });
  process.env.PATH = `${folder}:${PATH}`;
});

afterEach(async () => {
  process.env.PATH = PATH;
  await killTree({ mark: MARK });
  fs.rmSync(folder, { recursive: true, force: true });
});

const start = () =>
  UserHelper.start({
    user: { user: 'somebody', group: 'some' },
    gid: process.getgid?.() ?? 0,
    folder: path.join(folder, 'session'),
    sessionMark: MARK,
  });

function shell(script: string, onOutput = (_: Buffer) => {}): ProcessOptions {
  return {
    kind: 'pipe',
    command: '/bin/sh',
    args: ['-c', script],
    cwd: folder,
    env: { PATH },
    mark: `${MARK}1.`,
    onOutput,
  };
}

describe.skipIf(process.platform !== 'linux')('the helper of another user', () => {
  it('that is gone leaves nobody waiting: not what runs, and not what is started then', async () => {
    const helper = await start();
    const first = await helper.run(shell('sleep 300'));
    if (!first.ok) throw new Error(first.failure.message);
    // A subshell of the helper waits for each process that it runs.
    const helperPid = parentOf(parentOf(first.process.pid));
    process.kill(helperPid, 'SIGKILL');
    expect(await first.process.exited).toMatchObject({ signal: 'SIGKILL' });
    const second = await helper.run(shell('echo never'));
    expect(second).toMatchObject({
      ok: false,
      failure: { message: 'The process of the user "somebody" could not be started.' },
    });
    await helper.close(true);
  });

  it('is closed although something still holds its output open', async () => {
    const helper = await start();
    const started = await helper.run(
      shell('env -u JOBWRIGHT_MARK setsid sleep 300 & echo $! > pid; echo done'),
    );
    if (!started.ok) throw new Error(started.failure.message);
    expect(await started.process.finished).toEqual({ exitCode: 0, signal: null });
    await helper.close(true);
    process.kill(Number(fs.readFileSync(path.join(folder, 'pid'), 'utf8')), 'SIGKILL');
  });

  it('that says it is ready and ends is an error, not a wait without end', async () => {
    fs.writeFileSync(path.join(folder, 'sudo'), '#!/bin/sh\necho ready >&2\nsleep 0.1\n');
    await expect(start()).rejects.toThrow('Actions cannot run as "somebody": ready.');
  });
});

function parentOf(pid: number): number {
  const text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
}
