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
/** A log that cannot be read (no descriptors left, a file server that is away) is tried again after this long (ms). */
const RETRY_MS = 1000;

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
  /** That its log cannot be read was told. */
  troubled: boolean;
  /** Takes back what waits for the connection's end. */
  forget(): void;
}

/**
 * Streams logs to pages at the pace at which each page takes them in. Nothing is queued here: a slow page
 * is sent its next stretch from the log file when it has acknowledged the last.
 */
export class LogSubscriptions {
  readonly #source: LogSource;
  readonly #onError: (error: unknown) => void;
  readonly #subscriptions = new Map<number, Subscription>();
  #nextId = 1;

  /** `onError` is told once of a subscription whose log cannot be read. */
  constructor(source: LogSource, onError: (error: unknown) => void) {
    this.#source = source;
    this.#onError = onError;
  }

  /** How many there are. */
  get size(): number {
    return this.#subscriptions.size;
  }

  /** Begins to send a log's lines from a number on; answers the number of the subscription. */
  subscribe({ from, ...target }: Params<'log.subscribe'>, connection: Connection): number {
    const id = this.#nextId++;
    const subscription: Subscription = {
      id,
      connection,
      target,
      next: from,
      onTheWay: [],
      live: undefined,
      complete: false,
      pumping: false,
      again: false,
      timer: undefined,
      troubled: false,
      forget: () => {},
    };
    this.#subscriptions.set(id, subscription);
    subscription.forget = connection.onClose(() => this.#end(subscription));
    // The answer with the number goes first.
    setImmediate(() => void this.#pump(subscription));
    return id;
  }

  /** The page has taken in the lines up to a number. Numbers of other pages and of none are nothing to it. */
  acknowledge(id: number, upTo: number, connection: Connection): void {
    const subscription = this.#own(id, connection);
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

  /** Ends a subscription of this page; no page ends another's. */
  unsubscribe(id: number, connection: Connection): void {
    const subscription = this.#own(id, connection);
    if (subscription) this.#end(subscription);
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

  #own(id: number, connection: Connection): Subscription | undefined {
    const subscription = this.#subscriptions.get(id);
    return subscription?.connection === connection ? subscription : undefined;
  }

  #end(subscription: Subscription): void {
    clearTimeout(subscription.timer);
    subscription.forget();
    this.#subscriptions.delete(subscription.id);
  }

  #wake(subscription: Subscription): void {
    if (subscription.pumping) subscription.again = true;
    else this.#later(subscription, GATHER_MS);
  }

  #later(subscription: Subscription, milliseconds: number): void {
    subscription.timer ??= setTimeout(() => {
      subscription.timer = undefined;
      void this.#pump(subscription);
    }, milliseconds);
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
      if (error instanceof ProtocolError) this.#end(subscription);
      else this.#retry(subscription, error);
    } finally {
      subscription.pumping = false;
    }
  }

  /** Nobody waits for a pump: what it throws would end the application with everything that runs. */
  #retry(subscription: Subscription, error: unknown): void {
    if (!subscription.troubled) this.#onError(error);
    subscription.troubled = true;
    if (this.#subscriptions.has(subscription.id)) this.#later(subscription, RETRY_MS);
  }

  async #sendNext(subscription: Subscription): Promise<'sent' | 'nothing'> {
    const { target, next } = subscription;
    const batch = await this.#source.read(target, next, LINES_A_BATCH);
    subscription.troubled = false;
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
