import type { ActionRecord, ProcessKind } from '../../shared/protocol/run.ts';
import type { ActionResult, SessionEvent } from '../session/index.ts';
import { findLastError, logFiles } from './action-log.ts';
import { type LogAllowance, LogWriter } from './log-writer.ts';
import type { RunStore } from './run-store.ts';

const STATES: Record<ActionResult['state'], ActionRecord['state']> = {
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  CANCELED: 'canceled',
  TIMEOUT: 'timeout',
};

interface BookListener {
  changed(record: ActionRecord): void;
  lines(actionId: number, total: number): void;
}

/** Where an action's events come from. */
interface ActionSource {
  /** Counts from 1 within the run. */
  readonly session: number;
  readonly taskIndex?: bigint;
  /** Tasks of a chunk. */
  readonly tasks?: number;
  pressure(high: boolean): void;
}

/** The running actions of a run: their records as they change, and their logs as they are written. */
export class ActionBook {
  readonly #store: RunStore;
  readonly #runId: string;
  readonly #directory: string;
  readonly #processKind: ProcessKind;
  readonly #allowance: LogAllowance;
  readonly #listener: BookListener;
  readonly #running = new Map<number, { record: ActionRecord; writer: LogWriter }>();
  readonly #closing = new Set<Promise<void>>();
  #bytes = 0;
  /** Why a log could not be written, when one could not. */
  logProblem: string | undefined;

  constructor(options: {
    store: RunStore;
    runId: string;
    directory: string;
    processKind: ProcessKind;
    logLimit: number;
    listener: BookListener;
  }) {
    this.#store = options.store;
    this.#runId = options.runId;
    this.#directory = options.directory;
    this.#processKind = options.processKind;
    this.#allowance = { left: options.logLimit, limit: options.logLimit };
    this.#listener = options.listener;
  }

  /** Bytes of all logs so far. */
  get bytes(): number {
    let bytes = this.#bytes;
    for (const { writer } of this.#running.values()) bytes += writer.bytes;
    return bytes;
  }

  running(): ActionRecord[] {
    return [...this.#running.values()].map(({ record }) => record);
  }

  record(actionId: number): ActionRecord | undefined {
    return this.#running.get(actionId)?.record;
  }

  writer(actionId: number): LogWriter | undefined {
    return this.#running.get(actionId)?.writer;
  }

  take(event: SessionEvent, source: ActionSource): void {
    switch (event.type) {
      case 'action-started':
        this.#begin(event.action, source);
        return;
      case 'action-changed': {
        const { command, stalledSince, ...change } = event.change;
        this.#update(event.actionId, {
          ...change,
          ...(command ? { command: [...command] } : {}),
          ...('stalledSince' in event.change ? { stalledSince } : {}),
        });
        return;
      }
      case 'log':
        this.#running.get(event.actionId)?.writer.append(event.kind, event.time, event.text);
        if (event.kind === 'm') this.#countMalformed(event.actionId);
        return;
      case 'live': {
        const writer = this.#running.get(event.actionId)?.writer;
        if (writer === undefined) return;
        writer.live = event.text;
        this.#listener.lines(event.actionId, writer.count);
        return;
      }
      case 'action-ended':
        this.#end(event.actionId, event.result);
        return;
      default:
    }
  }

  /** All logs are on disk. */
  async settle(): Promise<void> {
    await Promise.all(this.#closing);
  }

  #begin(
    action: Extract<SessionEvent, { type: 'action-started' }>['action'],
    { session, taskIndex, tasks = 1, pressure }: ActionSource,
  ): void {
    const { id, parameters, ...rest } = action;
    const isTask = action.step !== undefined;
    const record: ActionRecord = {
      ...rest,
      id,
      session,
      state: 'running',
      command: [],
      processKind: this.#processKind,
      logLines: 0,
      ...(parameters === undefined ? {} : { parameters: { ...parameters } }),
      ...(isTask && taskIndex !== undefined ? { taskIndex: String(taskIndex) } : {}),
      ...(isTask && tasks > 1 ? { tasks } : {}),
    };
    const writer = new LogWriter({
      files: logFiles(this.#directory, id),
      allowance: this.#allowance,
      keepShort: (log) => this.#store.putShortLog(this.#runId, id, log),
      onPressure: pressure,
      onLines: (total) => this.#listener.lines(id, total),
      onFailure: (error) => {
        this.logProblem = error.message;
      },
    });
    this.#running.set(id, { record, writer });
    this.#put(record);
  }

  #update(actionId: number, change: Partial<ActionRecord>): void {
    const entry = this.#running.get(actionId);
    if (entry === undefined) return;
    entry.record = { ...entry.record, ...change, logLines: entry.writer.count };
    this.#put(entry.record);
  }

  #countMalformed(actionId: number): void {
    const before = this.#running.get(actionId)?.record.malformed ?? 0;
    this.#update(actionId, { malformed: before + 1 });
  }

  #end(actionId: number, result: ActionResult): void {
    const entry = this.#running.get(actionId);
    if (entry === undefined) return;
    const { peakMemory, cpuTime } = result.usage;
    const {
      notifyEndsAt: _notify,
      timeoutAt: _timeout,
      stalledSince: _stalled,
      ...before
    } = entry.record;
    const record: ActionRecord = {
      ...before,
      state: STATES[result.state],
      endedAt: result.endedAt,
      exitCode: result.exitCode,
      signal: result.signal,
      command: [...result.command],
      logLines: entry.writer.count,
      ...(result.reason === undefined ? {} : { reason: result.reason }),
      ...(result.failMessage === undefined ? {} : { failMessage: result.failMessage }),
      ...(peakMemory === undefined ? {} : { peakMemory }),
      ...(cpuTime === undefined ? {} : { cpuTime }),
    };
    entry.record = record;
    // Told at once, but kept only behind its log: a crash in between must not leave an action that has
    // succeeded without what it wrote.
    this.#listener.changed(record);
    const closing = this.#close(actionId, record, entry.writer).finally(() => {
      this.#closing.delete(closing);
    });
    this.#closing.add(closing);
  }

  async #close(actionId: number, record: ActionRecord, writer: LogWriter): Promise<void> {
    await writer.close();
    this.#put(record);
    this.#bytes += writer.bytes;
    this.#running.delete(actionId);
    if (record.state === 'failed' || record.state === 'timeout') {
      const lastError = await this.#store
        .withLog(this.#runId, actionId, findLastError)
        .catch(() => undefined);
      if (lastError !== undefined) this.#put({ ...record, lastError });
    }
    this.#listener.lines(actionId, writer.count);
  }

  #put(record: ActionRecord): void {
    this.#store.putAction(this.#runId, record);
    this.#listener.changed(record);
  }
}
