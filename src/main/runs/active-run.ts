import type { ActionRecord, RunRecord, StepProgress } from '../../shared/protocol/run.ts';
import { isOwnUser, prepareProcesses, ptyAvailability } from '../process/index.ts';
import { type ActionResult, NO_TERMINAL_OF_OTHERS, type Session } from '../session/index.ts';
import { ActionBook } from './action-book.ts';
import { Amounts } from './amounts.ts';
import type { RunInput } from './run-input.ts';
import type { RunStore } from './run-store.ts';
import { type Assignment, Scheduler, type StepPlan } from './scheduler.ts';
import { taskEnd, type WorkerHooks, work } from './session-worker.ts';
import { type TaskLetter, TaskStates } from './task-states.ts';

export type StopMode = 'after-running' | 'now' | 'kill';

/** A session's folder and the variables that its actions see. */
export interface SessionPlace {
  readonly directory: string;
  /** Absent where the application that ran it is not this one any more. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly otherUser: boolean;
}

interface ActiveRunOptions {
  readonly id: string;
  readonly input: RunInput;
  readonly plans: readonly StepPlan[];
  readonly record: RunRecord;
  readonly directory: string;
  readonly store: RunStore;
  readonly logLimit: number;
  runChanged(): void;
  actionChanged(record: ActionRecord): void;
  logChanged(actionId: number, total: number): void;
}

/** A run while it runs: its sessions, its counts, its stopping. */
export class ActiveRun {
  readonly #options: ActiveRunOptions;
  readonly #scheduler: Scheduler;
  readonly #book: ActionBook;
  readonly #sessions = new Map<number, Session>();
  readonly #states = new Map<string, TaskStates>();
  readonly #steps: StepProgress[];
  readonly #byName: ReadonlyMap<string, StepProgress>;
  readonly #stopping = new AbortController();
  #record: RunRecord;
  #sessionCount = 0;
  #actionCount = 0;
  #failures = 0;
  #stopped = false;
  #message: string | undefined;
  #environmentFailed = false;
  #abandoned = false;
  #keeping: NodeJS.Timeout | undefined;

