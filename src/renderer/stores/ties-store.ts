import { create } from 'zustand';
import type { ActionRecord, RunRecord } from '../../shared/protocol/run.ts';
import { backend } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import type { FormerPlaces, JobSummary, StepTies } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import type { Today } from './next-step.ts';
import { STATE_LIMIT, type StateLetter } from './run-data.ts';
import { valuesOfInputs } from './run-inputs.ts';
import { startRun, useRun } from './run-store.ts';
import { showTask, useTasks } from './task-store.ts';

interface TiesState {
  /** How today's tasks stand to those of the run that is shown, by step; undefined until that is known. */
  readonly steps: ReadonlyMap<string, StepTies> | undefined;
  /** For steps whose tasks moved, as far as they were asked for. */
  readonly places: ReadonlyMap<string, FormerPlaces>;
}

const IDLE = '-'.charCodeAt(0);
const NOTHING: TiesState = { steps: undefined, places: new Map() };

/** What a run did belongs to tasks by the values of their parameters, whatever was changed since. */
export const useTies = create<TiesState>()(() => NOTHING);

/** Where a task of today is in the run that is shown; undefined: it was no task of it, or that is not known. */
export function placeInRun(
  step: string,
  index: bigint,
): { readonly place: bigint; readonly length: number } | undefined {
  const { steps, places } = useTies.getState();
  const ties = steps?.get(step);
  if (!ties) return undefined;
  if (ties.same) return { place: index, length: 1 };
  const found = places.get(step);
  if (!found || index >= BigInt(found.places.length)) return undefined;
  const place = found.places[Number(index)] ?? -1;
  if (place < 0) return undefined;
  return { place: BigInt(place), length: found.lengths[Number(index)] ?? 1 };
}

export function taskState(step: string, index: bigint): StateLetter {
  const found = placeInRun(step, index);
  return found ? useRun.getState().data.state(step, found.place, found.length) : '-';
}

/** The newest action of a task of today. */
export function taskAction(step: string, index: bigint): ActionRecord | undefined {
  const found = placeInRun(step, index);
  return found && useRun.getState().data.taskAction(step, found.place, found.length);
}

const NOT_RUN = '-'.charCodeAt(0);
const WAITING = 'w'.charCodeAt(0);

/** Letters of today's tasks as character codes. */
export function taskStates(step: string): Uint8Array | undefined {
  const { steps, places } = useTies.getState();
  const { data } = useRun.getState();
  if (steps?.get(step)?.same) return data.states(step);
  const found = places.get(step);
  if (!found) return undefined;
  const codes = data.states(step);
  const now = new Uint8Array(found.places.length).fill(NOT_RUN);
  for (let at = 0; at < now.length; at++) {
    const place = found.places[at] ?? -1;
    const length = found.lengths[at] ?? 1;
    if (place < 0) continue;
    now[at] =
      length === 1 && codes
        ? (codes[place] ?? NOT_RUN)
        : data.state(step, String(place), length).charCodeAt(0);
  }
  return now;
}

/** The same of tasks that are too many for a letter each: of those that the run that is shown looked at. */
export function ranStates(step: string): ReadonlyMap<number, number> {
  const { steps } = useTies.getState();
  const states = new Map<number, number>();
  if (steps?.get(step)?.same)
    useRun
      .getState()
      .data.states(step)
      ?.forEach((code, at) => {
        if (code !== IDLE) states.set(at, code);
      });
  for (const [at, { tasks = 1 }] of taskActions(step, Number.POSITIVE_INFINITY))
    for (let index = at; index < at + tasks; index++)
      states.set(index, taskState(step, BigInt(index)).charCodeAt(0));
  return states;
}

/** The newest actions of today's tasks by their places, of the first `count` tasks. */
export function* taskActions(step: string, count: number): Iterable<[number, ActionRecord]> {
  const { steps, places } = useTies.getState();
  const { data } = useRun.getState();
  if (steps?.get(step)?.same) {
    for (const action of data.actionsOf(step))
      if (Number(action.taskIndex) < count) yield [Number(action.taskIndex), action];
    return;
  }
  const found = places.get(step);
  const states = taskStates(step);
  for (let at = 0; found && states && at < Math.min(count, states.length); at++) {
    // Those that have not begun have none: of very many tasks that is most.
    if (states[at] === NOT_RUN || states[at] === WAITING) continue;
    const place = String(found.places[at] ?? -1);
    const action = data.taskAction(step, place, found.lengths[at] ?? 1);
    if (action) yield [at, action];
  }
}

/** How long today's tasks took, in milliseconds, by their places. */
export function taskTimes(step: string, count: number): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const [at, { startedAt, endedAt }] of taskActions(step, count))
    if (endedAt !== undefined) times.set(at, endedAt - startedAt);
  return times;
}

const NONE: readonly string[] = [];

/** The same of the tasks that earlier runs had done, so that the shown one did not run them. */
export function earlierDifferences(run: RunRecord | undefined, step: string): readonly string[] {
  return run?.again?.differs?.[step] ?? NONE;
}

/** What of the settings made that the tasks of a step would do something else than they did. */
export function differencesOf(state: TiesState, step: string): readonly string[] {
  return state.steps?.get(step)?.differs ?? NONE;
}

