import { setImmediate as nextTurn } from 'node:timers/promises';
import { valueToText } from '../../../../shared/expr/index.ts';
import {
  fileLocations,
  type Job,
  ResolveError,
  resolveTask,
  type Step,
  type TaskParameterSet,
} from '../../../../shared/model/index.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { type JobOptions, loadJob } from '../input/load-job.ts';
import { inert } from '../print/diagnostics.ts';
import { type OutputFormat, printDocument } from '../print/document.ts';
import { stepNamed } from './summary.ts';

/** A preview has no session; its folder is named so that nobody takes it for a real one. */
const PREVIEW_DIRECTORY = '/SESSION';

interface ExpandOptions extends JobOptions {
  readonly step?: string;
  readonly offset: string;
  readonly limit: string;
  readonly resolve?: boolean;
  readonly output: OutputFormat;
}

const TASKS_A_TURN = 1000n;

/** Prints tasks of a step, any stretch of them, and with `--resolve` what each would run. */
export async function expand(path: string, options: ExpandOptions): Promise<void> {
  const offset = wholeNumber('--offset', options.offset);
  const limit = wholeNumber('--limit', options.limit);
  const { job } = await loadJob(path, options);
  const step = chooseStep(job, options.step);
  const end = smaller(offset + limit, step.space.count);
  if (options.output === 'human-readable') {
    process.stdout.write(`'${step.name}' has ${step.space.count} tasks\n`);
    for (let index = offset; index < end; index++) {
      process.stdout.write(describeTask(job, step, index, options.resolve ?? false));
      // That the reader has gone (`| head`) is heard only when the loop lets go.
      if (index % TASKS_A_TURN === 0n) await nextTurn();
    }
    return;
  }
  const tasks: unknown[] = [];
  for (let index = offset; index < end; index++)
    tasks.push(taskToJson(job, step, index, options.resolve ?? false));
  printDocument(
    { step: step.name, count: step.space.count.toString(), offset: offset.toString(), tasks },
    options.output,
  );
}

function smaller(a: bigint, b: bigint): bigint {
  return a > b ? b : a;
}

function chooseStep(job: Job, name: string | undefined): Step {
  if (name !== undefined) return stepNamed(job, name);
  const [only, ...others] = job.steps;
  if (only && others.length === 0) return only;
  fail(
    `Choose a step with --step. The steps: ${job.steps.map((step) => `"${step.name}"`).join(', ')}.`,
    USAGE_EXIT,
  );
}

function wholeNumber(option: string, text: string): bigint {
  if (!/^[0-9]{1,30}$/.test(text))
    fail(`${option} takes a whole number, not "${text}".`, USAGE_EXIT);
  return BigInt(text);
}

function taskToText(task: TaskParameterSet): Record<string, string> {
  return Object.fromEntries([...task].map(([name, { value }]) => [name, valueToText(value)]));
}

function resolved(job: Job, step: Step, task: TaskParameterSet): ReturnType<typeof resolveTask> {
  const pathFormat = process.platform === 'win32' ? 'WINDOWS' : 'POSIX';
  const host = {
    job,
    sessionDirectory: PREVIEW_DIRECTORY,
    pathMappingRules: [],
    pathMappingRulesFile: `${PREVIEW_DIRECTORY}/path_mapping.json`,
    pathFormat,
  } as const;
  const files = fileLocations(step.script, PREVIEW_DIRECTORY, pathFormat, (file) => file.name);
  try {
    return resolveTask(host, step, task, files);
  } catch (error) {
    if (error instanceof ResolveError) fail(`${step.name}: ${error.message}`, 1);
    throw error;
  }
}

function taskToJson(job: Job, step: Step, index: bigint, resolve: boolean): unknown {
  const task = step.space.at(index);
  const base = { index: index.toString(), parameters: taskToText(task) };
  if (!resolve) return base;
  const { action, files } = resolved(job, step, task);
  return {
    ...base,
    command: action.command,
    args: action.args,
    ...(action.timeoutSeconds === undefined ? {} : { timeoutSeconds: action.timeoutSeconds }),
    cancelation: action.cancelation,
    files: files.map(({ name, path, data, runnable }) => ({ name, path, data, runnable })),
  };
}

function describeTask(job: Job, step: Step, index: bigint, resolve: boolean): string {
  const task = step.space.at(index);
  const values = Object.entries(taskToText(task)).map(([name, value]) => `${name}=${inert(value)}`);
  const head = `${index}\t${values.join('  ')}\n`;
  if (!resolve) return head;
  const { action, files } = resolved(job, step, task);
  const shown = [action.command, ...action.args].map((part) => inert(JSON.stringify(part)));
  return `${head}\t${shown.join(' ')}\n${files
    .map((file) => `\t${inert(file.path)}\n${indent(file.data)}`)
    .join('')}`;
}

function indent(text: string): string {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `\t  ${inert(line)}\n`)
    .join('');
}
