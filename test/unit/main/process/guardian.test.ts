import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { findTree } from '../../../../src/main/process/index.ts';
import { until } from './helpers.ts';

const HOST = `
import { startProcess, actionMark, HOST_MARK } from ${JSON.stringify(
  new URL('../../../../src/main/process/index.ts', import.meta.url).href,
)};
const script = '(setsid sh -c "sleep 300 & sleep 301" &) ; set -m; sleep 302 & (env -i sleep 303 &) ; sleep 304';
for (let i = 0; i < 4; i++) {
  await startProcess({ kind: i % 2 ? 'pty' : 'pipe', command: '/bin/sh', args: ['-c', script], cwd: '/tmp',
    env: { PATH: process.env.PATH }, mark: actionMark('s', i), onOutput() {} });
  console.log(HOST_MARK);
}
`;

it('leaves no process when the host is killed at any moment', { timeout: 120_000 }, async () => {
  const kills = process.env.JOBWRIGHT_LONG === undefined ? 10 : 100;
  for (let round = 0; round < kills; round++) {
    const host = spawn(process.execPath, ['--input-type=module', '-e', HOST], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let mark = '';
    host.stdout.on('data', (chunk: Buffer) => {
      mark ||= chunk.toString().split('\n')[0] ?? '';
    });
    await until(() => mark !== '', 'the host has begun');
    await sleep((round * 7) % 40);
    host.kill('SIGKILL');
    const killedAt = performance.now();
    await until(async () => (await findTree({ mark: `${mark}.` })).length === 0, 'all are gone');
    expect(performance.now() - killedAt).toBeLessThan(5000);
  }
});