/** How today's tasks are to what the run did, all in all. */
export function todayOf({ steps }: TiesState): Today {
  if (steps === undefined) return 'moved';
  const ties = [...steps.values()];
  if (!ties.every(({ unchanged }) => unchanged)) return 'moved';
  const isSame = ties.every(({ differs }) => differs.length === 0);
  return isSame && useRun.getState().run?.again?.differs === undefined ? 'same' : 'changed';
}

/** Shows the task of an action wherever it is today; false where it is no task any more. */
export async function showTaskOf(action: ActionRecord): Promise<boolean> {
  const index = await placeToday(action);
  if (index === undefined || action.step === undefined) return false;
  showTask(action.step, index);
  return true;
}

/** Runs the task of an action again, by its values. */
export async function runAgain(action: ActionRecord): Promise<void> {
  const index = await placeToday(action);
  if (index === undefined || action.step === undefined) notify('info', words.tasks.gone);
  else await startRun({ kind: 'tasks', step: action.step, indices: [String(index)] });
}

async function placeToday(action: ActionRecord): Promise<bigint | undefined> {
  const { step, taskIndex, parameters } = action;
  if (step === undefined || taskIndex === undefined) return undefined;
  if (useTies.getState().steps?.get(step)?.same) return BigInt(taskIndex);
  const found = await language
    .call('placeNow', { step, values: parameters ?? {} })
    .catch(() => null);
  return found ? BigInt(found.index) : undefined;
}

let asking = 0;
/** The run that the worker knows, and which of its steps are counted in single values. */
let known: string | undefined;

async function follow(): Promise<void> {
  const turn = ++asking;
  const { run, madeOf } = useRun.getState();
  const { job, built } = useJob.getState();
  if (!run || !job || run.templatePath !== useDocument.getState().bundle?.template.path) {
    useTies.setState(NOTHING);
    return;
  }
  const single = singleSteps(run, job);
  if (madeOf === built && single.length === 0) {
    useTies.setState({
      steps: new Map(job.steps.map((step) => [step.name, tied(step.name, step.count)])),
      places: new Map(),
    });
    return;
  }
  const isKnown = await tellFormer(run, single, () => turn === asking);
  if (turn !== asking) return;
  const ties = isKnown ? await language.call('ties', undefined).catch(() => []) : [];
  if (turn !== asking) return;
  if (ties.length === 0) {
    // A worker that began anew knows no run.
    known = undefined;
    useTies.setState(NOTHING);
    return;
  }
  const steps = new Map(ties.map((one) => [one.step, one]));
  const places = await readPlaces(steps, new Map());
  if (turn === asking) useTies.setState({ steps, places });
}

const tied = (step: string, count: string): StepTies => ({
  step,
  count,
  same: true,
  unchanged: true,
  differs: [],
});

/** Adds the places of the shown step's tasks, where they are others than they were. */
async function readPlaces(
  steps: ReadonlyMap<string, StepTies>,
  places: ReadonlyMap<string, FormerPlaces>,
): Promise<ReadonlyMap<string, FormerPlaces>> {
  const step = useTasks.getState().step ?? useJob.getState().job?.steps[0]?.name;
  if (step === undefined || steps.get(step)?.same !== false || places.has(step)) return places;
  const found = await language
    .call('formerPlaces', { step, from: '0', count: STATE_LIMIT })
    .catch(() => undefined);
  return found ? new Map([...places, [step, found]]) : places;
}

/** Has the worker know a run, unless it does or another one is shown by then. */
async function tellFormer(
  run: RunRecord,
  single: readonly string[],
  isWanted: () => boolean,
): Promise<boolean> {
  const key = JSON.stringify([run.id, single]);
  if (known === key) return true;
  const info = useApp.getState().info;
  const inputs = await backend.call('run.inputs', { runId: run.id }).catch(() => undefined);
  if (!inputs || !isWanted()) return false;
  // The worker answers in order: whatever is asked from here on is about this run.
  known = key;
  const made = await language
    .call('former', {
      check: {
        text: inputs.text,
        format: run.templatePath.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
        environments: inputs.environments,
      },
      build: {
        values: valuesOfInputs(inputs),
        templateDirectory: run.templatePath.replace(/[/\\][^/\\]*$/, ''),
        workingDirectory: info?.workingDirectory ?? '',
        pathFormat: info?.pathFormat ?? 'POSIX',
        pathMappingRules: inputs.pathMappingRules,
      },
      single,
    })
    .catch(() => false);
  if (!made && known === key) known = undefined;
  return made;
}

/** A run of all tasks of a step whose chunks adapt counts single values. */
function singleSteps({ scope, again }: RunRecord, job: JobSummary): string[] {
  const covers = again?.covers ?? scope.kind;
  return job.steps
    .filter(({ chunk }) => chunk?.adaptive === true)
    .filter(({ name }) =>
      scope.kind === 'tasks' ? scope.step !== name : covers === 'job' || covers === 'step',
    )
    .map(({ name }) => name);
}

useRun.subscribe((state, before) => {
  if (state.run?.id === before.run?.id && state.data === before.data) return;
  if (state.run?.id !== before.run?.id) useTies.setState(NOTHING);
  void follow();
});
useJob.subscribe((state, before) => {
  if (state.built !== before.built) void follow();
});
useTasks.subscribe(async (state, before) => {
  const { steps, places } = useTies.getState();
  if (state.step === before.step || !steps) return;
  const more = await readPlaces(steps, places);
  if (more !== places && useTies.getState().steps === steps) useTies.setState({ places: more });
});
