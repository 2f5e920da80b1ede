import { create } from 'zustand';
import type { ResultFile, ResultRoot } from '../../shared/protocol/results.ts';
import { backend, failureText } from '../backend/backend.ts';
import { showBottomTab } from './layout-store.ts';
import { isActive } from './run-data.ts';
import { useRun } from './run-store.ts';

/** What lies in one of the folders that a run wrote to. */
export interface ResultPlace {
  readonly root: ResultRoot;
  readonly files: readonly ResultFile[];
  /** Files beyond those that are listed. */
  readonly more: number;
  readonly problem?: string;
}

export interface FileRef {
  readonly runId: string;
  readonly root: string;
  readonly path: string;
  /** Which version of the file: another one is another picture. */
  readonly modifiedAt: number;
}

interface ResultsState {
  readonly runId: string | undefined;
  readonly places: readonly ResultPlace[];
  readonly read: boolean;
  readonly chosen: { readonly root: string; readonly path: string } | undefined;
}

const NONE = { runId: undefined, places: [], read: false, chosen: undefined };

export const useResults = create<ResultsState>()(() => NONE);

export function chooseFile(root: string, path: string): void {
  useResults.setState({ chosen: { root, path } });
}

/** Shows one file in the Files view, from wherever it was met. */
export function showFile(root: string, path: string): void {
  chooseFile(root, path);
  showBottomTab('files');
}

let reading = false;
let wanted = false;
let waiting: ReturnType<typeof setTimeout> | undefined;
/** Views that show files: without one nothing is read. */
let watchers = 0;

/** Keeps the files of the shown run up to date for as long as someone looks; returns how to stop. */
export function watchResults(): () => void {
  watchers++;
  if (!useResults.getState().read) readSoon(0);
  return () => {
    watchers--;
  };
}

/** Looks at the folders again, also when nothing is known to have changed. */
export function refreshResults(): void {
  readSoon(0);
}

function readSoon(delay: number): void {
  if (watchers === 0) return;
  if (reading) {
    wanted = true;
    return;
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => void read(), delay);
}

const REST = 2000;

async function read(): Promise<void> {
  const run = useRun.getState().run;
  if (!run) return;
  reading = true;
  wanted = false;
  const began = performance.now();
  const places = await readPlaces(run.id).catch(() => undefined);
  reading = false;
  const now = useRun.getState().run;
  if (places && now?.id === run.id)
    useResults.setState((state) => ({
      runId: run.id,
      places,
      read: true,
      chosen: state.runId === run.id ? state.chosen : undefined,
    }));
  // Large folders are read more rarely: looking must not compete with what writes.
  if (wanted) readSoon(now?.id === run.id ? Math.max(REST, (performance.now() - began) * 10) : 0);
}

async function readPlaces(runId: string): Promise<ResultPlace[]> {
  const roots = await backend.call('results.roots', { runId });
  const places: ResultPlace[] = [];
  for (const root of roots) {
    // Copies for comparing: the files of a run are those of its folders.
    if (root.kind === 'kept') continue;
    if (root.missing) {
      places.push({ root, files: [], more: 0 });
      continue;
    }
    const place = await backend
      .call('results.list', { runId, root: root.id, directory: '', recursive: true })
      .then(
        ({ files, more }): ResultPlace => ({ root, files, more }),
        (error: unknown) => ({ root, files: [], more: 0, problem: failureText(error) }),
      );
    places.push(place);
  }
  return places;
}

// Actions that end have written; a run that is another one has other folders.
useRun.subscribe((state, before) => {
  if (state.run?.id !== before.run?.id) {
    useResults.setState(NONE);
    if (state.run) readSoon(0);
  } else if (state.run && state.run.endedAt !== before.run?.endedAt) readSoon(0);
  else if (isActive(state.run) && state.version !== before.version) readSoon(REST);
});

// What was written while the connection was away is looked at again.
backend.onState((state) => {
  if (state === 'open' && useResults.getState().read) readSoon(0);
});