  constructor(options: ActiveRunOptions) {
    this.#options = options;
    this.#record = options.record;
    this.#steps = options.record.steps.map((step) => ({ ...step }));
    this.#byName = new Map(this.#steps.map((step) => [step.name, step]));
    this.#scheduler = new Scheduler(options.plans, new Amounts());
    for (const { step } of options.plans) this.#states.set(step.name, new TaskStates());
    this.#book = new ActionBook({
      store: options.store,
      runId: options.id,
      directory: options.directory,
      processKind: options.record.processKind,
      logLimit: options.logLimit,
      listener: {
        changed: options.actionChanged,
        lines: options.logChanged,
      },
    });
  }

  get record(): RunRecord {
    return {
      ...this.#record,
      steps: this.#steps.map((step) => ({ ...step })),
      actionCount: this.#actionCount,
      ...this.#folders(),
      ...(this.#message === undefined ? {} : { message: this.#message }),
    };
  }

  get book(): ActionBook {
    return this.#book;
  }

  taskStates(stepName: string, from: bigint, count: number): string {
    const states = this.#states.get(stepName);
    const plan = this.#options.plans.find(({ step }) => step.name === stepName);
    if (states === undefined || plan === undefined) return '-'.repeat(count);
    return states.range(from, count, (index) => (plan.source.has(index) ? 'w' : '-'));
  }

  /** Runs everything; resolves when the last session is closed and everything is on disk. */
  async run(): Promise<RunRecord> {
    this.#put({ state: 'running', startedAt: Date.now() });
    try {
      await prepareProcesses();
      const hooks = this.#hooks();
      const count = Math.max(1, this.#options.input.sessions ?? 1);
      await Promise.all(Array.from({ length: count }, () => work(hooks)));
      await this.#book.settle();
    } catch (error) {
      this.#sessionFailed((error as Error).message);
    }
    this.#finish();
    return this.record;
  }

  /**
   * Nothing more begins. `now` cancels what runs in the way it declares, `kill` ends its whole tree at
   * once; environments still exit, and asking again cancels the exit that runs then.
   */
  stop(mode: StopMode): void {
    const first = !this.#stopped;
    this.#stopped = true;
    this.#scheduler.stop();
    this.#stopping.abort();
    const finishing = mode === 'after-running';
    if (first || (this.record.finishing && !finishing)) this.#put({ state: 'stopping', finishing });
    if (finishing) return;
    for (const session of this.#sessions.values()) session.cancel({ urgent: mode === 'kill' });
  }

  /** Ends everything that runs and exits nothing: the application cannot wait for it. */
  abandon(): void {
    this.#abandoned = true;
    this.stop('kill');
  }

  #hooks(): WorkerHooks {
    const { input, store, id } = this.#options;
    return {
      input,
      scheduler: this.#scheduler,
      stopping: this.#stopping.signal,
      nextSession: () => ++this.#sessionCount,
      nextActionId: () => ++this.#actionCount,
      opened: (number, session) => {
        this.#sessions.set(number, session);
        store.sessions.add(id, session);
        this.#changed();
      },
      closed: (number, session) => {
        this.#sessions.delete(number);
        if (input.keepSessionFolders === true) {
          this.#kept.push({ number, ...placeOf(session) });
        }
        store.sessions.remove(session.directory);
        this.#changed();
      },
      event: (number, event, running) => {
        input.onSessionEvent?.(number, event);
        this.#book.take(event, {
          session: number,
          ...(running === undefined
            ? {}
            : { taskIndex: running.planned.index, tasks: running.planned.weight }),
          pressure: (high) => {
            const session = this.#sessions.get(number);
            if (high) session?.pauseOutput();
            else session?.resumeOutput();
          },
        });
      },
      taskBegan: (assignment) => this.#taskBegan(assignment),
      taskEnded: (assignment, result) => this.#taskEnded(assignment, result),
      sessionFailed: (message) => this.#sessionFailed(message),
      abandoned: () => this.#abandoned,
    };
  }

  readonly #kept: (SessionPlace & { readonly number: number })[] = [];

  /** The folders of sessions that exist, open or kept, with what was set in them. */
  places(): readonly (SessionPlace & { readonly number: number })[] {
    const open = [...this.#sessions].map(([number, session]) => ({ number, ...placeOf(session) }));
    return [...this.#kept, ...open];
  }

  #folders(): Pick<RunRecord, 'sessionDirectories' | 'sessionNumbers'> {
    const sessions = [...this.#sessions].map(([number, { directory }]) => ({ number, directory }));
    const all = [...this.#kept, ...sessions];
    return {
      sessionDirectories: all.map((one) => one.directory),
      sessionNumbers: all.map((one) => one.number),
    };
  }

  #begun = new Map<Assignment, number>();

  #taskBegan(assignment: Assignment): void {
    this.#begun.set(assignment, performance.now());
    this.#count(assignment, 'running', 1);
    this.#mark(assignment, 'r');
  }

  #taskEnded(assignment: Assignment, result: ActionResult | undefined): void {
    const begun = this.#begun.get(assignment);
    this.#begun.delete(assignment);
    const end = taskEnd(result);
    if (begun !== undefined) {
      this.#count(assignment, 'running', -1);
      this.#count(assignment, end, assignment.planned.weight);
      this.#mark(assignment, end === 'succeeded' ? 'd' : end === 'failed' ? 'f' : 'c');
    }
    const seconds = begun === undefined ? 0 : (performance.now() - begun) / 1000;
    this.#scheduler.ended(assignment, end, seconds);
    if (end === 'failed') this.#taskFailed(assignment, result);
    this.#changed();
  }

  #sessionFailed(message: string): void {
    this.#environmentFailed = true;
    this.#message ??= message;
    // Every further session would fail in the same way.
    this.#scheduler.stop();
    this.#changed();
  }

  #taskFailed({ step }: Assignment, result: ActionResult | undefined): void {
    this.#failures++;
    this.#message ??=
      `A task of "${step.name}" failed. ${result?.failMessage ?? result?.reason ?? ''}`.trim();
    const { maxFailures } = this.#options.input;
    if (maxFailures !== undefined && this.#failures > maxFailures) this.#scheduler.stop();
  }

  #count(
    { step }: Assignment,
    what: 'running' | 'succeeded' | 'failed' | 'canceled',
    by: number,
  ): void {
    const progress = this.#byName.get(step.name);
    if (progress !== undefined) progress[what] += by;
  }

  #mark({ step, planned }: Assignment, letter: TaskLetter): void {
    const states = this.#states.get(step.name);
    for (let i = 0n; i < BigInt(planned.weight); i++) states?.set(planned.index + i, letter);
  }

  #finish(): void {
    const failed = this.#failures > 0 || this.#environmentFailed;
    const stopped = this.#stopped && !this.#allDone();
    const state = stopped ? 'canceled' : failed ? 'failed' : 'succeeded';
    if (stopped) this.#message ??= 'It was stopped.';
    const problem = this.#book.logProblem;
    if (problem !== undefined) this.#message = `A log could not be written: ${problem}`;
    this.#put({ state, endedAt: Date.now() });
  }

  #allDone(): boolean {
    return this.#steps.every((step) => BigInt(step.succeeded) === BigInt(step.total));
  }

  #put(change: Partial<RunRecord>): void {
    this.#record = { ...this.#record, ...change };
    this.#keep();
    this.#options.runChanged();
  }

  #changed(): void {
    if (this.#steps.length <= MANY_STEPS) this.#keep();
    else this.#keeping ??= setTimeout(() => this.#keep(), RARELY_MILLISECONDS);
    this.#options.runChanged();
  }

  #keep(): void {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    this.#options.store.putRun(this.record, this.#book.bytes);
  }
}

/**
 * The record of a run of more steps is a long text, which is kept and told after each task only this often.
 * What state the run is in is kept at once, and so are its actions.
 */
export const MANY_STEPS = 200;
export const RARELY_MILLISECONDS = 1000;

function placeOf(session: Session): SessionPlace {
  const { directory, hasOtherUser: otherUser } = session;
  return { directory, otherUser, variables: session.variables() };
}

/** The kind a run will have where another was asked for, with the reason. */
export function availableKind({ processKind: wanted, user }: RunInput): {
  processKind: RunRecord['processKind'];
  processKindReason?: string;
} {
  if (wanted !== 'pty') return { processKind: 'pipe' };
  if (user !== undefined && !isOwnUser(user))
    return { processKind: 'pipe', processKindReason: NO_TERMINAL_OF_OTHERS };
  const { available, reason } = ptyAvailability();
  if (available) return { processKind: 'pty' };
  return { processKind: 'pipe', processKindReason: reason ?? 'There are no terminals here.' };
}
