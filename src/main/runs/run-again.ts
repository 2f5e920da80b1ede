import { isDeepStrictEqual } from 'node:util';
import { parseRangeExpr, valueToText } from '../../shared/expr/index.ts';
import {
  contentDifferences,
  contentOf,
  type Job,
  type Step,
  scopeSteps,
  scoutIndices,
  type TaskParameterSet,
  type TaskSpace,
} from '../../shared/model/index.ts';
import type { RunRecord } from '../../shared/protocol/run.ts';
import type { RunInput } from './run-input.ts';
import { isAdaptive } from './run-plan.ts';
import type { RunInputs, RunStore } from './run-store.ts';
import type { StepPlan } from './scheduler.ts';
import { adaptiveChunks, allTasks, chosenTasks, type TaskSource } from './task-source.ts';
import { TaskStates } from './task-states.ts';

interface EarlierRuns {
  readonly store: RunStore;
  get(runId: string): RunRecord | undefined;
  /** The job of an earlier run's inputs, where it has to be known. */
  jobOf?(inputs: RunInputs, templatePath: string): Promise<Job>;
}

/** What is left of an earlier run, and how it stands to that run. */
export interface Rest {
  readonly plans: StepPlan[];
  readonly again: RunRecord['again'];
  /** The tasks that need not run, where they are in the job as it is now. */
  readonly earlier: EarlierTasks;
  /** What runs of each step, for a dry run. */
  readonly left: Readonly<Record<string, LeftTasks>>;
}

interface LeftTasks {
  readonly spans: EarlierTasks[string];
  /** Places of single values, because chunks are sized while they run. */
  readonly single: boolean;
}

/** Tasks of each step as spans of their places, both ends included; as text, because they may be large. */
export type EarlierTasks = Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** Tasks by their place in a space. */
class TaskSet {
  readonly #states = new TaskStates();
  #count = 0n;

  get count(): bigint {
    return this.#count;
  }

  has(index: bigint): boolean {
    return this.#states.get(index) !== undefined;
  }

  set(index: bigint, member: boolean): void {
    if (this.has(index) === member) return;
    this.#states.set(index, member ? 'd' : undefined);
    this.#count += member ? 1n : -1n;
  }

  spans(): EarlierTasks[string] {
    const spans: [string, string][] = [];
    let open: { first: bigint; last: bigint } | undefined;
    for (const index of this.#states.indices()) {
      if (open !== undefined && index === open.last + 1n) open.last = index;
      else {
        if (open !== undefined) spans.push([String(open.first), String(open.last)]);
        open = { first: index, last: index };
      }
    }
    if (open !== undefined) spans.push([String(open.first), String(open.last)]);
    return spans;
  }
}

/**
 * What an earlier run covered and did not achieve, in the job as it is now. Tasks are known again by the
 * values of their parameters: where the template or its values have changed since, a place in the task
 * space says nothing. Of a run that itself ran the rest of another, it is the rest of both.
 */
export async function planAgain(
  input: RunInput,
  runId: string,
  earlier: EarlierRuns,
): Promise<Rest> {
  const chain = chainOf(runId, earlier);
  const base = chain.at(-1) as RunRecord;
  const before = await jobBefore(input, base, earlier);
  const past = await pastJobs(input, chain, earlier);
  const differs: Record<string, string[]> = {};
  const left: Record<string, LeftTasks> = {};
  const plans: StepPlan[] = [];
  const earlierDone: Record<string, EarlierTasks[string]> = {};
  for (const { step } of scopeSteps(input.job, { kind: 'job' })) {
    const covered = await coverage(step, base, before, earlier);
    if (covered === undefined) continue;
    const adaptive = covered === 'all' && isAdaptive(step, input.adaptiveChunks ?? true);
    const space = adaptive ? step.space.withChunkCount(1) : step.space;
    const done = new TaskSet();
    // The oldest first: what succeeded once and was not run again since stays so.
    for (const record of [...chain].reverse()) {
      const same = before === input.job && !adaptive;
      await markDone(done, { store: earlier.store, runId: record.id, step, space, same });
    }
    const source = rest(step, covered, adaptive, done);
    if (source.total > 0n) plans.push({ step, source });
    left[step.name] = { spans: leftSpans(space, covered, done), single: adaptive };
    if (done.count === 0n) continue;
    earlierDone[step.name] = done.spans();
    const changes = changesOf(input, step, past);
    if (changes.length > 0) differs[step.name] = changes;
  }
  return {
    plans,
    again: {
      covers: base.scope.kind,
      ...(Object.keys(differs).length === 0 ? {} : { differs }),
    },
    earlier: earlierDone,
    left,
  };
}

