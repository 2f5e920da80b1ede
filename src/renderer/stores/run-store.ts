import { create } from 'zustand';
import { ProtocolError } from '../../shared/protocol/errors.ts';
import type { CommandPage, RunRequest, TrustSheet } from '../../shared/protocol/methods.ts';
import type { RunRecord, RunScope } from '../../shared/protocol/run.ts';
import { backend, failureText } from '../backend/backend.ts';
import { notify } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { saveForRun } from './file-saving.ts';
import { focusParameter } from './focus-parameter.ts';
import { useJob } from './job-store.ts';
import { showBottomTab } from './layout-store.ts';
import { valuesFor } from './parameter-store.ts';
import { editsDone } from './pending-edits.ts';
import { rememberValues } from './preset-store.ts';
import { isActive, RunData, STATE_LIMIT } from './run-data.ts';
import { takeBackRefusal, tellInvalid, tellMissing, tellUnsigned } from './run-refusal.ts';
import { useSettings } from './settings-store.ts';
import { activeEnvironments, activeRules } from './setup-store.ts';
import { refusalText, warnUnsigned } from './signature-store.ts';

/** `here`: begun or come back to in this window. */
type RunOrigin = 'here' | 'history' | 'other-window';

interface RunState {
  readonly run: RunRecord | undefined;
  readonly data: RunData;
  /** Of a run that began here: which job on the screen it was made of, by its count. */
  readonly madeOf: number | undefined;
  /** What brought it here: a run that nobody of this window asked for leaves what is chosen in it alone. */
  readonly origin: RunOrigin;
  /** Counts changes of {@link data}, at most ten a second. */
  readonly version: number;
  readonly starting: boolean;
  /** What must be agreed to before this request may run. */
  readonly sheet:
    | {
        readonly sheet: TrustSheet;
        /** What is looked at. */
        readonly of: RunRequest;
        /** What runs when it is agreed to. */
        readonly request: RunRequest | undefined;
      }
    | undefined;
}

export const useRun = create<RunState>()(() => ({
  run: undefined,
  data: new RunData(),
  madeOf: undefined,
  origin: 'here',
  version: 0,
  starting: false,
  sheet: undefined,
}));

const REMEMBERED = 'jobwright.run';
const ACTION_PAGE = 5000;
const ACTIONS_HELD = 200_000;

/** Runs a scope of what is on the screen, saved or not. */
export async function startRun(scope: RunScope, keepFolders = false): Promise<void> {
  await editsDone();
  const [missing, ...others] = useJob.getState().job?.missing ?? [];
  if (missing !== undefined) {
    focusParameter(missing);
    tellMissing([missing, ...others]);
    return;
  }
  if (!(await saveForRun())) return;
  const request = makeRequest(scope);
  if (request) await start(keepFolders ? { ...request, keepSessionFolders: true } : request);
}

/** What would be sent for a scope; undefined when nothing is open. */
export function makeRequest(scope: RunScope): RunRequest | undefined {
  const { bundle, text } = useDocument.getState();
  const form = useJob.getState().check?.form;
  const environments = activeEnvironments();
  if (!bundle || !form || !environments) return undefined;
  const { processKind, sessions, maxFailures, keepSessionFolders, user } = useSettings.getState();
  return {
    templatePath: bundle.template.path,
    text,
    parameters: { ...valuesFor(form) },
    environments: [...environments],
    pathMappingRules: activeRules(),
    scope,
    processKind,
    sessions,
    maxFailures,
    keepSessionFolders,
    ...(user === '' ? {} : { user }),
  };
}

async function start(request: RunRequest): Promise<void> {
  if (useRun.getState().starting) return;
  useRun.setState({ starting: true });
  try {
    const { built } = useJob.getState();
    const run = await backend.call('run.start', request);
    takeBackRefusal();
    void warnUnsigned(request);
    rememberValues(valuesFor(useJob.getState().check?.form ?? []));
    await adoptRun(run, 'here', built);
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'trust-required') {
      // What was refused before is asked for now.
      takeBackRefusal();
      useRun.setState({
        sheet: { sheet: error.data as unknown as TrustSheet, of: request, request },
      });
    } else if (error instanceof ProtocolError && error.code === 'invalid-job') {
      showBottomTab('problems');
      tellInvalid();
    } else if (error instanceof ProtocolError && error.code === 'signature-required')
      tellUnsigned(refusalText(error));
    else notify('error', failureText(error));
  } finally {
    useRun.setState({ starting: false });
  }
}

