import { valueToText } from '../../../../shared/expr/index.ts';
import type { Job, Step } from '../../../../shared/model/index.ts';
import { fail } from '../exit.ts';
import { type JobOptions, loadJob } from '../input/load-job.ts';
import { type OutputFormat, printDocument } from '../print/document.ts';

/** Prints what a job consists of: its parameters' values, steps, counts of tasks, environments. */
export async function summary(
  path: string,
  options: JobOptions & { step?: string; output: OutputFormat },
): Promise<void> {
  const { job } = await loadJob(path, options);
  const steps = options.step === undefined ? job.steps : [stepNamed(job, options.step)];
  const document =
    options.step === undefined ? jobSummary(job) : stepSummary(job, steps[0] as Step);
  if (options.output !== 'human-readable') printDocument(document, options.output);
  else if (options.step === undefined) process.stdout.write(describeJob(job));
  else process.stdout.write(describeStep(steps[0] as Step, 1));
}

/** The step of that name; ends the command with the names there are when there is none. */
export function stepNamed(job: Job, name: string): Step {
  const step = job.steps.find((candidate) => candidate.name === name);
  if (!step)
    fail(
      `There is no step "${name}" in "${job.name}". Its steps: ${job.steps.map((known) => `"${known.name}"`).join(', ')}.`,
      1,
    );
  return step;
}

/** Tasks of a step, each value of a chunked parameter counted as one. */
function taskCount(step: Step): bigint {
  return step.space.chunk ? step.space.withChunkCount(1).count : step.space.count;
}

function countToJson(count: bigint): number | string {
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count.toString();
}

function environmentCount(job: Job): number {
  return (
    job.externalEnvironments.length +
    job.environments.length +
    job.steps.reduce((sum, step) => sum + step.environments.length, 0)
  );
}

function jobSummary(job: Job): Record<string, unknown> {
  return {
    status: 'success',
    message: `Summary for '${job.name}'`,
    name: job.name,
    ...(job.description === undefined ? {} : { description: job.description }),
    parameter_definitions: [...job.parameters.values()].map((parameter) => ({
      name: parameter.name,
      type: parameter.type,
      value: valueToText(parameter.value),
    })),
    total_steps: job.steps.length,
    total_tasks: countToJson(job.steps.reduce((sum, step) => sum + taskCount(step), 0n)),
    total_environments: environmentCount(job),
    ...(job.environments.length === 0
      ? {}
      : { root_environments: job.environments.map(({ name }) => ({ name })) }),
    steps: job.steps.map(stepToJson),
  };
}

function stepSummary(job: Job, step: Step): Record<string, unknown> {
  return {
    status: 'success',
    message: `Summary for step '${step.name}' in '${job.name}'`,
    job_name: job.name,
    ...stepToJson(step),
  };
}

function stepToJson(step: Step): Record<string, unknown> {
  return {
    name: step.name,
    ...(step.description === undefined ? {} : { description: step.description }),
    total_tasks: countToJson(taskCount(step)),
    parameter_definitions: step.space.parameters.map(({ name, type }) => ({ name, type })),
    ...(step.environments.length === 0
      ? {}
      : { environments: step.environments.map(({ name }) => ({ name })) }),
    ...(step.dependencies.length === 0 ? {} : { dependencies: [...step.dependencies] }),
  };
}

function describeJob(job: Job): string {
  const parameters = [...job.parameters.values()].map(
    (parameter) => `  - ${parameter.name} (${parameter.type}): ${valueToText(parameter.value)}\n`,
  );
  const total = job.steps.reduce((sum, step) => sum + taskCount(step), 0n);
  return [
    `\n--- Summary for '${job.name}' ---\n`,
    parameters.length === 0 ? '' : `\nParameters:\n${parameters.join('')}`,
    `\nTotal steps: ${job.steps.length}\nTotal tasks: ${total}\n`,
    `Total environments: ${environmentCount(job)}\n`,
    ...[...job.externalEnvironments, ...job.environments].map(
      (environment) => `  - ${environment.name} (${environment.scope})\n`,
    ),
    `\n--- Steps in '${job.name}' ---\n`,
    ...job.steps.map((step, index) => `\n${describeStep(step, index + 1)}`),
  ].join('');
}

function describeStep(step: Step, number: number): string {
  return [
    `${number}. '${step.name}' (${taskCount(step)} total Tasks)\n`,
    step.description === undefined ? '' : `  ${step.description.trim()}\n`,
    step.space.parameters.length === 0 ? '' : '  Task parameters:\n',
    ...step.space.parameters.map(({ name, type }) => `    - ${name} (${type})\n`),
    step.environments.length === 0 ? '' : `  ${step.environments.length} environments\n`,
    ...step.environments.map(({ name }) => `    - ${name}\n`),
    step.dependencies.length === 0 ? '' : `  ${step.dependencies.length} dependencies\n`,
    ...step.dependencies.map((name) => `    - ${name}\n`),
  ].join('');
}