function rest(
  step: Step,
  covered: readonly bigint[] | 'all',
  adaptive: boolean,
  done: TaskSet,
): TaskSource {
  if (covered !== 'all')
    return chosenTasks(
      step.space,
      covered.filter((index) => !done.has(index)),
    );
  return adaptive ? adaptiveChunks(step.space, done) : allTasks(step.space, done);
}

/** The run, the one whose rest it ran, and so on; the last one's scope says what all of them cover. */
function chainOf(runId: string, earlier: EarlierRuns): RunRecord[] {
  const chain: RunRecord[] = [];
  for (let id: string | undefined = runId; id !== undefined; ) {
    const record = earlier.get(id);
    if (record === undefined) {
      if (chain.length > 0) break;
      throw new RangeError(`There is no run "${id}" in the history.`);
    }
    chain.push(record);
    const { scope } = record;
    id = scope.kind === 'failed' && chain.length < MAX_CHAIN ? scope.runId : undefined;
  }
  return chain;
}

const MAX_CHAIN = 100;

function leftSpans(
  space: TaskSpace,
  covered: readonly bigint[] | 'all',
  done: TaskSet,
): EarlierTasks[string] {
  if (covered !== 'all') {
    const chosen = new TaskSet();
    for (const index of covered) if (!done.has(index)) chosen.set(index, true);
    return chosen.spans();
  }
  const spans: [string, string][] = [];
  let next = 0n;
  for (const [first, last] of done.spans()) {
    if (BigInt(first) > next) spans.push([String(next), String(BigInt(first) - 1n)]);
    next = BigInt(last) + 1n;
  }
  if (next < space.count) spans.push([String(next), String(space.count - 1n)]);
  return spans;
}

interface PastJob {
  readonly job: Job;
  readonly rules: RunInputs['pathMappingRules'];
}

/** The jobs of the runs of a chain whose inputs were others than today's; at most the newest few. */
async function pastJobs(
  input: RunInput,
  chain: readonly RunRecord[],
  { store, jobOf }: EarlierRuns,
): Promise<PastJob[]> {
  const jobs: PastJob[] = [];
  for (const { id, templatePath } of chain.slice(0, MAX_COMPARED)) {
    const inputs = await store.inputs(id).catch(() => undefined);
    if (inputs === undefined || isUnchanged(inputs, input)) continue;
    const job = await jobOf?.(inputs, templatePath).catch(() => undefined);
    if (job !== undefined) jobs.push({ job, rules: inputs.pathMappingRules });
  }
  return jobs;
}

const MAX_COMPARED = 10;

function changesOf(input: RunInput, step: Step, past: readonly PastJob[]): string[] {
  if (past.length === 0) return [];
  const now = {
    job: input.job,
    rules: input.pathMappingRules ?? [],
    content: contentOf(input.job, step),
  };
  const changes = past.flatMap(({ job, rules }) => {
    const then = job.steps.find(({ name }) => name === step.name);
    return then ? contentDifferences({ job, rules, content: contentOf(job, then) }, now) : [];
  });
  return [...new Set(changes)];
}

