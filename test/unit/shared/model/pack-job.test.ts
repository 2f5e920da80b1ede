import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  createJob,
  decodeTemplate,
  type EnvironmentTemplate,
  type Job,
  type JobTemplate,
  JobUnpacker,
  packJob,
} from '../../../../src/shared/model/index.ts';

function jobOf(text: string, environments: string[] = []): Job {
  const decoded = decodeTemplate(text, { kind: 'job' });
  expect(decoded.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { job, diagnostics } = createJob({
    template: decoded.template as JobTemplate,
    environments: environments.map(
      (one) => decodeTemplate(one, { kind: 'environment' }).template as EnvironmentTemplate,
    ),
    parameters: {},
    templateDir: '/bundle',
    workingDir: '/bundle',
    pathFormat: 'POSIX',
  });
  if (job === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return job;
}

/** As another thread gets it. */
function sent(job: Job): Job {
  const unpacker = new JobUnpacker();
  for (const piece of packJob(job)) unpacker.add(structuredClone(piece));
  return unpacker.job();
}

/** What of a job can be compared: a space is compared by what it is made of. */
const plain = (job: Job) => ({
  ...job,
  steps: job.steps.map(({ space, ...rest }) => ({ ...rest, space: space.definition })),
});

const tasks = (job: Job) =>
  job.steps.map(({ space }) => [space.chunk, space.count, [...space.iterate()].slice(0, 50)]);

const RICH = `
specificationVersion: jobtemplate-2023-09
extensions: [EXPR, TASK_CHUNKING, FEATURE_BUNDLE_1]
name: Rich
parameterDefinitions:
  - { name: Frames, type: RANGE_EXPR, default: "1-9:2,20" }
  - { name: Path, type: PATH, default: a/b }
  - { name: Number, type: FLOAT, default: 1.5 }
steps:
  - name: A
    let: ["frames = Param.Frames", "names = ['x', 'y', string(Param.Number)]", "nothing = null"]
    hostRequirements: { amounts: [{ name: amount.worker.vcpu, min: 2 }] }
    stepEnvironments:
      - { name: E, script: { let: ["n = len(names)"], actions: { onEnter: { command: echo, args: ["{{n}}"], timeout: 5 } } } }
    parameterSpace:
      taskParameterDefinitions:
        - { name: F, type: "CHUNK[INT]", range: "{{frames}}", chunks: { defaultTaskCount: 2, targetRuntimeSeconds: 10, rangeConstraint: NONCONTIGUOUS } }
        - { name: N, type: STRING, range: "{{names}}" }
        - { name: I, type: INT, range: "1-3" }
      combination: F * (N, I)
    script:
      let: ["all = [n + '!' for n in names]"]
      actions:
        onRun: { command: echo, args: ["{{Task.Param.F}} {{all[0] if true else 'é'}}"], cancelation: { mode: NOTIFY_THEN_TERMINATE, notifyPeriodInSeconds: 7 } }
      embeddedFiles: [{ name: X, type: TEXT, data: "{{Session.WorkingDirectory}}" }]
  - name: B
    dependencies: [{ dependsOn: A }]
    script: { actions: { onRun: { command: "true" } } }
`;

const AROUND = `
specificationVersion: environment-2023-09
environment: { name: Around, variables: { A: "1" } }
`;

it('gives the same job, tasks, scopes and shared parts included', () => {
  const job = jobOf(RICH, [AROUND]);
  const copy = sent(job);
  expect(plain(copy)).toEqual(plain(job));
  expect(tasks(copy)).toEqual(tasks(job));
  expect(tasks(copy)[0]?.[1]).toBe(job.steps[0]?.space.count);
  const [step] = copy.steps;
  expect([...(step?.bindings.names() ?? [])]).toEqual(['frames', 'names', 'nothing']);
  expect(step?.bindings.get('frames')).toEqual(job.steps[0]?.bindings.get('frames'));
  expect(step?.environments[0]?.outerBindings).toBe(step?.bindings);
  expect(step?.script).toBe(step?.script);
});

const SAMPLES = new URL('../../../../assets/samples/', import.meta.url);
it.each(readdirSync(SAMPLES))('gives the job of the sample %s', (name) => {
  const job = jobOf(readFileSync(new URL(`${name}/template.yaml`, SAMPLES), 'utf8'));
  expect(plain(sent(job))).toEqual(plain(job));
  expect(tasks(sent(job))).toEqual(tasks(job));
});

it('makes small pieces of a large job, and says when one is missing', () => {
  const job = jobOf(`specificationVersion: jobtemplate-2023-09
name: Large
steps: [${Array.from({ length: 3000 }, (_, i) => `{ name: S${i}, script: { actions: { onRun: { command: echo, args: [a, "{{Job.Name}}", "${'x'.repeat(300)}"] } } } }`.replace('{{Job.Name}}', 'b')).join(',\n  ')}]
`);
  const pieces = packJob(job);
  expect(pieces.length).toBeGreaterThan(10);
  for (const { ops, values } of pieces) {
    expect(ops.length).toBeLessThan(3100);
    expect(values.length).toBeLessThan(3100);
  }
  const unpacker = new JobUnpacker();
  for (const piece of pieces.slice(0, -1)) unpacker.add(piece);
  expect(() => unpacker.job()).toThrow('Pieces of the job are missing.');
  expect(plain(sent(job))).toEqual(plain(job));
});
