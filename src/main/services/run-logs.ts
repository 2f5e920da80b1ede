import { join } from 'node:path';
import type { Backend } from '../backend.ts';
import type { RunEvent } from '../runs/index.ts';
import type { KnownRuns } from './known-runs.ts';
import { exportTo, showOutside } from './log-outside.ts';
import { LogSubscriptions } from './log-subscriptions.ts';
import type { SettingsService } from './settings-service.ts';
import { cleanShownLogs } from './shown-logs.ts';

/** Logs of runs for pages: read, searched, streamed, written into files and shown in an editor. */
export class RunLogs {
  readonly methods: Pick<Backend, Extract<keyof Backend, `log.${string}`>>;
  readonly #runs: KnownRuns;
  readonly #settings: SettingsService;
  /** Copies of logs that an editor shows. */
  readonly #shown: string;
  readonly #subscriptions: LogSubscriptions;

  constructor(options: {
    runs: KnownRuns;
    settings: SettingsService;
    stateDirectory: string;
    reportError(method: string, error: unknown): void;
  }) {
    this.#runs = options.runs;
    this.#settings = options.settings;
    this.#shown = join(options.stateDirectory, 'shown-logs');
    this.#subscriptions = new LogSubscriptions(
      {
        read: async (target, from, count) =>
          (await this.#runs.manager()).readLog(target, from, count),
      },
      (error) => options.reportError('log.subscribe', error),
    );
    this.methods = this.#methods();
  }

  /** Takes copies away that were made for an editor long ago. */
  prepare(): void {
    void cleanShownLogs(this.#shown).catch(() => undefined);
  }

  /** What runs tell wakes the streams of their logs. */
  take(event: RunEvent): void {
    if (event.type === 'log') this.#subscriptions.appended(event.runId, event.actionId);
    else if (event.type === 'run' && event.run.endedAt !== undefined)
      this.#subscriptions.ended(event.run.id);
  }

  #methods(): RunLogs['methods'] {
    return {
      'log.read': async ({ from, count, ...target }) =>
        (await this.#runs.find(target.runId)).manager.readLog(target, from, count),
      'log.search': async ({ text, matchCase, errors, limit, ...target }) => {
        const { manager } = await this.#runs.find(target.runId);
        return manager.searchLog(target, { text, matchCase, errors, limit });
      },
      'log.export': async ({ path, times, ...target }) => {
        const { manager } = await this.#runs.find(target.runId);
        return exportTo(path, (from, count) => manager.readLog(target, from, count), times);
      },
      'log.openOutside': ({ runId, actionId, line }) => this.#openOutside(runId, actionId, line),
      'log.subscribe': async (request, connection) => {
        await this.#runs.find(request.runId);
        return { subscription: this.#subscriptions.subscribe(request, connection) };
      },
      'log.acknowledge': async ({ subscription, upTo }, connection) => {
        this.#subscriptions.acknowledge(subscription, upTo, connection);
        return {};
      },
      'log.unsubscribe': async ({ subscription }, connection) => {
        this.#subscriptions.unsubscribe(subscription, connection);
        return {};
      },
    };
  }

  async #openOutside(runId: string, actionId: number, line: number): Promise<{ path: string }> {
    const { manager } = await this.#runs.find(runId);
    const { logEditor } = await this.#settings.get();
    const read = (from: number, count: number) => manager.readLog({ runId, actionId }, from, count);
    const path = join(this.#shown, `${runId}-${actionId}.log`);
    await exportTo(path, read, 'off');
    await showOutside(logEditor, path, line + 1);
    return { path };
  }
}
