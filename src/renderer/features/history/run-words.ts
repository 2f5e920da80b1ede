import type { RunRecord } from '../../../shared/protocol/run.ts';
import { runTotals } from '../../stores/run-data.ts';
import { text as words } from '../../text/en.ts';
import { clock, duration, groupDigits, moment } from '../../text/numbers.ts';
import type { StateName } from '../../ui/state-glyph.tsx';

export const GLYPHS: Record<RunRecord['state'], StateName> = {
  waiting: 'waiting',
  running: 'running',
  stopping: 'running',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'canceled',
  interrupted: 'canceled',
};

export function scopeWords({ scope }: RunRecord): string {
  switch (scope.kind) {
    case 'scout':
      return words.history.scopes.scout;
    case 'tasks':
      return words.history.scopes.tasks(scope.indices.length);
    case 'step':
      return words.history.scopes.step(scope.step);
    case 'failed':
      return words.history.scopes.failed;
    default:
      return words.history.scopes.job;
  }
}

export function whenWords(run: RunRecord): string {
  return moment(run.createdAt, Date.now());
}

export function timeWords(run: RunRecord): string {
  if (run.startedAt === undefined) return '';
  return run.endedAt === undefined
    ? clock(Date.now() - run.startedAt)
    : duration(run.endedAt - run.startedAt);
}

/** `23/24`: tasks that succeeded of those in scope. */
export function countWords(run: RunRecord): string {
  const totals = runTotals(run);
  return `${groupDigits(totals.succeeded)}/${groupDigits(totals.total)}`;
}
