import {
  createStepGraph,
  type Job,
  type Step,
  type TaskSpace,
} from '../../../../shared/model/index.ts';
import {
  adaptiveChunks,
  allTasks,
  chosenTasks,
  type TaskSource,
} from '../../../runs/task-source.ts';
import { fail, USAGE_EXIT } from '../exit.ts';
import { readTaskParameters, readTaskSets } from '../input/value-argument.ts';

export interface SelectionOptions {
  readonly step?: string;
  readonly taskParam: readonly string[];
  readonly tasks?: string;
  readonly maximumTasks?: number;
  readonly runDependencies?: boolean;
}

/** A step of the run with the tasks that it gives. */
export interface SelectedStep {
  readonly step: Step;
  readonly tasks: TaskSource;
  /** Tasks taken from the source at most. */
  readonly atMost: number;
}

/** What the options choose of a job: steps in the order in which they run, with their tasks. */
export async function selectTasks(job: Job, options: SelectionOptions): Promise<SelectedStep[]> {
  const chosen = chooseStep(job, options);
  const sets =
    options.tasks !== undefined
      ? await readTaskSets(options.tasks)
      : options.taskParam.length > 0
        ? [readTaskParameters(options.taskParam)]
        : undefined;
  if (sets !== undefined && chosen === undefined)
    fail('Choose the step of the tasks with --step.', USAGE_EXIT);
  const atMost =
    options.maximumTasks === undefined || options.maximumTasks < 0
      ? Number.POSITIVE_INFINITY
      : options.maximumTasks;
  const steps =
    chosen === undefined
      ? stepsNamed(job, createStepGraph(job.steps).order)
      : [...before(job, chosen, options), chosen];
  return steps.map((step) => ({
    step,
    tasks:
      step === chosen && sets ? chosenTasks(step.space, indicesOf(step, sets)) : every(step.space),
    atMost: step === chosen || chosen === undefined ? atMost : Number.POSITIVE_INFINITY,
  }));
}

function chooseStep(job: Job, options: SelectionOptions): Step | undefined {
  if (options.step === undefined) return job.steps.length === 1 ? job.steps[0] : undefined;
  const step = job.steps.find((candidate) => candidate.name === options.step);
  if (!step)
    fail(
      `There is no step "${options.step}" in "${job.name}". Its steps: ${job.steps.map(({ name }) => `"${name}"`).join(', ')}.`,
      1,
    );
  return step;
}

function before(job: Job, step: Step, options: SelectionOptions): Step[] {
  if (!options.runDependencies) return [];
  return stepsNamed(job, createStepGraph(job.steps).dependenciesOf(step.name));
}

function stepsNamed(job: Job, names: readonly string[]): Step[] {
  return names.flatMap((name) => job.steps.filter((step) => step.name === name));
}

function every(space: TaskSpace): TaskSource {
  return space.chunk?.adaptive ? adaptiveChunks(space) : allTasks(space);
}

function indicesOf(step: Step, sets: readonly Record<string, string>[]): bigint[] {
  if (step.space.parameters.length === 0)
    fail(`The step "${step.name}" has no task parameters to choose tasks by.`, 1);
  return sets.map((values) => {
    const index = step.space.indexOf(values);
    if (index === undefined) {
      const shown = Object.entries(values).map(([name, value]) => `${name}=${value}`);
      fail(
        `The step "${step.name}" has no task ${shown.join(' ')}. Its task parameters: ${step.space.parameters.map(({ name }) => name).join(', ')}.`,
        1,
      );
    }
    return index;
  });
}
