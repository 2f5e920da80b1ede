import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive, ptyAvailability, startTimeOf } from '../../../../src/main/process/index.ts';

it.skipIf(!ptyAvailability().available)(
  'does not outlive a host that is killed, nor does what was started in it',
  async () => {
    const host = spawn(process.execPath, [
      '--no-warnings',
      join(import.meta.dirname, 'terminal-host.ts'),
    ]);
    let output = '';
    host.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const pid = (name: string) => Number(new RegExp(`${name}=(\\d+)[.\\s]`).exec(output)?.[1] ?? 0);
    await expect.poll(() => pid('sleeper'), { timeout: 10_000 }).toBeGreaterThan(0);
    const started = [pid('shell'), pid('sleeper')].map((one) => ({
      pid: one,
      startTime: startTimeOf(one),
    }));
    expect(started.map((one) => isAlive(one))).toEqual([true, true]);
    host.kill('SIGKILL');
    await expect
      .poll(() => started.map((one) => isAlive(one)), { timeout: 10_000 })
      .toEqual([false, false]);
  },
);
