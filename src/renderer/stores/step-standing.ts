import type { ActionRecord, RunRecord } from '../../shared/protocol/run.ts';
import { text as words } from '../text/en.ts';
import { duration } from '../text/numbers.ts';
import { stepLeft } from './estimate.ts';
import { isActive, type RunData } from './run-data.ts';

/** How a step of a run stands, beyond the count of its tasks. */
interface StepStanding {
  /** 0…1: what is over, and of running tasks as much as they say. */
  readonly share: number;
  readonly failed: number;
  readonly stalled: number;
  /** How long it still takes (ms), where anything is known of it. */
  readonly left: number | undefined;
  /** What the newest of its running actions that says anything says. */
  readonly status: string | undefined;
}

/** How a step stands now; undefined when it is not part of the run. */
export function stepStanding(
  run: RunRecord | undefined,
  data: RunData,
  name: string,
  now: number,
): StepStanding | undefined {
  const step = run?.steps.find((one) => one.name === name);
  if (!run || !step) return undefined;
  const running = isActive(run) ? data.running().filter((one) => one.step === name) : [];
  const ended = step.succeeded + step.failed + step.canceled;
  const begun = running.reduce(
    (sum, { progress = 0, tasks = 1 }) => sum + (progress / 100) * tasks,
    0,
  );
  const total = Number(step.total);
  const left = running.length > 0 ? stepLeft(step, data, run.sessions, now) : undefined;
  return {
    share: total === 0 ? 0 : Math.min(1, (ended + begun) / total),
    failed: step.failed,
    stalled: running.filter((one) => one.stalledSince !== undefined).length,
    left: left?.known ? left.milliseconds : undefined,
    status: newestStatus(running),
  };
}

/** What there is to say of it in a line, the worst first. */
export function standingNotes(standing: StepStanding): string[] {
  const { failed, stalled, left, status } = standing;
  return [
    failed > 0 && words.steps.failed(failed),
    stalled > 0 && words.steps.stalled(stalled),
    left !== undefined && words.steps.left(duration(left)),
    status !== undefined && status,
  ].filter((note): note is string => typeof note === 'string' && note !== '');
}

function newestStatus(running: readonly ActionRecord[]): string | undefined {
  let newest: ActionRecord | undefined;
  for (const action of running)
    if (action.statusMessage !== undefined && (!newest || action.id > newest.id)) newest = action;
  return newest?.statusMessage;
}
