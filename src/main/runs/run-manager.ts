import { randomBytes, webcrypto } from 'node:crypto';
import fs from 'node:fs';
import type { Job } from '../../shared/model/index.ts';
import type { LogBatch, LogTarget } from '../../shared/protocol/log.ts';
import type { ActionRecord, Leftover, RunRecord, RunScope } from '../../shared/protocol/run.ts';
import { prepareProcesses } from '../process/index.ts';
import {
  ActiveRun,
  availableKind,
  MANY_STEPS,
  RARELY_MILLISECONDS,
  type SessionPlace,
  type StopMode,
} from './active-run.ts';
import type { RunFilter } from './history.ts';
import { readLines } from './log-reader.ts';
import { type SearchRequest, type SearchResult, searchLog } from './log-search.ts';
import { LogView } from './log-view.ts';
import { isFiltering, LogViews, ViewActions } from './log-views.ts';
import { type EarlierTasks, planAgain, type Rest } from './run-again.ts';
import type { RunInput } from './run-input.ts';
import { planRun } from './run-plan.ts';
import type { RunInputs, RunStore } from './run-store.ts';
import type { StepPlan } from './scheduler.ts';
import { type TaskLetter, TaskStates } from './task-states.ts';

export type RunEvent =
  /** A run's record changed; at most ten a second for one run. */
  | { readonly type: 'run'; readonly run: RunRecord }
  /** Actions that began, moved on or ended since the last of these. */
  | { readonly type: 'actions'; readonly runId: string; readonly actions: readonly ActionRecord[] }
  /** A log has more lines, another live line, or is complete. */
  | { readonly type: 'log'; readonly runId: string; readonly actionId: number };

export interface RunManagerOptions {
  readonly store: RunStore;
  /** Bytes that the logs of one run may hold. */
  readonly logLimit?: number;
  /** Makes the job of an earlier run's inputs again, for running its rest after the template has changed. */
  readonly jobOf?: (inputs: RunInputs, templatePath: string) => Promise<Job>;
}

export interface RunHandle {
  readonly id: string;
  /** The final record, when the last session is closed and everything is on disk. */
  readonly done: Promise<RunRecord>;
}

const DEFAULT_LOG_LIMIT = 2 * 2 ** 30;
const EVENT_MILLISECONDS = 100;

/** How long an application that closes waits for environments to exit. */
const EXIT_SECONDS = 5;

interface Running {
  readonly run: ActiveRun;
  readonly done: Promise<RunRecord>;
}

