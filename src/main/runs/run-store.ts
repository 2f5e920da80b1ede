import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { parameterValues } from '../../shared/protocol/bundle.ts';
import { type ActionRecord, bigText, type RunRecord } from '../../shared/protocol/run.ts';
import { pathMappingRule } from '../../shared/protocol/setup.ts';
import { logFiles } from './action-log.ts';
import { History, isBusy, type StoredLog } from './history.ts';
import { damageOf } from './history-check.ts';
import { hostIdentity, isHostAlive } from './host-identity.ts';
import { repairLog } from './log-repair.ts';
import { type LogSource, type ShortLog, shortSource, withFiles } from './log-source.ts';
import type { EarlierTasks } from './run-again.ts';
import type { PlainValue } from './run-input.ts';
import { SessionRegistry } from './session-registry.ts';

/** What a run was made of, kept as it was at its start. */
export interface RunInputs {
  readonly text: string;
  readonly parameters: Readonly<Record<string, PlainValue>>;
  readonly environments: readonly { readonly path: string; readonly text: string }[];
  readonly pathMappingRules: readonly {
    readonly sourcePathFormat: 'POSIX' | 'WINDOWS' | 'URI';
    readonly sourcePath: string;
    readonly destinationPath: string;
  }[];
  /** SHA-256 of the template and of each environment template. */
  readonly hashes: readonly string[];
}

const runInputs: z.ZodType<RunInputs> = z.object({
  text: z.string(),
  parameters: parameterValues,
  environments: z.array(z.object({ path: z.string(), text: z.string() })),
  pathMappingRules: z.array(pathMappingRule),
  hashes: z.array(z.string()),
});

export interface RunStoreOptions {
  /** Bytes that all finished runs may hold; the oldest go first. */
  readonly sizeLimit?: number;
  /** Is told, once each time, why records are not being written, and what was wrong with the file found. */
  onProblem?(kind: 'damaged' | 'unwritten', message: string): void;
  /** What could not be written is written. */
  onWritten?(): void;
}

const DEFAULT_SIZE_LIMIT = 4 * 2 ** 30;

/** Changed records are written together, at most this often. */
const WRITE_MILLISECONDS = 25;

/** How soon what could not be written is tried again, and how many records wait for that at most. */
const RETRY_MILLISECONDS = 1000;
const MOST_UNWRITTEN = 10_000;

/** Another host that writes is waited for this long, looked after this often, and nothing is held up by it. */
const BUSY_MILLISECONDS = 3000;
const LOOK_MILLISECONDS = 25;

const HISTORY = 'history.db';
const EARLIER = 'earlier.json';
const earlierTasks = z.record(z.string(), z.array(z.tuple([bigText, bigText])));

/** Whole or not at all. */
async function keep(file: string, content: object): Promise<void> {
  const handle = await fs.promises.open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(content));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.promises.rename(`${file}.new`, file);
}

/**
 * Everything of runs that is on disk: a folder with the history's database, a folder for each run with
 * its inputs and logs, and the notes of open sessions. Where nothing can be written, runs go on without.
 */
export class RunStore {
  readonly directory: string;
  readonly history: History;
  readonly sessions: SessionRegistry;
  readonly host = hostIdentity();
  readonly sizeLimit: number;
  #earlier: { readonly runId: string; readonly tasks: EarlierTasks } | undefined;
  readonly #runs = new Map<string, { record: RunRecord; bytes: number; host: string }>();
  readonly #actions = new Map<string, Map<number, ActionRecord>>();
  #logs: StoredLog[] = [];
  readonly #bytes = new Map<string, number>();
  #busySince: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #options: RunStoreOptions;
  /** That nothing can be written was told. */
  #troubled = false;
  #closed = false;

  /** Opens a store without holding anything up: for another host that writes, or a history that has to be checked. */
  static async open(directory: string, options: RunStoreOptions = {}): Promise<RunStore> {
    const damage = await damageOf(path.join(directory, HISTORY));
    return whenFree(() => new RunStore(directory, options, damage));
  }

  /** @param damage What a look through the history has found. */
  constructor(directory: string, options: RunStoreOptions = {}, damage?: string) {
    this.directory = directory;
    this.sizeLimit = options.sizeLimit ?? DEFAULT_SIZE_LIMIT;
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#options = options;
    this.history = new History(path.join(directory, HISTORY), damage);
    if (this.history.problem !== undefined) options.onProblem?.('damaged', this.history.problem);
    this.sessions = new SessionRegistry(path.join(directory, 'sessions'));
  }

  runDirectory(runId: string): string {
    if (!/^[0-9A-Za-z-]+$/.test(runId)) throw new RangeError(`"${runId}" is not the id of a run.`);
    return path.join(this.directory, 'runs', runId);
  }

  /** Makes a run's folder and keeps its inputs, before anything of it runs. */
  async begin(runId: string, inputs: RunInputs, earlier?: EarlierTasks): Promise<string> {
    const directory = this.runDirectory(runId);
    await fs.promises.mkdir(path.join(directory, 'logs'), { recursive: true, mode: 0o700 });
    await keep(path.join(directory, 'inputs.json'), inputs);
    if (earlier !== undefined) await keep(path.join(directory, EARLIER), earlier);
    return directory;
  }

  /** What earlier runs had done of the tasks of a run of the rest; nothing where that is not known. */
  earlierTasks(runId: string): EarlierTasks {
    // It never changes, and a window asks for one step of a run after the other.
    if (this.#earlier?.runId !== runId) this.#earlier = { runId, tasks: this.#readEarlier(runId) };
    return this.#earlier.tasks;
  }

  #readEarlier(runId: string): EarlierTasks {
    try {
      const text = fs.readFileSync(path.join(this.runDirectory(runId), EARLIER), 'utf8');
      return earlierTasks.parse(JSON.parse(text));
    } catch {
      return {};
    }
  }

