import { ProtocolError, type RunRecord } from '../../shared/protocol/index.ts';
import {
  type RunEvent,
  type RunInputs,
  RunManager,
  RunStore,
  type SessionPlace,
} from '../runs/index.ts';
import { requestOf } from './template-task.ts';
import { templateWork } from './template-work.ts';
import type { Troubles } from './troubles.ts';

/** A run with what answers questions about it. */
interface KnownRun {
  readonly manager: RunManager;
  readonly run: RunRecord;
}

/** The runs of this machine by their ids: the engine is set up with the first question about one. */
export class KnownRuns {
  readonly #directory: string;
  readonly #onEvent: (event: RunEvent, manager: RunManager) => void;
  readonly #reportError: (method: string, error: unknown) => void;
  readonly #troubles: Troubles;
  #opened: Promise<RunManager> | undefined;

  constructor(options: {
    historyDirectory: string;
    onEvent(event: RunEvent, manager: RunManager): void;
    reportError(method: string, error: unknown): void;
    troubles: Troubles;
  }) {
    this.#directory = options.historyDirectory;
    this.#onEvent = options.onEvent;
    this.#reportError = options.reportError;
    this.#troubles = options.troubles;
  }

  manager(): Promise<RunManager> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#troubles.tell('history', cannotOpen(this.#directory, error));
      // A disk that was full, or a history that another host held, may be free by the next question.
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** @throws ProtocolError `unknown-run`. */
  async find(runId: string): Promise<KnownRun> {
    const manager = await this.manager();
    const run = manager.get(runId);
    if (run === undefined)
      throw new ProtocolError('unknown-run', `There is no run "${runId}" in the history.`);
    return { manager, run };
  }

  /** @throws ProtocolError `unknown-run`. */
  async recordOf(runId: string): Promise<RunRecord> {
    return (await this.find(runId)).run;
  }

  /** @throws ProtocolError `unknown-run`. */
  async sessionPlace(runId: string, directory: string): Promise<SessionPlace | undefined> {
    return (await this.find(runId)).manager.sessionPlace(runId, directory);
  }

  /** @throws ProtocolError `unknown-run`, `not-readable`. */
  async inputsOf(runId: string): Promise<RunInputs> {
    const { manager } = await this.find(runId);
    return manager.inputs(runId).catch((error: NodeJS.ErrnoException) => {
      const why = error.code ?? 'it is damaged';
      throw new ProtocolError('not-readable', `What this run was made of cannot be read: ${why}.`);
    });
  }

  /** @throws ProtocolError `unknown-run`. */
  async folderOf(runId: string): Promise<string> {
    return (await this.find(runId)).manager.store.runDirectory(runId);
  }

  /** Counts what else is kept with a run that is over. */
  async addBytes(runId: string, bytes: number): Promise<void> {
    (await this.find(runId)).manager.store.addBytes(runId, bytes);
  }

  /** Bytes that all finished runs take, and how many they may. */
  async historySize(): Promise<{ bytes: number; limit: number }> {
    const { store } = await this.manager();
    return { bytes: store.finishedBytes(), limit: store.sizeLimit };
  }

  /** Stops what runs; what was never opened has nothing to close. */
  async close(): Promise<void> {
    await this.#opened?.then(
      (manager) => manager.close(),
      () => undefined,
    );
  }

  async #open(): Promise<RunManager> {
    const store = await RunStore.open(this.#directory, {
      onProblem: (kind, message) => {
        this.#reportError('history', new Error(message));
        this.#troubles.tell(`history-${kind}`, message);
      },
      onWritten: () => this.#troubles.over('history-unwritten'),
    });
    const manager = new RunManager({
      store,
      jobOf: (inputs, templatePath) => templateWork.job(requestOf(inputs, templatePath)),
    });
    try {
      await manager.prepare();
    } catch (error) {
      manager.store.close();
      throw error;
    }
    this.#troubles.over('history');
    manager.on((event) => this.#onEvent(event, manager));
    return manager;
  }
}

function cannotOpen(directory: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The history in ${directory} cannot be opened: ${why}. Nothing runs until it can; it is tried again with the next run.`;
}
