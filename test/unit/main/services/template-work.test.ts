import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunManager, RunStore } from '../../../../src/main/runs/index.ts';
import { jobOfRequest } from '../../../../src/main/services/job-of-request.ts';
import { type JobRequest, performTask } from '../../../../src/main/services/template-task.ts';
import { templateWork } from '../../../../src/main/services/template-work.ts';
import { ProtocolError } from '../../../../src/shared/protocol/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'template-work-'));
  writeFileSync(join(folder, 'scene.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (text: string): JobRequest => ({
  templatePath: join(folder, 'template.yaml'),
  text,
  parameters: {},
  environments: [],
  pathMappingRules: [],
});

const step = (name: string, more = '') => `- name: ${name}
  parameterSpace:
    taskParameterDefinitions:
    - {name: Frame, type: INT, range: "1-10"}
  script:
    embeddedFiles:
    - name: Run
      type: TEXT
      data: |
        echo {{Task.Param.Frame}} ${more}
    actions:
      onRun: {command: sh, args: ["{{Task.File.Run}}"]}
`;

const template = (steps: number, more?: string) => `specificationVersion: jobtemplate-2023-09
name: Large
parameterDefinitions:
- {name: Out, type: PATH, objectType: DIRECTORY, dataFlow: OUT, default: out}
- {name: Scene, type: PATH, objectType: FILE, dataFlow: IN, default: scene.txt}
- {name: Anything, type: PATH, default: any}
steps:
${Array.from({ length: steps }, (_, i) => step(`Step${i}`, more)).join('')}`;

const scopeOf = (name: string) => ({ kind: 'step', step: name, withDependencies: false }) as const;

/** What can be compared of a job: functions of its spaces cannot. */
const plain = (job: ReturnType<typeof jobOfRequest>) => ({
  ...job,
  steps: job.steps.map(({ space, ...rest }) => ({ ...rest, space: space.definition })),
});

/** The most CPU time, in ms, that this thread uses in one turn of its event loop until asked. */
function longestTurn(): () => number {
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1000);
    before = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

describe('a large template', () => {
  it('gives the same job, commands and outputs from the thread as at once', async () => {
    const large = request(template(100));
    expect(plain(await templateWork.job(large))).toEqual(plain(jobOfRequest(large)));
    expect(await templateWork.commands(large)).toEqual(await performTask('commands', large));
    expect(await templateWork.outputs(large)).toEqual([
      { name: 'Out', path: join(folder, 'out'), single: false },
    ]);
    expect(await templateWork.inputs(large)).toEqual([
      join(folder, 'scene.txt'),
      join(folder, 'any'),
    ]);
  });

  it('has the programs looked for of what is to run, and of no other step', async () => {
    const text = template(100).replaceAll(/command: sh/g, 'command: no-such-program');
    const one = { ...request(text.replace('no-such-program', 'sh')), scope: scopeOf('Step0') };
    const other = { ...request(text), scope: scopeOf('Step7') };
    expect(await templateWork.checks(one)).toEqual([]);
    expect(await templateWork.checks(other)).toMatchObject([
      { kind: 'program', subject: 'no-such-program', where: 'Step7' },
    ]);
  });

  it('of values is read in the thread', async () => {
    const entries = Array.from({ length: 2000 }, (_, i) => `- { name: P${i}, value: ${i} }`);
    const text = `parameterValues:\n${entries.join('\n')}\n- { name: 'farm:priority', value: 1 }\n`;
    const values = await templateWork.values(text);
    expect([Object.keys(values).length, values.P1999]).toEqual([2000, 1999]);
  });

  it('is refused with every error as data', async () => {
    const wrong = request(template(100, '{{Task.Param.No}}'));
    const error = await templateWork.job(wrong).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({
      code: 'invalid-job',
      data: { file: wrong.templatePath, diagnostics: { length: 100 } },
    });
  });

  it('answers several who ask at the same time', async () => {
    const texts = [60, 70, 80].map((count) => request(template(count)));
    const jobs = await Promise.all(texts.map((one) => templateWork.job(one)));
    expect(jobs.map(({ steps }) => steps.length)).toEqual([60, 70, 80]);
  });

  it('of 4 MiB begins to run without holding up the event loop', { timeout: 120_000 }, async () => {
    const text = template(14_000, 'x'.repeat(50)).slice(0, 4 << 20);
    const large = request(text.slice(0, text.lastIndexOf('- name: Step')));
    expect(large.text.length).toBeGreaterThan(4e6);
    writeFileSync(large.templatePath, large.text);
    await templateWork.job(request(template(100)));
    const store = new RunStore(join(folder, 'history'));
    const manager = new RunManager({ store });
    await manager.prepare();
    const longest = longestTurn();
    const job = await templateWork.job(large);
    // 20 ms is the goal; a collection of garbage may fall into it. Reading it here would take seconds.
    expect(longest()).toBeLessThan(150);
    const { done } = await manager.start({
      job,
      templatePath: large.templatePath,
      templateText: large.text,
      scope: { kind: 'tasks', step: 'Step9', indices: ['4'] },
      sessionRoot: join(folder, 'OpenJD'),
    });
    expect((await done).steps).toMatchObject([{ name: 'Step9', succeeded: 1 }]);
    await manager.close();
  });
});

it('has expressions computed in the thread, however short they are', async () => {
  const text = `specificationVersion: jobtemplate-2023-09
extensions: [EXPR]
name: "{{ string(sum([x * 0 + 1 for x in range(600000)])) }}"
steps: [{ name: S, script: { actions: { onRun: { command: "true" } } } }]
`;
  await templateWork.job(request(template(100)));
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  expect((await templateWork.job(request(text))).name).toBe('600000');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});