  /**
   * What a run was made of.
   *
   * @throws Error where it cannot be read, or is damaged.
   */
  async inputs(runId: string): Promise<RunInputs> {
    const text = await fs.promises.readFile(path.join(this.runDirectory(runId), 'inputs.json'));
    return runInputs.parse(JSON.parse(text.toString()));
  }

  putRun(record: RunRecord, bytes: number): void {
    this.#runs.set(record.id, { record, bytes, host: this.host });
    this.#schedule();
  }

  putAction(runId: string, record: ActionRecord): void {
    let records = this.#actions.get(runId);
    if (records === undefined) {
      records = new Map();
      this.#actions.set(runId, records);
    }
    records.set(record.id, record);
    this.#schedule();
  }

  putShortLog(runId: string, actionId: number, log: ShortLog): void {
    this.#logs.push({ runId, actionId, ...log });
    this.#schedule();
  }

  /** Opens an action's log, wherever it is kept, for as long as `use` takes. */
  async withLog<T>(
    runId: string,
    actionId: number,
    use: (source: LogSource | undefined) => Promise<T>,
  ): Promise<T> {
    this.flush();
    const waiting = this.#logs.findLast((log) => log.runId === runId && log.actionId === actionId);
    const short = waiting ?? this.history.shortLog(runId, actionId);
    if (short !== undefined) return use(shortSource(short));
    const files = logFiles(this.runDirectory(runId), actionId);
    let result: { readonly value: T } | undefined;
    await withFiles(files, async (source) => {
      result = { value: await use(source) };
    });
    return result === undefined ? use(undefined) : result.value;
  }

  /** Bytes that finished runs take. */
  finishedBytes(): number {
    this.flush();
    return this.history.finishedBySize().total;
  }

  /** Counts what else is kept with a run that is over. */
  addBytes(runId: string, bytes: number): void {
    this.#bytes.set(runId, (this.#bytes.get(runId) ?? 0) + bytes);
    this.flush();
  }

  /** Writes what has changed now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#runs.size && !this.#actions.size && !this.#logs.length && !this.#bytes.size) return;
    const actions = new Map([...this.#actions].map(([id, records]) => [id, [...records.values()]]));
    try {
      this.history.write([...this.#runs.values()], actions, this.#logs, this.#bytes);
    } catch (error) {
      this.#keepUnwritten(error as Error);
      return;
    }
    this.#runs.clear();
    this.#actions.clear();
    this.#logs = [];
    this.#bytes.clear();
    this.#busySince = undefined;
    if (this.#troubled) this.#options.onWritten?.();
    this.#troubled = false;
  }

  /** A disk may be full for a while, or another host may write: what was not written is, the next time. */
  #keepUnwritten(error: Error): void {
    if (isBusy(error) && !this.#closed) {
      this.#busySince ??= Date.now();
      if (Date.now() - this.#busySince < BUSY_MILLISECONDS) {
        this.#schedule(LOOK_MILLISECONDS);
        return;
      }
    }
    if (!this.#troubled)
      this.#options.onProblem?.(
        'unwritten',
        `The history cannot be written: ${this.history.file}: ${error.message}. Runs go on; what they did is written as soon as that works.`,
      );
    this.#troubled = true;
    for (const records of this.#actions.values())
      for (const id of [...records.keys()].slice(0, -MOST_UNWRITTEN)) records.delete(id);
    this.#logs = this.#logs.slice(-MOST_UNWRITTEN);
    if (!this.#closed) this.#schedule(RETRY_MILLISECONDS);
  }

  /** Runs whose host died while they ran: they are over, their logs are made readable. */
  async settleInterrupted(): Promise<void> {
    for (const { record, bytes, host } of this.history.unfinished()) {
      if (isHostAlive(host)) continue;
      const endedAt = Date.now();
      const message = 'The application ended while this ran.';
      for (const action of this.history.runningActions(record.id)) {
        await repairLog(logFiles(this.runDirectory(record.id), action.id)).catch(() => {});
        this.putAction(record.id, { ...action, state: 'canceled', endedAt, reason: message });
      }
      this.#runs.set(record.id, {
        record: { ...record, state: 'interrupted', endedAt, message },
        bytes,
        host,
      });
    }
    this.flush();
  }

  /** Deletes the oldest finished runs until the rest fits the limit. */
  async prune(): Promise<void> {
    const { total, oldest } = this.history.finishedBySize();
    let excess = total - this.sizeLimit;
    for (const { id, bytes } of oldest.slice(0, -1)) {
      if (excess <= 0) return;
      await this.remove(id);
      excess -= bytes;
    }
  }

  /** Deletes all that is kept of a run. */
  async remove(runId: string): Promise<void> {
    this.flush();
    this.#runs.delete(runId);
    this.#bytes.delete(runId);
    this.#actions.delete(runId);
    this.#logs = this.#logs.filter((log) => log.runId !== runId);
    await whenFree(() => this.history.remove(runId));
    await fs.promises.rm(this.runDirectory(runId), { recursive: true, force: true });
  }

  close(): void {
    this.#closed = true;
    this.history.beginEnd();
    this.flush();
    this.history.close();
  }

  #schedule(milliseconds = WRITE_MILLISECONDS): void {
    this.#timer ??= setTimeout(() => this.flush(), milliseconds);
  }
}

/** Does what another host that writes may stand in the way of, at once or a little later. */
async function whenFree<T>(work: () => T): Promise<T> {
  const begun = Date.now();
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() - begun > BUSY_MILLISECONDS) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}
