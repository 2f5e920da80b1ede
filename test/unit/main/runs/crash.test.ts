import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findTree } from '../../../../src/main/process/index.ts';
import { RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import { until } from '../process/helpers.ts';

const HOST = fileURLToPath(new URL('./crash-host.ts', import.meta.url));

it('leaves no process and a readable history when the host is killed during a run', {
  timeout: 900_000,
}, async () => {
  const kills = process.env.JOBWRIGHT_LONG === undefined ? 10 : 100;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
  for (let round = 0; round < kills; round++) {
    const host = spawn(process.execPath, [HOST, folder, round % 2 === 0 ? 'pipe' : 'pty'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let mark = '';
    host.stdout.on('data', (chunk: Buffer) => {
      mark ||= chunk.toString().trim();
    });
    await until(() => mark !== '', 'the host has begun');
    await sleep(60 + ((round * 97) % 500));
    host.kill('SIGKILL');
    const at = performance.now();
    await until(async () => (await findTree({ mark: `${mark}.` })).length === 0, 'all are gone');
    expect(performance.now() - at).toBeLessThan(5000);
  }

  const manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
  expect(manager.store.history.problem).toBeUndefined();
  await manager.prepare();
  const runs = manager.list({ limit: 1000 });
  // A host may have been killed before its run began.
  expect(runs.length).toBeGreaterThan(kills / 2);
  for (const run of runs) {
    expect(run).toMatchObject({
      state: 'interrupted',
      message: 'The application ended while this ran.',
    });
    const { actions } = manager.actions(run.id, 0, 1000);
    for (const action of actions) {
      expect(action.state).not.toBe('running');
      const { text } = await manager.readLog({ runId: run.id, actionId: action.id }, 0, 5000);
      const output = text.split('\n').filter((line) => line.startsWith('line '));
      expect(output).toEqual(
        ['line 1', 'line 2', 'line 3', 'line 4', 'line 5'].slice(0, output.length),
      );
      if (action.state === 'succeeded') expect(output).toHaveLength(5);
    }
  }

  const leftovers = await manager.leftovers();
  expect(leftovers.length).toBeGreaterThan(0);
  expect(leftovers.flatMap(({ processes }) => processes)).toEqual([]);
  expect(leftovers.every(({ exists }) => exists)).toBe(true);
  expect(await manager.cleanLeftovers(leftovers.map(({ id }) => id))).toEqual([]);
  expect(await manager.leftovers()).toEqual([]);
  expect(fs.readdirSync(path.join(folder, 'OpenJD'))).toEqual([]);
  await manager.close();
  fs.rmSync(folder, { recursive: true });
});
