import { create } from 'zustand';
import type { RunRecord } from '../../shared/protocol/run.ts';
import { backend } from '../backend/backend.ts';
import { useDocument } from './document-store.ts';
import { useLog } from './log-store.ts';
import { isActive } from './run-data.ts';
import { adoptRun, useRun } from './run-store.ts';

/** Runs that are under way, of whichever bundle and begun in whichever window: one goes on when another is opened. */
const useActiveRuns = create<{ readonly runs: readonly RunRecord[] }>()(() => ({
  runs: [],
}));

const LOOKED_AT = 100;

/** Reads which runs are under way; events keep it up to date. */
async function findActiveRuns(): Promise<void> {
  const runs = await backend.call('run.list', { limit: LOOKED_AT }).catch(() => undefined);
  if (runs) useActiveRuns.setState({ runs: runs.filter(isActive) });
}

interface RunElsewhere {
  readonly run: RunRecord;
  readonly count: number;
  /** It is one of the bundle on the screen. */
  readonly ofThisBundle: boolean;
}

/** The newest run under way that is not the one on the screen, and how many there are. */
export function useRunElsewhere(): RunElsewhere | undefined {
  const here = useDocument((state) => state.bundle?.template.path);
  const shown = useRun((state) => state.run?.id);
  const starting = useRun((state) => state.starting);
  const runs = useActiveRuns((state) => state.runs);
  // The run that begins here is on its way to the screen.
  const others = runs.filter(
    ({ id, templatePath }) => id !== shown && !(starting && templatePath === here),
  );
  const run = others[0];
  return run && { run, count: others.length, ofThisBundle: run.templatePath === here };
}

/**
 * A run that another window began on this bundle is shown here at once, unless someone here looks at another
 * one: at a run that goes on, one of the history, or a log that was chosen. The status bar then leads to it.
 */
function followOtherWindow(run: RunRecord): void {
  const { run: shown, starting, origin } = useRun.getState();
  if (starting || !isActive(run) || run.id === shown?.id) return;
  if (run.templatePath !== useDocument.getState().bundle?.template.path) return;
  if (isActive(shown) || (shown && (origin === 'history' || useLog.getState().pinned))) return;
  void adoptRun(run, 'other-window');
}

/** The runs under way once one has changed: newest first. */
export function withRun(runs: readonly RunRecord[], run: RunRecord): readonly RunRecord[] {
  const known = runs.some(({ id }) => id === run.id);
  if (!isActive(run)) return known ? runs.filter(({ id }) => id !== run.id) : runs;
  return known ? runs.map((one) => (one.id === run.id ? run : one)) : [run, ...runs];
}

backend.on('run.changed', ({ run }) => {
  const { runs } = useActiveRuns.getState();
  useActiveRuns.setState({ runs: withRun(runs, run) });
  // Once, when it begins: someone who then turns to another run is left there.
  if (!runs.some(({ id }) => id === run.id)) followOtherWindow(run);
});

backend.onState((state) => {
  if (state === 'open') void findActiveRuns();
});
