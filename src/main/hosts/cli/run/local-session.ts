import type { Environment, Job } from '../../../../shared/model/index.ts';
import type { ActionResult, Session } from '../../../session/index.ts';
import type { SelectedStep } from './selection.ts';

export interface SessionOutcome {
  readonly succeeded: boolean;
  readonly tasksRun: number;
  /** What failed first, in words. */
  readonly message?: string;
}

/** A task that was canceled or failed ends the run; what was entered is always exited. */
class Stopped extends Error {}

/**
 * Runs the selected steps one after another in one session: environments of environment templates and of
 * the job around all, each step's own around its tasks (How Jobs Are Run).
 */
export async function runInSession(
  session: Session,
  job: Job,
  steps: readonly SelectedStep[],
  interrupted: () => boolean,
): Promise<SessionOutcome> {
  let tasksRun = 0;
  let message: string | undefined;

  const check = (what: string, result: ActionResult): void => {
    if (result.state === 'SUCCESS') return;
    message ??= describeFailure(what, result);
    throw new Stopped();
  };
  const goOn = (): void => {
    if (interrupted()) throw new Stopped();
  };
  const within = async (
    environments: readonly Environment[],
    work: () => Promise<void>,
  ): Promise<void> => {
    const entered: { id: string; name: string }[] = [];
    try {
      for (const environment of environments) {
        goOn();
        const result = await session.enterEnvironment(environment);
        entered.push({ id: result.environmentId, name: environment.name });
        check(`Entering "${environment.name}"`, result);
      }
      await work();
    } finally {
      for (const { id, name } of entered.reverse()) {
        const result = await session.exitEnvironment(id);
        if (result.state !== 'SUCCESS') message ??= describeFailure(`Exiting "${name}"`, result);
      }
    }
  };

  try {
    await within([...job.externalEnvironments, ...job.environments], async () => {
      for (const { step, tasks, atMost } of steps)
        await within(step.environments, async () => {
          for (let count = 0; count < atMost; count++) {
            goOn();
            const task = tasks.next();
            if (task === undefined) break;
            const begun = performance.now();
            const result = await session.runTask(step, task.task);
            tasksRun++;
            check(`A task of "${step.name}"`, result);
            tasks.took?.(task, (performance.now() - begun) / 1000);
          }
          if (message !== undefined) throw new Stopped();
        });
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const succeeded = message === undefined && !interrupted();
  return { succeeded, tasksRun, ...(message === undefined ? {} : { message }) };
}

function describeFailure(what: string, result: ActionResult): string {
  // Where there is an exit code, the engine's own reason says no more than that.
  const why = result.failMessage ?? (result.exitCode === null ? result.reason : undefined);
  const how =
    result.state === 'CANCELED'
      ? 'was canceled'
      : result.state === 'TIMEOUT'
        ? 'ran into its timeout'
        : result.exitCode === null
          ? result.signal === null
            ? 'could not run'
            : `was ended by ${result.signal}`
          : `ended with exit code ${result.exitCode}`;
  return `${what} ${how}${why === undefined ? '' : `: ${why}`}`;
}
