import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, signatureOf } from '../../shared/model/index.ts';
import { type ActionResult, Session, type SessionEvent } from '../session/index.ts';
import type { RunInput } from './run-input.ts';
import type { Assignment, Scheduler, TaskEnd } from './scheduler.ts';

export interface WorkerHooks {
  readonly input: RunInput;
  readonly scheduler: Scheduler;
  /** A number for the next session of the run. */
  nextSession(): number;
  nextActionId(): number;
  opened(number: number, session: Session): void;
  closed(number: number, session: Session): void;
  event(number: number, event: SessionEvent, running: Assignment | undefined): void;
  taskBegan(assignment: Assignment): void;
  taskEnded(assignment: Assignment, result: ActionResult | undefined): void;
  /** An environment could not be entered or exited, or no session opened; the run is told. */
  sessionFailed(message: string): void;
  /** The application closes and cannot wait any longer: not even exits run. */
  abandoned(): boolean;
  /** Resolves when the run is asked to stop, so that a rest between tasks ends. */
  readonly stopping: AbortSignal;
}

/**
 * One of a run's parallel lines of work: opens a session for a step's environments, runs task after task
 * in it, exits, and goes on with a fresh one, until nothing is left to do.
 */
export async function work(hooks: WorkerHooks): Promise<void> {
  for (;;) {
    let first: Assignment | undefined;
    try {
      first = await hooks.scheduler.next();
    } catch (error) {
      hooks.sessionFailed(`No task could be given out. ${(error as Error).message}`);
    }
    if (first === undefined) return;
    await workInSession(hooks, first);
  }
}

/** Never throws: a failing action is a result, and what else goes wrong is told to the run, which ends. */
async function workInSession(hooks: WorkerHooks, first: Assignment): Promise<void> {
  const number = hooks.nextSession();
  let running: Assignment | undefined;
  let session: Session;
  try {
    session = await Session.open(
      sessionOptions(hooks, (event) => hooks.event(number, event, running)),
    );
  } catch (error) {
    hooks.taskEnded(first, undefined);
    hooks.sessionFailed((error as Error).message);
    return;
  }
  hooks.opened(number, session);
  /** Given out, and not told yet to have ended: others may wait for it. */
  let given: Assignment | undefined = first;
  const end = (result: ActionResult | undefined): void => {
    const ended = given;
    given = undefined;
    if (ended !== undefined) hooks.taskEnded(ended, result);
  };
  try {
    // Asked to stop by what the last enter told: nothing begins any more.
    if ((await enterAll(hooks, session, first)) && !hooks.scheduler.stopped) {
      const signature = signatureOf(first.step);
      while (given !== undefined) {
        running = given;
        hooks.taskBegan(given);
        const result: ActionResult = await session.runTask(given.step, given.planned.task);
        running = undefined;
        end(result);
        // A failure leaves a session in an unknown state: it only exits (How Jobs Are Run).
        if (result.state !== 'SUCCESS') break;
        await rest(hooks);
        given = await hooks.scheduler.next(signature);
      }
    } else {
      end(undefined);
    }
    await exitAll(hooks, session);
  } catch (error) {
    running = undefined;
    end(undefined);
    hooks.sessionFailed(`A session could not go on. ${(error as Error).message}`);
  }
  await session
    .close()
    .catch((error: Error) =>
      hooks.sessionFailed(`A session could not be closed. ${error.message}`),
    );
  hooks.closed(number, session);
}

function sessionOptions(hooks: WorkerHooks, onEvent: (event: SessionEvent) => void) {
  const { input } = hooks;
  return {
    job: input.job,
    pathMappingRules: input.pathMappingRules ?? [],
    processKind: input.processKind ?? 'pipe',
    lowPriority: input.lowPriority ?? false,
    stallSeconds: input.stallSeconds ?? 0,
    ...(input.user === undefined ? {} : { user: input.user }),
    keepDirectory: input.keepSessionFolders ?? false,
    ...(input.sessionRoot === undefined ? {} : { sessionRoot: input.sessionRoot }),
    ...(input.env === undefined ? {} : { env: input.env }),
    nextActionId: () => hooks.nextActionId(),
    onEvent,
  };
}

async function enterAll(hooks: WorkerHooks, session: Session, first: Assignment): Promise<boolean> {
  const { job } = hooks.input;
  const environments: readonly Environment[] = [
    ...job.externalEnvironments,
    ...job.environments,
    ...first.step.environments,
  ];
  for (const environment of environments) {
    if (hooks.scheduler.stopped) return false;
    const result = await session.enterEnvironment(environment);
    if (result.state === 'SUCCESS') continue;
    if (result.state !== 'CANCELED') {
      hooks.sessionFailed(
        `The environment "${environment.name}" could not be entered. ${result.failMessage ?? result.reason ?? ''}`.trim(),
      );
    }
    return false;
  }
  return true;
}

async function exitAll(hooks: WorkerHooks, session: Session): Promise<void> {
  for (;;) {
    const id = session.enteredEnvironments.at(-1);
    if (id === undefined || hooks.abandoned()) return;
    const result = await session.exitEnvironment(id);
    if (result.state === 'FAILED' || result.state === 'TIMEOUT') {
      hooks.sessionFailed(`An environment failed to exit. ${result.reason ?? ''}`.trim());
    }
  }
}

async function rest({ input, stopping }: WorkerHooks): Promise<void> {
  const seconds = input.pauseSeconds ?? 0;
  if (seconds <= 0) return;
  await sleep(seconds * 1000, undefined, { signal: stopping }).catch(() => {});
}

/** What a task's result means for its step. */
export function taskEnd(result: ActionResult | undefined): TaskEnd {
  if (result?.state === 'SUCCESS') return 'succeeded';
  return result === undefined || result.state === 'CANCELED' ? 'canceled' : 'failed';
}
