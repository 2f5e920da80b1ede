import {
  type LogBatch,
  type LogTarget,
  type Params,
  ProtocolError,
} from '../../shared/protocol/index.ts';
import type { Connection } from '../backend.ts';

/** Where lines come from: the log store of a run. */
export interface LogSource {
  /** Lines `from` …, as many as there are, at most `count`. */
  read(target: LogTarget, from: number, count: number): Promise<LogBatch>;
}

/** Some 180 KB of short lines: large enough to be cheap, small enough to leave the page's frames alone. */
const LINES_A_BATCH = 2_000;
/** Batches that may be on the way without the page having said that it took them in. */
const MAX_UNACKNOWLEDGED = 2;
/** New lines are gathered this long (ms), so that a slow trickle does not make a message a line. */
const GATHER_MS = 40;

interface Subscription {
  readonly id: number;
  readonly connection: Connection;
  readonly target: LogTarget;
  /** The next line to send. */
  next: number;
  /** Ends of batches that were sent and not acknowledged. */
  readonly onTheWay: number[];
  live: string | undefined;
  complete: boolean;
  pumping: boolean;
  /** Something was appended while a batch was being read. */
  again: boolean;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Streams logs to pages at the pace at which each page takes them in. Nothing is queued here: a slow page
 * is sent its next stretch from the log file when it has acknowledged the last.
 */
export class LogSubscriptions {
  readonly #source: LogSource;
  readonly #subscriptions = new Map<number, Subscription>();
  #nextId = 1;

  constructor(source: LogSource) {
    this.#source = source;
  }

  subscribe({ from, ...target }: Params<'log.subscribe'>, connection: Connection): number {
    const subscription: Subscription = {
      id: this.#nextId++,
      connection,
      target,
      next: from,
      onTheWay: [],
      live: undefined,
      complete: false,
      pumping: false,
      again: false,
      timer: undefined,
    };
    this.#subscriptions.set(subscription.id, subscription);
    connection.onClose(() => this.unsubscribe(subscription.id));
    // The answer with the number goes first.
    setImmediate(() => void this.#pump(subscription));
    return subscription.id;
  }

  acknowledge(id: number, upTo: number): void {
    const subscription = this.#subscriptions.get(id);
    if (!subscription) return;
    while (subscription.onTheWay.length > 0 && (subscription.onTheWay[0] as number) <= upTo)
      subscription.onTheWay.shift();
    void this.#pump(subscription);
  }

  /** A run has ended: merged logs of it are complete. */
  ended(runId: string): void {
    for (const subscription of this.#subscriptions.values())
      if (subscription.target.runId === runId) this.#wake(subscription);
  }

  unsubscribe(id: number): void {
    clearTimeout(this.#subscriptions.get(id)?.timer);
    this.#subscriptions.delete(id);
  }

  /** The log of an action has grown, its live line changed, or it is complete. */
  appended(runId: string, actionId: number): void {
    for (const subscription of this.#subscriptions.values()) {
      const { target } = subscription;
      // Whether the action is one of a session's is found when it is read.
      if (target.runId === runId && (target.actionId ?? actionId) === actionId)
        this.#wake(subscription);
    }
  }

  #wake(subscription: Subscription): void {
    if (subscription.pumping) subscription.again = true;
    else
      subscription.timer ??= setTimeout(() => {
        subscription.timer = undefined;
        void this.#pump(subscription);
      }, GATHER_MS);
  }

  async #pump(subscription: Subscription): Promise<void> {
    if (subscription.pumping) {
      subscription.again = true;
      return;
    }
    subscription.pumping = true;
    try {
      while (
        this.#subscriptions.has(subscription.id) &&
        subscription.onTheWay.length < MAX_UNACKNOWLEDGED &&
        !subscription.complete
      ) {
        subscription.again = false;
        if ((await this.#sendNext(subscription)) === 'nothing' && !subscription.again) break;
      }
    } catch (error) {
      // The run was removed while its log was open: there is nothing more to tell.
      if (!(error instanceof ProtocolError)) throw error;
      this.unsubscribe(subscription.id);
    } finally {
      subscription.pumping = false;
    }
  }

  async #sendNext(subscription: Subscription): Promise<'sent' | 'nothing'> {
    const { target, next } = subscription;
    const batch = await this.#source.read(target, next, LINES_A_BATCH);
    const reachedEnd = next + batch.count >= batch.total;
    const complete = batch.complete && reachedEnd;
    const changed = batch.count > 0 || batch.live !== subscription.live || complete;
    if (!changed || !this.#subscriptions.has(subscription.id)) return 'nothing';
    subscription.next = next + batch.count;
    subscription.live = batch.live;
    subscription.complete = complete;
    if (batch.count > 0) subscription.onTheWay.push(subscription.next);
    subscription.connection.emit('log.batch', {
      subscription: subscription.id,
      batch: { ...batch, complete },
    });
    return reachedEnd ? 'nothing' : 'sent';
  }
}
