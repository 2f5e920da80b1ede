import { useEffect, useMemo } from 'react';
import { useResults, watchResults } from '../../stores/results-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { type Results, workOut } from './model.ts';

/** The files of the shown run; undefined until they have been read. */
export function useFileModel(): Results | undefined {
  useEffect(watchResults, []);
  const { runId, places, read } = useResults();
  const run = useRun((state) => state.run);
  const data = useRun((state) => state.data);
  const startedAt = run?.startedAt;
  // Folders are read after actions have ended: what is known then is what the files are held against.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that has ended is looked at once more.
  return useMemo(
    () =>
      read && runId !== undefined
        ? workOut(runId, startedAt, places, data.actions.values())
        : undefined,
    [read, runId, places, data, startedAt, run?.endedAt, data.actions.size === 0],
  );
}
