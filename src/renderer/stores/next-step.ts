import type { RunRecord, RunScope } from '../../shared/protocol/run.ts';
import type { JobSummary } from '../language-worker/contract.ts';
import { isActive, runTotals } from './run-data.ts';

/** The one thing to do next. */
type NextStep =
  | { readonly kind: 'scout' }
  | { readonly kind: 'run-all'; readonly scope: RunScope; readonly tasks: bigint }
  | { readonly kind: 'run-failed'; readonly scope: RunScope; readonly tasks: bigint }
  /** How many is not known where the tasks are others by now. */
  | { readonly kind: 'run-rest'; readonly scope: RunScope; readonly tasks: bigint | undefined }
  /** Everything is done as it is on the screen. */
  | { readonly kind: 'export' }
  | { readonly kind: 'none' };

/**
 * Today's tasks beside those of the run: the same and doing the same, the same but of other values or another
 * template, or others.
 */
export type Today = 'same' | 'changed' | 'moved';

export function nextStep(
  run: RunRecord | undefined,
  job: JobSummary | undefined,
  today: Today,
): NextStep {
  if (isActive(run)) return { kind: 'none' };
  if (!run) return { kind: 'scout' };
  const totals = runTotals(run);
  const all = jobTasks(job);
  const tasks = totals.total - BigInt(totals.succeeded);
  if (run.state !== 'succeeded' && tasks > 0n) {
    const scope: RunScope = { kind: 'failed', runId: run.id };
    if (today === 'moved') return { kind: 'run-rest', scope, tasks: undefined };
    const onlyFailed = tasks === BigInt(totals.failed);
    return { kind: onlyFailed ? 'run-failed' : 'run-rest', scope, tasks };
  }
  const covers = run.again?.covers ?? run.scope.kind;
  if (run.state === 'succeeded' && covers !== 'job' && totals.total < all)
    return { kind: 'run-all', scope: { kind: 'job' }, tasks: all };
  if (run.state === 'succeeded' && today === 'same') return { kind: 'export' };
  return { kind: 'scout' };
}

export function jobTasks(job: JobSummary | undefined): bigint {
  return (job?.steps ?? []).reduce((sum, step) => sum + BigInt(step.count), 0n);
}

/**
 * Tasks of a scout: the first, the middle and the last of each step that waits for no other. The others
 * need the results of all tasks before them.
 */
export function scoutTasks(job: JobSummary | undefined): bigint {
  return (job?.steps ?? []).reduce((sum, step) => {
    if (step.dependencies.length > 0) return sum;
    const count = BigInt(step.count);
    return sum + (count < 3n ? count : 3n);
  }, 0n);
}
