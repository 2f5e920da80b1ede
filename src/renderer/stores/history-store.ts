import { create } from 'zustand';
import type { Result } from '../../shared/protocol/methods.ts';
import type { ActionRecord, RunFile, RunRecord } from '../../shared/protocol/run.ts';
import { backend, failureText } from '../backend/backend.ts';
import { notify } from './app-store.ts';
import { useDocument } from './document-store.ts';

export type RunInputs = Result<'run.inputs'>;

interface HistoryState {
  /** The newest first; undefined until they have been read. */
  readonly runs: readonly RunRecord[] | undefined;
  readonly search: string;
  /** Runs of every template, not only of the one that is open. */
  readonly everywhere: boolean;
  /** The run whose details are shown. */
  readonly chosen: string | undefined;
  /** Two runs side by side, the older one first. */
  readonly compared: readonly [RunRecord, RunRecord] | undefined;
}

export const useHistory = create<HistoryState>()(() => ({
  runs: undefined,
  search: '',
  everywhere: false,
  chosen: undefined,
  compared: undefined,
}));

const LIST_LIMIT = 1000;
const ACTION_PAGE = 5000;

let newest = 0;

/** Reads the list again; answers to earlier questions that come late are dropped. */
export async function readHistory(): Promise<void> {
  const { search, everywhere } = useHistory.getState();
  const templatePath = useDocument.getState().bundle?.template.path;
  const question = ++newest;
  try {
    const runs = await backend.call('run.list', {
      limit: LIST_LIMIT,
      ...(search.trim() === '' ? {} : { search: search.trim() }),
      ...(everywhere || templatePath === undefined ? {} : { templatePath }),
    });
    if (question === newest) useHistory.setState({ runs });
  } catch (error) {
    if (question === newest) notify('error', failureText(error));
  }
}

let waiting: ReturnType<typeof setTimeout> | undefined;

function readSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => void readHistory(), 150);
}

export function searchHistory(search: string): void {
  useHistory.setState({ search });
  readSoon();
}

export function showEverywhere(everywhere: boolean): void {
  useHistory.setState({ everywhere });
  void readHistory();
}

export function chooseRun(chosen: string | undefined): void {
  useHistory.setState({ chosen });
}

export function compareRuns(a: RunRecord, b: RunRecord): void {
  useHistory.setState({ compared: a.createdAt <= b.createdAt ? [a, b] : [b, a] });
}

export function endComparison(): void {
  useHistory.setState({ compared: undefined });
}

/** What a run was made of; undefined, with a word about it, when that cannot be read. */
export async function readInputs(runId: string): Promise<RunInputs | undefined> {
  try {
    return await backend.call('run.inputs', { runId });
  } catch (error) {
    notify('error', failureText(error));
    return undefined;
  }
}

/** What is kept with a run; undefined while it cannot be read. */
export async function readKept(runId: string): Promise<Result<'results.kept'> | undefined> {
  return backend.call('results.kept', { runId }).catch(() => undefined);
}

export async function dropPictures(runId: string): Promise<void> {
  await backend
    .call('results.dropPictures', { runId })
    .catch((error: unknown) => notify('error', failureText(error)));
}

/** The bundle's files as a run found them beside what they are now. */
export async function readRunFiles(runId: string): Promise<readonly RunFile[]> {
  return (await backend.call('run.files', { runId }).catch(() => ({ files: [] }))).files;
}

/** Actions of a run in the order of starting, at most `limit` of them. */
export async function readAllActions(runId: string, limit: number): Promise<ActionRecord[]> {
  const actions: ActionRecord[] = [];
  for (let from = 0; from < limit; from += ACTION_PAGE) {
    const page = await backend.call('run.actions', { runId, from, count: ACTION_PAGE });
    for (const action of page.actions) actions.push(action);
    if (page.actions.length < ACTION_PAGE) break;
  }
  return actions;
}

// A run that is listed changes in place; one that is new brings the list up to date.
backend.on('run.changed', ({ run }) => {
  const { runs } = useHistory.getState();
  if (!runs) return;
  if (runs.some((one) => one.id === run.id))
    useHistory.setState({ runs: runs.map((one) => (one.id === run.id ? run : one)) });
  else readSoon();
});

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path === before.bundle?.template.path) return;
  useHistory.setState({ compared: undefined });
  if (useHistory.getState().runs) void readHistory();
});