/** Starts runs, stops them, and answers every question about those that run and those that have run. */
export class RunManager {
  readonly store: RunStore;
  readonly #logLimit: number;
  readonly #jobOf: RunManagerOptions['jobOf'];
  readonly #running = new Map<string, Running>();
  readonly #listeners = new Set<(event: RunEvent) => void>();
  readonly #views = new LogViews();
  readonly #told = new Map<string, { state: RunRecord['state']; at: number }>();
  readonly #changedRuns = new Set<string>();
  readonly #changedActions = new Map<string, Map<number, ActionRecord>>();
  readonly #kept = new Map<string, readonly SessionPlace[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RunManagerOptions) {
    this.store = options.store;
    this.#logLimit = options.logLimit ?? DEFAULT_LOG_LIMIT;
    this.#jobOf = options.jobOf;
  }

  /** Settles what a crash has left in the history and gets processes ready. */
  async prepare(): Promise<void> {
    await this.store.settleInterrupted();
    await prepareProcesses();
  }

  on(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins a run. Throws RangeError when the scope names what the job does not have. */
  async start(input: RunInput): Promise<RunHandle> {
    const { scope } = input;
    const { plans, again, earlier } =
      scope.kind === 'failed'
        ? await this.#planAgain(input, scope.runId)
        : {
            plans: planRun(input.job, scope, { adaptiveChunks: input.adaptiveChunks ?? true }),
            again: undefined,
            earlier: undefined,
          };
    const id = newRunId();
    const inputs = await snapshot(input);
    const record: RunRecord = {
      id,
      name: input.job.name,
      templatePath: input.templatePath,
      scope: input.scope,
      state: 'waiting',
      ...availableKind(input),
      sessions: input.sessions ?? 1,
      createdAt: Date.now(),
      steps: plans.map(({ step, source }) => ({
        name: step.name,
        total: String(source.total),
        succeeded: 0,
        failed: 0,
        canceled: 0,
        running: 0,
      })),
      actionCount: 0,
      sessionDirectories: [],
      templateHash: inputs.hashes[0] ?? '',
      ...(again === undefined ? {} : { again }),
    };
    const directory = await this.store.begin(id, inputs, earlier);
    const run = this.#activate(id, input, plans, record, directory);
    return { id, done: run.done };
  }

  /** What a run of the rest of another would run, without beginning it. */
  async rest(input: RunInput, runId: string): Promise<Rest['left']> {
    return (await this.#planAgain(input, runId)).left;
  }

  stop(runId: string, mode: StopMode): void {
    this.#running.get(runId)?.run.stop(mode);
  }

  get(runId: string): RunRecord | undefined {
    return this.#running.get(runId)?.run.record ?? this.store.history.run(runId);
  }

  list(filter: RunFilter): RunRecord[] {
    this.store.flush();
    return this.store.history
      .list(filter)
      .map((record) => this.#running.get(record.id)?.run.record ?? record);
  }

  actions(runId: string, from: number, count: number): { actions: ActionRecord[]; total: number } {
    this.store.flush();
    return this.store.history.actions(runId, from, count);
  }

  taskAction(runId: string, step: string, index: bigint): ActionRecord | undefined {
    this.store.flush();
    return this.store.history.taskAction(runId, step, index);
  }

  /**
   * A letter for each task from an index on: see {@link TaskLetter}. In a run of what others left over, what
   * those have done is done.
   */
  taskStates(runId: string, step: string, from: bigint, count: number): string {
    const letters = this.#ownStates(runId, step, from, count);
    if (this.get(runId)?.scope.kind !== 'failed') return letters;
    return withDone(letters, from, this.store.earlierTasks(runId)[step] ?? []);
  }

  #ownStates(runId: string, step: string, from: bigint, count: number): string {
    const active = this.#running.get(runId);
    if (active !== undefined) return active.run.taskStates(step, from, count);
    const record = this.store.history.run(runId);
    const inScope = scopeOf(record?.scope, record, step);
    const states = this.#storedStates(runId, step, from, count);
    return states.range(from, count, (index) => (inScope(index) ? 'w' : '-'));
  }

  inputs(runId: string): Promise<RunInputs> {
    return this.store.inputs(runId);
  }

  /** Lines of a log: of one action as they stand in its file, else of a view over several. */
  async readLog(target: LogTarget, from: number, count: number): Promise<LogBatch> {
    const { runId, actionId, filter } = target;
    if (actionId === undefined || isFiltering(filter)) {
      const view = await this.#view(target);
      const lines = await view.read(from, count);
      const atEnd = lines.first + lines.count === lines.total;
      return { ...lines, complete: view.complete && atEnd };
    }
    const writer = this.#running.get(runId)?.run.book.writer(actionId);
    await writer?.flush();
    const [lines, isThere] = await this.store.withLog(
      runId,
      actionId,
      async (source) => [await readLines(source, from, count), source !== undefined] as const,
    );
    // Every action that ran has lines, those of its session at least.
    if (!isThere && !this.#running.has(runId)) return { ...lines, complete: true, missing: true };
    const atEnd = lines.first + lines.count === lines.total;
    const live = atEnd ? writer?.live : undefined;
    const over = this.#running.get(runId)?.run.book.writer(actionId) === undefined;
    return { ...lines, complete: over && atEnd, ...(live === undefined ? {} : { live }) };
  }

  async searchLog(target: LogTarget, request: SearchRequest): Promise<SearchResult> {
    const { runId, actionId, filter } = target;
    if (actionId === undefined || isFiltering(filter))
      return (await this.#view(target)).search(request);
    await this.#running.get(runId)?.run.book.writer(actionId)?.flush();
    return this.store.withLog(runId, actionId, (source) => searchLog(source?.log, request));
  }

  async #view(target: LogTarget): Promise<LogView> {
    const view = this.#views.get(target, () => {
      const { runId, actionId, session, filter } = target;
      const actions = new ViewActions(
        (from, count) => this.actions(runId, from, count).actions,
        (id) =>
          this.#running.has(runId) && this.#running.get(runId)?.run.book.writer(id) !== undefined,
        { actionId, session },
      );
      return new LogView(
        {
          actions: () => ({
            list: actions.now(),
            growing: actionId === undefined && this.#isGrowing(runId),
          }),
          flush: async (id) => this.#running.get(runId)?.run.book.writer(id)?.flush(),
          withLog: (id, use) => this.store.withLog(runId, id, use),
        },
        isFiltering(filter) ? filter : undefined,
      );
    });
    await view.update();
    return view;
  }

  /** More actions may begin. */
  #isGrowing(runId: string): boolean {
    const running = this.#running.get(runId);
    return running !== undefined && running.run.record.endedAt === undefined;
  }

  /** Deletes a run that is over. */
  async remove(runId: string): Promise<void> {
    this.#views.forget(runId);
    if (this.#running.has(runId)) throw new RangeError('A run cannot be removed while it runs.');
    await this.store.remove(runId);
  }

  /** The folder of a session that runs or was kept; undefined where the run has no such folder. */
  sessionPlace(runId: string, directory: string): SessionPlace | undefined {
    const places = this.#running.get(runId)?.run.places() ?? this.#kept.get(runId);
    const known = places?.find((place) => place.directory === directory);
    if (known !== undefined) return known;
    if (this.get(runId)?.sessionDirectories.includes(directory) !== true) return undefined;
    // Of an earlier application: only the folder says that it is shared with another user.
    const mode = fs.statSync(directory, { throwIfNoEntry: false })?.mode;
    return mode === undefined ? undefined : { directory, otherUser: (mode & 0o070) !== 0 };
  }

  leftovers(): Promise<Leftover[]> {
    return this.store.sessions.leftovers();
  }

  /** Gives what was wrong with those that could not be deleted. */
  cleanLeftovers(ids: readonly string[]): Promise<string[]> {
    return this.store.sessions.clean(ids);
  }

  /** Kills what runs, gives environments a moment to exit, and lets go of the store. */
  async close({ exitSeconds = EXIT_SECONDS } = {}): Promise<void> {
    const running = [...this.#running.values()];
    for (const { run } of running) run.stop('kill');
    const timer = setTimeout(() => {
      for (const { run } of running) run.abandon();
    }, exitSeconds * 1000);
    await Promise.allSettled(running.map(({ done }) => done));
    clearTimeout(timer);
    this.#emitNow();
    this.store.close();
  }

  #activate(
    id: string,
    input: RunInput,
    plans: readonly StepPlan[],
    record: RunRecord,
    directory: string,
  ): Running {
    const run = new ActiveRun({
      id,
      input,
      plans,
      record,
      directory,
      store: this.store,
      logLimit: this.#logLimit,
      runChanged: () => {
        this.#changedRuns.add(id);
        this.#schedule();
      },
      actionChanged: (action) => {
        let actions = this.#changedActions.get(id);
        if (actions === undefined) {
          actions = new Map();
          this.#changedActions.set(id, actions);
        }
        actions.set(action.id, action);
        this.#schedule();
      },
      logChanged: (actionId) => this.#emit({ type: 'log', runId: id, actionId }),
    });
    const done = run.run().finally(async () => {
      this.store.flush();
      this.#emitNow();
      if (run.places().length > 0) this.#kept.set(id, run.places());
      this.#running.delete(id);
      await this.store.prune().catch(() => {});
    });
    // Who waits for it is told; nobody has to wait.
    done.catch(() => undefined);
    const running = { run, done };
    this.#running.set(id, running);
    // At once: whatever happens from now on, the run is in the history.
    this.store.putRun(record, 0);
    this.store.flush();
    return running;
  }

  #storedStates(runId: string, step: string, from: bigint, count: number): TaskStates {
    const letters: Record<ActionRecord['state'], TaskLetter> = {
      running: 'r',
      succeeded: 'd',
      failed: 'f',
      timeout: 'f',
      canceled: 'c',
    };
    const states = new TaskStates();
    for (const task of this.store.history.tasks(runId, step, from, count)) {
      for (let at = 0; at < task.tasks; at++)
        states.set(task.index + BigInt(at), letters[task.state]);
    }
    return states;
  }

  #planAgain(input: RunInput, runId: string): Promise<Rest> {
    this.store.flush();
    return planAgain(input, runId, {
      store: this.store,
      get: (id) => this.get(id),
      ...(this.#jobOf === undefined ? {} : { jobOf: this.#jobOf }),
    });
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#emitNow(), EVENT_MILLISECONDS);
  }

  #emitNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [runId, actions] of this.#changedActions) {
      this.#emit({ type: 'actions', runId, actions: [...actions.values()] });
    }
    this.#changedActions.clear();
    const changed = [...this.#changedRuns];
    this.#changedRuns.clear();
    for (const id of changed) {
      const run = this.get(id);
      if (run === undefined) continue;
      if (this.#mayWait(run)) this.#changedRuns.add(id);
      else this.#emit({ type: 'run', run });
    }
    if (this.#changedRuns.size > 0) this.#schedule();
  }

  /** A long record with the same state as before is told less often. */
  #mayWait({ id, state, steps, endedAt }: RunRecord): boolean {
    const last = this.#told.get(id);
    const now = performance.now();
    if (steps.length > MANY_STEPS && last?.state === state && now - last.at < RARELY_MILLISECONDS)
      return true;
    if (endedAt === undefined) this.#told.set(id, { state, at: now });
    else this.#told.delete(id);
    return false;
  }

  #emit(event: RunEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function withDone(letters: string, from: bigint, spans: EarlierTasks[string]): string {
  if (spans === undefined || spans.length === 0) return letters;
  const all = letters.split('');
  for (const [first, last] of spans) {
    const low = BigInt(first) - from;
    const high = BigInt(last) - from;
    if (high < 0n || low >= BigInt(all.length)) continue;
    const end = high < BigInt(all.length) ? Number(high) : all.length - 1;
    for (let at = low > 0n ? Number(low) : 0; at <= end; at++) if (all[at] === '-') all[at] = 'd';
  }
  return all.join('');
}