/** Shows the sheet without running: what the whole job would execute. */
export async function showTrustSheet(): Promise<void> {
  const request = makeRequest({ kind: 'job' });
  if (!request) return;
  try {
    const sheet = await backend.call('trust.describe', request);
    useRun.setState({ sheet: { sheet, of: request, request: undefined } });
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** Agrees to the sheet that is shown, and runs what asked for it. */
export async function agreeToSheet(): Promise<void> {
  const shown = useRun.getState().sheet;
  if (!shown) return;
  const { root, contentHash, environments } = shown.sheet;
  const environmentHashes = environments.map(({ hash }) => hash);
  useRun.setState({ sheet: undefined });
  try {
    await backend.call('trust.grant', { root, contentHash, environmentHashes });
    useDocument.setState({ trust: 'trusted' });
    if (shown.request) await start(shown.request);
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** Further commands of the sheet, or those that contain a text; undefined when that was told as an error. */
export async function sheetCommands(
  of: RunRequest,
  search: string,
  from: number,
): Promise<CommandPage | undefined> {
  try {
    return await backend.call('trust.commands', { ...of, search, from });
  } catch (error) {
    notify('error', failureText(error));
    return undefined;
  }
}

export function closeSheet(): void {
  useRun.setState({ sheet: undefined });
}

export async function revokeTrust(): Promise<void> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return;
  await backend.call('trust.revoke', { root }).then(
    () => useDocument.setState({ trust: 'untrusted' }),
    (error: unknown) => notify('error', failureText(error)),
  );
}

export async function stopRun(mode: 'after-running' | 'now' | 'kill'): Promise<void> {
  const run = useRun.getState().run;
  if (!run || !isActive(run)) return;
  await backend
    .call('run.stop', { runId: run.id, mode })
    .catch((error: unknown) => notify('error', failureText(error)));
}

/** Follows a run: its record, its actions, its tasks. `madeOf` is what was built when it began here. */
export async function adoptRun(run: RunRecord, origin: RunOrigin, madeOf?: number): Promise<void> {
  sessionStorage.setItem(REMEMBERED, run.id);
  useRun.setState((state) => ({
    run,
    data: new RunData(),
    madeOf: madeOf ?? (state.run?.id === run.id ? state.madeOf : undefined),
    origin,
    version: state.version + 1,
  }));
  await readActions(run.id);
}

/** Shows no run any more; it goes on. */
export function forgetRun(): void {
  useRun.setState((state) => ({ run: undefined, data: new RunData(), version: state.version + 1 }));
}

/** The run to come back to after a reload: the one that was shown, else one that is under way. */
export async function findRun(templatePath: string): Promise<void> {
  forgetRun();
  const runs = await backend.call('run.list', { templatePath, limit: 20 }).catch(() => []);
  const remembered = sessionStorage.getItem(REMEMBERED);
  const run = runs.find(isActive) ?? runs.find((one) => one.id === remembered);
  if (run) await adoptRun(run, 'here');
}

async function readActions(runId: string): Promise<void> {
  for (let from = 0; from < ACTIONS_HELD; from += ACTION_PAGE) {
    const page = await backend
      .call('run.actions', { runId, from, count: ACTION_PAGE })
      .catch(() => undefined);
    const state = useRun.getState();
    if (!page || state.run?.id !== runId) return;
    state.data.apply(page.actions);
    changed();
    if (page.actions.length < ACTION_PAGE) return;
  }
}

const reading = new Set<string>();

/** Reads the states of a step's tasks, as many as the run has places for, once; actions keep them up to date. */
export async function loadTaskStates(step: string, tasks: bigint): Promise<void> {
  const { run, data } = useRun.getState();
  if (!run || data.hasStates(step) || tasks === 0n) return;
  const key = `${run.id} ${step}`;
  if (reading.has(key)) return;
  reading.add(key);
  const count = tasks > BigInt(STATE_LIMIT) ? STATE_LIMIT : Number(tasks);
  const answer = await backend
    .call('run.taskStates', { runId: run.id, step, from: '0', count })
    .catch(() => undefined);
  reading.delete(key);
  if (!answer || useRun.getState().data !== data) return;
  data.setStates(step, answer.states);
  if (!isActive(useRun.getState().run)) data.settle();
  changed();
}

let drawing = false;

/** Lets the page look at the data again, at most every 100 ms. */
function changed(): void {
  if (drawing) return;
  drawing = true;
  setTimeout(() => {
    drawing = false;
    useRun.setState((state) => ({ version: state.version + 1 }));
  }, 100);
}

backend.on('run.changed', ({ run }) => {
  const shown = useRun.getState();
  if (run.id !== shown.run?.id) return;
  useRun.setState({ run });
  if (isActive(run)) return;
  shown.data.settle();
  changed();
});

backend.on('actions.changed', ({ runId, actions }) => {
  const { run, data } = useRun.getState();
  if (run?.id !== runId) return;
  data.apply(actions);
  changed();
});

// What happened while the connection was away is read again.
backend.onState(async (state) => {
  const run = useRun.getState().run;
  if (state !== 'open' || !run) return;
  const now = await backend.call('run.get', { runId: run.id }).catch(() => undefined);
  const { run: shown, origin } = useRun.getState();
  if (now && shown?.id === now.id) await adoptRun(now, origin);
});
