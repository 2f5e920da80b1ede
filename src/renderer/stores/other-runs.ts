import { create } from 'zustand';
import type { RunRecord } from '../../shared/protocol/run.ts';
import { backend } from '../backend/backend.ts';
import { useDocument } from './document-store.ts';
import { isActive } from './run-data.ts';

/** Runs that are under way, of whichever bundle: one goes on when another bundle is opened. */
const useActiveRuns = create<{ readonly runs: readonly RunRecord[] }>()(() => ({
  runs: [],
}));

const LOOKED_AT = 100;

/** Reads which runs are under way; events keep it up to date. */
async function findActiveRuns(): Promise<void> {
  const runs = await backend.call('run.list', { limit: LOOKED_AT }).catch(() => undefined);
  if (runs) useActiveRuns.setState({ runs: runs.filter(isActive) });
}

/** The newest run under way of a bundle that is not the one on the screen, and how many there are. */
export function useRunElsewhere(): { readonly run: RunRecord; readonly count: number } | undefined {
  const here = useDocument((state) => state.bundle?.template.path);
  const runs = useActiveRuns((state) => state.runs);
  const others = runs.filter(({ templatePath }) => templatePath !== here);
  const run = others[0];
  return run && { run, count: others.length };
}

/** The runs under way once one has changed: newest first. */
export function withRun(runs: readonly RunRecord[], run: RunRecord): readonly RunRecord[] {
  const known = runs.some(({ id }) => id === run.id);
  if (!isActive(run)) return known ? runs.filter(({ id }) => id !== run.id) : runs;
  return known ? runs.map((one) => (one.id === run.id ? run : one)) : [run, ...runs];
}

backend.on('run.changed', ({ run }) =>
  useActiveRuns.setState(({ runs }) => ({ runs: withRun(runs, run) })),
);

backend.onState((state) => {
  if (state === 'open') void findActiveRuns();
});
