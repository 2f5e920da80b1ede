import { create } from 'zustand';
import type { RunRecord } from '../../shared/protocol/run.ts';
import { backend } from '../backend/backend.ts';
import { language } from '../language-worker/client.ts';
import type { FormerPlaces, JobSummary, StepMatch } from '../language-worker/contract.ts';
import { useApp } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import type { Today } from './next-step.ts';
import { STATE_LIMIT } from './run-data.ts';
import { valuesOfInputs } from './run-inputs.ts';
import { useRun } from './run-store.ts';
import { useTasks } from './task-store.ts';

interface MatchState {
  /** How today's tasks stand to those of the run that is shown, by step; undefined until that is known. */
  readonly steps: ReadonlyMap<string, StepMatch> | undefined;
  /** For steps whose tasks moved, as far as they were asked for. */
  readonly places: ReadonlyMap<string, FormerPlaces>;
}

const NOTHING: MatchState = { steps: undefined, places: new Map() };

/** What a run did belongs to tasks by the values of their parameters, whatever was changed since. */
export const useMatch = create<MatchState>()(() => NOTHING);

const NONE: readonly string[] = [];

/** What of the settings made that the tasks of a step would do something else than they did. */
export function differencesOf(state: MatchState, step: string): readonly string[] {
  return state.steps?.get(step)?.differs ?? NONE;
}

/** The same of the tasks that earlier runs had done, so that the shown one did not run them. */
export function earlierDifferences(run: RunRecord | undefined, step: string): readonly string[] {
  return run?.again?.differs?.[step] ?? NONE;
}

/** How today's tasks are to what the run did, all in all. */
export function todayOf({ steps }: MatchState): Today {
  if (steps === undefined) return 'moved';
  const matches = [...steps.values()];
  if (!matches.every(({ unchanged }) => unchanged)) return 'moved';
  const isSame = matches.every(({ differs }) => differs.length === 0);
  return isSame && useRun.getState().run?.again?.differs === undefined ? 'same' : 'changed';
}

let asking = 0;
/** The run that the worker knows, and which of its steps are counted in single values. */
let known: string | undefined;

async function follow(): Promise<void> {
  const turn = ++asking;
  const { run, madeOf } = useRun.getState();
  const { job, built } = useJob.getState();
  if (!run || !job || run.templatePath !== useDocument.getState().bundle?.template.path) {
    useMatch.setState(NOTHING);
    return;
  }
  const single = singleSteps(run, job);
  if (madeOf === built && single.length === 0) {
    useMatch.setState({
      steps: new Map(job.steps.map((step) => [step.name, sameTasks(step.name, step.count)])),
      places: new Map(),
    });
    return;
  }
  const isKnown = await tellFormer(run, single, () => turn === asking);
  if (turn !== asking) return;
  const matches = isKnown ? await language.call('matchSteps', undefined).catch(() => []) : [];
  if (turn !== asking) return;
  if (matches.length === 0) {
    // A worker that began anew knows no run.
    known = undefined;
    useMatch.setState(NOTHING);
    return;
  }
  const steps = new Map(matches.map((one) => [one.step, one]));
  const places = await readPlaces(steps, new Map());
  if (turn === asking) useMatch.setState({ steps, places });
}

const sameTasks = (step: string, count: string): StepMatch => ({
  step,
  count,
  same: true,
  unchanged: true,
  differs: [],
});

/** Adds the places of the shown step's tasks, where they are others than they were. */
async function readPlaces(
  steps: ReadonlyMap<string, StepMatch>,
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
  if (state.run?.id !== before.run?.id) useMatch.setState(NOTHING);
  void follow();
});
useJob.subscribe((state, before) => {
  if (state.built !== before.built) void follow();
});
useTasks.subscribe(async (state, before) => {
  const { steps, places } = useMatch.getState();
  if (state.step === before.step || !steps) return;
  const more = await readPlaces(steps, places);
  if (more !== places && useMatch.getState().steps === steps) useMatch.setState({ places: more });
});
