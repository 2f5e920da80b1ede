import { afterEach, expect, it } from 'vitest';
import { ResolveThread } from '../../../../src/main/session/resolve-thread.ts';
import { jobOf } from './job-of.ts';

const job = jobOf(`
specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: Long
steps:
  - name: Work
    parameterSpace:
      taskParameterDefinitions: [{ name: I, type: INT, range: "1-2" }]
    script:
      let: ["total = sum([i + len(string(Session.WorkingDirectory)) for i in range(20000 * Task.Param.I)])"]
      actions: { onRun: { command: "{{string(total)}}" } }
`);
const host = {
  job,
  sessionDirectory: '/s',
  pathMappingRules: [],
  pathMappingRulesFile: '',
  pathFormat: 'POSIX' as const,
};
const [step] = job.steps;
if (step === undefined) throw new Error('no step');
const request = (index: bigint) =>
  ({ kind: 'task', step, task: step.space.at(index), files: new Map() }) as const;

const thread = new ResolveThread();
afterEach(() => thread.close());

it('gives nobody the answer to a question that was canceled', async () => {
  const never = new AbortController().signal;
  const command = async (index: bigint) =>
    (await thread.resolve(host, request(index), never)).action.command;
  const [first, second] = [await command(0n), await command(1n)];
  const canceling = new AbortController();
  const canceled = thread.resolve(host, request(0n), canceling.signal);
  // The thread answers while nothing here can hear it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  canceling.abort();
  const next = command(1n);
  await expect(canceled).rejects.toThrow('Canceled while its values were worked out.');
  expect(await next).toBe(second);
  expect(first).not.toBe(second);
});
