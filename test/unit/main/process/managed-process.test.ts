import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  findLeftovers,
  isAlive,
  killTree,
  signalProcess,
  startProcess,
} from '../../../../src/main/process/index.ts';
import { KINDS, startShell, survivors, until } from './helpers.ts';

const LONG = process.env.JOBWRIGHT_LONG !== undefined;

describe.each(KINDS)('a process by %s', (kind) => {
  it('gives its output in order and its exit code', async () => {
    const { process: child, text } = await startShell('echo a; echo b >&2; printf c; exit 3', kind);
    expect(await child.finished).toEqual({ exitCode: 3, signal: null });
    expect(text()).toBe('a\nb\nc');
    expect(child.kind).toBe(kind);
    child.release();
  });

  it('reports the signal it died of', async () => {
    const { process: child } = await startShell('kill -USR1 $$', kind);
    expect(await child.finished).toEqual({ exitCode: null, signal: 'SIGUSR1' });
    child.release();
  });

  it('has an empty standard input', async () => {
    const { process: child, text } = await startShell('cat; echo end', kind);
    await child.finished;
    expect(text()).toBe('end\n');
    child.release();
  });

  it('can open its outputs again by name', async () => {
    const { process: child, text } = await startShell('echo x | tee /dev/stderr >/dev/null', kind);
    await child.finished;
    expect(text()).toBe('x\n');
    child.release();
  });

  it('keeps every byte of output that is followed by an immediate exit', async () => {
    const runs = LONG ? 1000 : 100;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tail-'));
    for (let run = 0; run < runs; run++) {
      const size = run % 10 === 9 ? 1_000_000 : 4096 + ((run * 7919) % 60_000);
      const line = `${String(run).padStart(7, '.')}\n`;
      const file = path.join(folder, 'data');
      fs.writeFileSync(file, line.repeat(size / 8));
      const { process: child, chunks } = await startShell(`exec cat ${file}`, kind);
      await child.finished;
      const expected = (kind === 'pty' ? 9 : 8) * Math.floor(size / 8);
      expect(chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(expected);
      child.release();
    }
    fs.rmSync(folder, { recursive: true });
  });

  it('is over when it exits although a grandchild holds its output (fault 3)', async () => {
    const begun = performance.now();
    const { process: child, text } = await startShell('(sleep 60 &); echo done', kind);
    await child.finished;
    expect(performance.now() - begun).toBeLessThan(25_000);
    expect(text()).toBe('done\n');
    expect(await survivors(child.mark)).toBe(1);
    await child.killTree();
    expect(await survivors(child.mark)).toBe(0);
    child.release();
  });

  it('is left to work after it has closed its output (fault 4)', async () => {
    const { process: child } = await startShell('exec >&- 2>&-; sleep 0.4; exit 7', kind);
    expect((await child.finished).exitCode).toBe(7);
    child.release();
  });

  it('lets what it left running write on without dying of it', async () => {
    const file = path.join(os.tmpdir(), `late-${process.pid}-${kind}`);
    const script = `(for i in 1 2 3 4 5; do sleep 0.05; echo late; done; echo ok > ${file}) & exit 0`;
    const { process: child, text } = await startShell(script, kind);
    await child.finished;
    await until(() => fs.existsSync(file), 'the daemon has written its file');
    expect(text()).toBe('');
    fs.rmSync(file);
    child.release();
  });

  it('ends own groups, setsid, double forks and an emptied environment', async () => {
    const { process: child } = await startShell(
      `set -m; sleep 61 & setsid sleep 62 & (setsid sh -c 'sleep 63 & sleep 64 &' &)
       env -i sleep 65 & sleep 66`,
      kind,
    );
    await until(async () => (await survivors(child.mark)) >= 7, 'all have started');
    await child.killTree();
    expect(await survivors(child.mark)).toBe(0);
    expect((await child.exited).signal).toBe('SIGKILL');
    child.release();
  });

  it('blocks while it is paused and goes on afterwards', async () => {
    const { process: child, chunks } = await startShell('seq 1 200000', kind);
    child.pause();
    let over = false;
    void child.finished.then(() => {
      over = true;
    });
    await sleep(150);
    const size = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    expect(over).toBe(false);
    expect(size()).toBeLessThan(300_000);
    child.resume();
    await child.finished;
    expect(size()).toBe(kind === 'pty' ? 1_488_895 : 1_288_895);
    child.release();
  });

  it('measures memory and CPU time of the tree', async () => {
    const { process: child } = await startShell(
      'sh -c "i=0; while [ \\$i -lt 300000 ]; do i=\\$((i+1)); done"',
      kind,
    );
    await child.finished;
    expect(child.usage().peakMemory).toBeGreaterThan(100_000);
    expect(child.usage().cpuTime).toBeGreaterThan(0.03);
    child.release();
  });
});

describe('what cannot be started', () => {
  const attempt = (command: string, more: Record<string, unknown> = {}) =>
    startProcess({
      kind: 'pipe',
      command,
      args: [],
      cwd: '/tmp',
      env: { PATH: '/usr/bin:/bin' },
      mark: 'x.',
      onOutput: () => {},
      ...more,
    });
  const failure = async (...a: Parameters<typeof attempt>) => {
    const result = await attempt(...a);
    return result.ok ? undefined : result.failure;
  };

  it('says what was searched', async () => {
    expect(await failure('no-such-command')).toEqual({
      error: 'not-found',
      message: 'The command "no-such-command" was not found; PATH was searched: /usr/bin:/bin.',
    });
    expect(await failure('/no/such')).toEqual({
      error: 'not-found',
      message: 'The command "/no/such" was not found.',
    });
  });

  it('tells a file that is not executable, a folder and a bad directory apart', async () => {
    expect((await failure('/etc/passwd'))?.message).toBe(
      'Cannot run "/etc/passwd": it is not executable, or access to it is denied.',
    );
    expect((await failure('/tmp'))?.message).toBe('Cannot run "/tmp": it is a folder.');
    expect(await failure('true', { cwd: '/no/such' })).toEqual({
      error: 'bad-directory',
      message: 'The working directory /no/such does not exist or is not a folder.',
    });
  });

  it('names a missing interpreter', async () => {
    const file = path.join(os.tmpdir(), `script-${process.pid}`);
    fs.writeFileSync(file, '#!/no/interpreter\n', { mode: 0o755 });
    expect((await failure(file))?.message).toBe(
      `Cannot run "${file}": its interpreter /no/interpreter was not found.`,
    );
    fs.rmSync(file);
  });

  it('refuses null characters and arguments without end', async () => {
    expect((await failure('true', { args: ['a\0b'] }))?.error).toBe('bad-argument');
    expect((await failure('true', { args: ['x'.repeat(4_000_000)] }))?.error).toBe('too-long');
  });
});

it('never takes a later process for an earlier one', async () => {
  expect(isAlive({ pid: process.pid, startTime: '1' })).toBe(false);
  // It leads its own group and session, as one that was given the number of an action's process may.
  const { process: later } = await startShell('sleep 60 & wait');
  await until(async () => (await survivors(later.mark)) === 2, 'both have started');
  const earlier = { pid: later.pid, startTime: '1' };
  expect(signalProcess(earlier, 'SIGKILL')).toBe(false);
  expect(await killTree({ mark: 'none.', root: earlier, known: [earlier] })).toBe(0);
  expect(await findLeftovers({ mark: 'none.', root: earlier })).toEqual([]);
  expect(await survivors(later.mark)).toBe(2);
  await later.killTree();
  later.release();
});
