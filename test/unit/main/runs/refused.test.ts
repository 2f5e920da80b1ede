import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fifoPool } from '../../../../src/main/process/fifo-pool.ts';
import { type RunInput, RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import { jobOf, shellJob } from '../session/job-of.ts';

let folder: string;
let manager: RunManager;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'refused-'));
  manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
  await manager.prepare();
});

afterEach(async () => {
  await manager.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function run(more: Partial<RunInput> = {}) {
  const { done } = await manager.start({
    job: shellJob('echo done'),
    templatePath: '/bundle/template.yaml',
    templateText: 'name: X',
    scope: { kind: 'job' },
    sessionRoot: path.join(folder, 'OpenJD'),
    ...more,
  });
  return done;
}

describe('what the machine refuses', () => {
  it('is not needed: the note of an open session', async () => {
    const notes = path.join(folder, 'history', 'sessions');
    fs.rmSync(notes, { recursive: true });
    fs.writeFileSync(notes, 'a file in the way');
    expect(await run()).toMatchObject({ state: 'succeeded', sessionDirectories: [] });
    fs.rmSync(notes);
    fs.mkdirSync(notes);
  });

  it('is made again: pipes that were tidied up with the temporary folder', async () => {
    fs.rmSync(fifoPool.directory() as string, { recursive: true });
    expect((await run()).state).toBe('succeeded');
    expect(fs.statSync(fifoPool.directory() as string).mode & 0o777).toBe(0o700);
    expect((await run()).state).toBe('succeeded');
  });

  it('ends the run with words, its session closed, and no other run', async () => {
    let told = false;
    const refused = await run({
      job: jobOf(`
specificationVersion: jobtemplate-2023-09
name: Two
steps:
- { name: A, script: { actions: { onRun: { command: sh, args: ["-c", "sleep 0.2"] } } } }
- { name: B, dependencies: [{ dependsOn: A }], script: { actions: { onRun: { command: "true" } } } }
`),
      sessions: 2,
      onSessionEvent: (_session, event) => {
        if (event.type !== 'action-started') return;
        told = true;
        throw new Error('EMFILE: too many open files');
      },
    });
    expect(told).toBe(true);
    expect(refused).toMatchObject({
      state: 'failed',
      message: 'A session could not go on. EMFILE: too many open files',
      sessionDirectories: [],
    });
    expect(refused.steps.map(({ running }) => running)).toEqual([0, 0]);
    expect(fs.readdirSync(path.join(folder, 'OpenJD'))).toEqual([]);
    expect((await run()).state).toBe('succeeded');
  });
});
