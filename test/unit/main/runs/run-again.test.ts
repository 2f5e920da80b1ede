import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunInput, RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import type { RunRecord, RunScope } from '../../../../src/shared/protocol/run.ts';
import { until } from '../process/helpers.ts';
import { jobOf } from '../session/job-of.ts';

let folder: string;
let manager: RunManager;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'run-again-'));
  manager = new RunManager({
    store: new RunStore(path.join(folder, 'history')),
    jobOf: async ({ text }) => jobOf(text),
  });
  await manager.prepare();
});

afterEach(async () => {
  await manager.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A task writes down its value and fails where a file of that name says so. */
const template = (range: string, more = '', type = 'INT', layers = '') => `
specificationVersion: jobtemplate-2023-09
${more}
name: Again
steps:
  - name: S
    parameterSpace:
      taskParameterDefinitions:
        ${layers}
        - { name: F, type: "${type}", range: "${range}"${type === 'INT' ? '' : ', chunks: { defaultTaskCount: 2, targetRuntimeSeconds: 1000, rangeConstraint: CONTIGUOUS }'} }
    script:
      actions:
        onRun: { command: sh, args: ["-c", "echo {{Task.Param.F}} >> $HERE/ran; while [ -e $HERE/hang-{{Task.Param.F}} ]; do sleep 0.02; done; [ ! -e $HERE/fail-{{Task.Param.F}} ]"] }
`;

const start = (text: string, scope: RunScope = { kind: 'job' }, more: Partial<RunInput> = {}) =>
  manager.start({
    job: jobOf(text),
    templatePath: '/t.yaml',
    templateText: text,
    scope,
    sessionRoot: path.join(folder, 'OpenJD'),
    env: { PATH: process.env.PATH ?? '', HERE: folder },
    ...more,
  });

async function run(text: string, scope?: RunScope): Promise<RunRecord> {
  return (await start(text, scope)).done;
}

const mark = (...names: string[]) => {
  for (const name of names) fs.writeFileSync(path.join(folder, name), '');
};
const unmark = (...names: string[]) => {
  for (const name of names) fs.rmSync(path.join(folder, name));
};

/** What ran since it was asked last. */
function ran(): string {
  const file = path.join(folder, 'ran');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  fs.rmSync(file, { force: true });
  return text.trim().split('\n').join(' ');
}

const rest = (record: RunRecord): RunScope => ({ kind: 'failed', runId: record.id });

it('knows tasks again by their values when the range has changed', async () => {
  mark('fail-2');
  const first = await run(template('1-4'));
  expect(ran()).toBe('1 2 3 4');
  unmark('fail-2');
  // Before all others comes a new one: every place is another one now.
  const again = await run(template('0-5'), rest(first));
  expect(ran()).toBe('0 2 5');
  expect(again.steps).toMatchObject([{ total: '3', succeeded: 3 }]);
});

it('shows what was done before as done, while the tasks are the same', async () => {
  mark('fail-3');
  const first = await run(template('1-5'));
  expect(manager.taskStates(first.id, 'S', 0n, 5)).toBe('ddfdd');
  const second = await run(template('1-5'), rest(first));
  expect(manager.taskStates(second.id, 'S', 0n, 5)).toBe('ddfdd');
  unmark('fail-3');
  const third = await run(template('1-5'), rest(second));
  expect(third.again).toEqual({ covers: 'job' });
  expect(manager.taskStates(third.id, 'S', 0n, 5)).toBe('ddddd');
});

it('shows what was done before as done, where the tasks are now', async () => {
  mark('fail-3');
  const first = await run(template('1-5'));
  unmark('fail-3');
  const second = await run(template('0-5'), rest(first));
  expect(second.again).toEqual({ covers: 'job' });
  expect(manager.taskStates(second.id, 'S', 0n, 6)).toBe('dddddd');
});

it('shows what was done before as done after the application has started again', async () => {
  mark('fail-3');
  const first = await run(template('1-4'));
  unmark('fail-3');
  const second = await run(template('0-5'), rest(first));
  await manager.close();
  manager = new RunManager({ store: new RunStore(path.join(folder, 'history')) });
  await manager.prepare();
  expect(manager.taskStates(second.id, 'S', 0n, 7)).toBe('dddddd-');
  expect(manager.taskStates(second.id, 'S', 2n, 2)).toBe('dd');
});

it('says what was changed since the tasks ran that need not run again', async () => {
  mark('fail-3');
  const first = await run(template('1-4'));
  unmark('fail-3');
  const other = template('1-4').replace('echo {{', 'echo  {{');
  const second = await run(other, rest(first));
  expect(second.again).toEqual({ covers: 'job', differs: { S: ['(template)'] } });
  const moved = await run(template('1-5'), rest(first));
  expect(moved.again).toEqual({ covers: 'job' });
});

it('tells what would run without beginning it', async () => {
  mark('fail-3');
  const first = await run(template('1-5'));
  ran();
  const text = template('0-9');
  const left = await manager.rest(
    { job: jobOf(text), templatePath: '/t.yaml', templateText: text, scope: rest(first) },
    first.id,
  );
  expect(left).toEqual({
    S: {
      spans: [
        ['0', '0'],
        ['3', '3'],
        ['6', '9'],
      ],
      single: false,
    },
  });
  expect(ran()).toBe('');
});

it('keeps the tasks that a measured chunk stood for', async () => {
  const text = template('1-5', 'extensions: [TASK_CHUNKING]', 'CHUNK[INT]');
  const { id } = await run(text);
  expect(ran()).toBe('1-2 3-5');
  expect(manager.taskStates(id, 'S', 0n, 6)).toBe('ddddd-');
});

it('finds chosen tasks by their values in a changed job', async () => {
  mark('fail-3');
  const first = await run(template('1-9'), { kind: 'tasks', step: 'S', indices: ['0', '2', '8'] });
  expect(ran()).toBe('1 3 9');
  unmark('fail-3');
  await run(template('3-20'), rest(first));
  expect(ran()).toBe('3');
});

it('goes on with what a run of the rest left over', async () => {
  mark('fail-1', 'fail-2', 'fail-3');
  const first = await run(template('1-4'));
  unmark('fail-1');
  mark('hang-2');
  ran();
  const second = await start(template('1-4'), rest(first));
  await until(
    () =>
      fs.existsSync(path.join(folder, 'ran')) && manager.get(second.id)?.steps[0]?.succeeded === 1,
    'one is done',
  );
  manager.stop(second.id, 'kill');
  const stopped = await second.done;
  expect(stopped.state).toBe('canceled');
  unmark('hang-2', 'fail-2', 'fail-3');
  ran();
  await run(template('1-4'), rest(stopped));
  // 3 was never begun by the second run; 1 succeeded in it, 4 in the first.
  expect(ran()).toBe('2 3');
});

it('runs again what succeeded once and failed since', async () => {
  const first = await run(template('1-2'));
  mark('fail-2');
  const second = await run(template('1-2'));
  unmark('fail-2');
  ran();
  await run(template('1-2'), rest(second));
  expect(ran()).toBe('2');
  expect((await run(template('1-2'), rest(first))).steps).toEqual([]);
});

it('begins at once with the rest of a run of a thousand million tasks', async () => {
  mark('hang-3');
  const text = template('1-1000000000');
  const handle = await start(text);
  await until(() => manager.get(handle.id)?.steps[0]?.succeeded === 2, 'two are done');
  manager.stop(handle.id, 'kill');
  const first = await handle.done;
  ran();
  const again = await start(text, rest(first));
  expect(manager.get(again.id)?.steps).toMatchObject([{ total: '999999998' }]);
  // The file is there before what is written into it.
  const size = () => fs.statSync(path.join(folder, 'ran'), { throwIfNoEntry: false })?.size ?? 0;
  await until(() => size() > 0, 'it has begun');
  manager.stop(again.id, 'kill');
  await again.done;
  expect(ran()).toBe('3');
});

it('runs the values again that no chunk has done', async () => {
  const text = template('1-12', 'extensions: [TASK_CHUNKING]', 'CHUNK[INT]');
  mark('fail-3-10');
  const first = await run(text);
  expect(ran()).toBe('1-2 3-10 11-12');
  expect(first.steps).toMatchObject([{ total: '12', succeeded: 4, failed: 8 }]);
  const again = await run(text.replace('1-12', '1-13'), rest(first));
  expect(again.steps).toMatchObject([{ total: '9', succeeded: 9 }]);
  expect(ran()).toBe('3-4 5-10 13-13');
});

it('says when there is no such run', async () => {
  await expect(start(template('1'), { kind: 'failed', runId: 'none' })).rejects.toThrow(
    'There is no run "none" in the history.',
  );
});