function isUnchanged(inputs: RunInputs, input: RunInput): boolean {
  return (
    isSameJob(inputs, input) &&
    isDeepStrictEqual(inputs.pathMappingRules, input.pathMappingRules ?? [])
  );
}

function isSameJob(inputs: RunInputs, input: RunInput): boolean {
  const texts = (environments: readonly { readonly text: string }[]) =>
    environments.map(({ text }) => text);
  return (
    inputs.text === input.templateText &&
    isDeepStrictEqual(inputs.parameters, input.parameters ?? {}) &&
    isDeepStrictEqual(texts(inputs.environments), texts(input.environments ?? []))
  );
}

/** The job that the run was of: the present one where nothing has changed, undefined where it cannot be made. */
async function jobBefore(
  input: RunInput,
  base: RunRecord,
  { store, jobOf }: EarlierRuns,
): Promise<Job | undefined> {
  const inputs = await store.inputs(base.id).catch(() => undefined);
  if (inputs === undefined) return undefined;
  if (isSameJob(inputs, input)) return input.job;
  return jobOf?.(inputs, base.templatePath).catch(() => undefined);
}

/** The tasks of a step that a run was to run, as places in the present space; undefined for none. */
async function coverage(
  step: Step,
  { id, scope, steps }: RunRecord,
  before: Job | undefined,
  { store }: EarlierRuns,
): Promise<readonly bigint[] | 'all' | undefined> {
  if (scope.kind === 'job') return 'all';
  if (!steps.some(({ name }) => name === step.name)) return undefined;
  if (scope.kind === 'step' || (scope.kind === 'tasks' && scope.step !== step.name)) return 'all';
  const places = new Set<bigint>();
  const old = before?.steps.find(({ name }) => name === step.name)?.space;
  if (old === undefined || scope.kind === 'failed') {
    // What it was to run beyond what it ran cannot be known any more.
    for await (const task of store.history.eachTask(id, step.name))
      for (const place of placesOf(step.space, task.parameters)) places.add(place);
    return [...places];
  }
  const indices = scope.kind === 'tasks' ? scope.indices.map(BigInt) : scoutIndices(old.count);
  for (const index of indices) {
    if (index >= old.count) continue;
    const place = old === step.space ? index : step.space.indexOf(textsOf(old.at(index)));
    if (place !== undefined) places.add(place);
  }
  return [...places];
}

function textsOf(task: TaskParameterSet): Record<string, string> {
  return Object.fromEntries([...task].map(([name, { value }]) => [name, valueToText(value)]));
}

interface Marking {
  readonly store: RunStore;
  readonly runId: string;
  readonly step: Step;
  readonly space: TaskSpace;
  /** Places in the space are what they were. */
  readonly same: boolean;
}

/** Marks what succeeded in a run, and unmarks what did not. */
async function markDone(
  done: TaskSet,
  { store, runId, step, space, same }: Marking,
): Promise<void> {
  for await (const task of store.history.eachTask(runId, step.name)) {
    const succeeded = task.state === 'succeeded';
    if (same) done.set(task.index, succeeded);
    else for (const index of placesOf(space, task.parameters)) done.set(index, succeeded);
  }
}

/** Where a task is now; one that was a chunk of another size may be several. */
function placesOf(space: TaskSpace, parameters: Readonly<Record<string, string>>): bigint[] {
  const index = space.indexOf(parameters);
  if (index !== undefined) return [index];
  const { chunk } = space;
  if (chunk === undefined) return [];
  const parsed = parseRangeExpr(parameters[chunk.parameter] ?? '');
  if (!('value' in parsed)) return [];
  const places: bigint[] = [];
  for (const value of parsed.value) {
    const text = chunk.contiguous ? `${value}-${value}` : `${value}`;
    const place = space.indexOf({ ...parameters, [chunk.parameter]: text });
    if (place !== undefined) places.push(place);
  }
  return places;
}