/** Which tasks of a step a scope covers, as far as a record tells it without the job. */
function scopeOf(
  scope: RunScope | undefined,
  record: RunRecord | undefined,
  step: string,
): (index: bigint) => boolean {
  const total = record?.steps.find((one) => one.name === step)?.total;
  if (scope === undefined || total === undefined) return () => false;
  if (scope.kind === 'tasks' && scope.step === step) {
    const members = new Set(scope.indices);
    return (index) => members.has(String(index));
  }
  if (scope.kind === 'scout' || scope.kind === 'failed') return () => false;
  return (index) => index < BigInt(total);
}

async function snapshot(input: RunInput): Promise<RunInputs> {
  const environments = input.environments ?? [];
  return {
    text: input.templateText,
    parameters: input.parameters ?? {},
    environments,
    pathMappingRules: input.pathMappingRules ?? [],
    hashes: await Promise.all(
      [input.templateText, ...environments.map(({ text }) => text)].map(hash),
    ),
  };
}

/** Beside the event loop: a template may be megabytes. */
async function hash(text: string): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', Buffer.from(text));
  return Buffer.from(digest).toString('hex');
}

/** Sorts by time, so that folders list in the order of the runs. */
function newRunId(): string {
  const time = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${time}-${randomBytes(3).toString('hex')}`;
}
