import { ProtocolError } from '../../shared/protocol/errors.ts';
import type { LogBatch, LogTarget } from '../../shared/protocol/log.ts';
import { backend, failureText } from '../backend/backend.ts';
import { LogBuffer } from './log-buffer.ts';

/** Above this many lines a log is opened at its end and read where it is looked at. */
const WHOLE_LIMIT = 20_000;
const READ_COUNT = 4000;

/** Keeps a buffer of a log filled: streams what comes, reads what is looked at. */
export class LogFeed {
  readonly target: LogTarget;
  readonly buffer = new LogBuffer();
  readonly #stops: (() => void)[] = [];
  /** Batches that came before the answer that names their subscription. */
  #early: { subscription: number; batch: LogBatch }[] = [];
  #subscription: number | undefined;
  #reading = false;
  #closed = false;

  constructor(target: LogTarget) {
    this.target = target;
    this.#stops.push(
      backend.on('log.batch', ({ subscription, batch }) => this.#receive(subscription, batch)),
      backend.onState((state) => {
        this.#subscription = undefined;
        if (state === 'open') void this.#goOn();
      }),
    );
    void this.#open();
  }

  /** Reads it once more after it could not be read. */
  retry(): void {
    this.buffer.setState('reading');
    void this.#open();
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    if (this.#subscription !== undefined)
      backend.call('log.unsubscribe', { subscription: this.#subscription }).catch(() => {});
  }

  /** Reads the lines from `first` on that are not here; a read on the way is waited for. */
  ensure(first: number, end: number): void {
    const gap = this.buffer.missing(Math.max(0, first), Math.min(end, this.buffer.total));
    if (!gap || this.#reading || this.#closed) return;
    // A little before, so that scrolling up does not read line by line.
    const from = Math.max(0, Math.min(gap.from, first - READ_COUNT / 2));
    const start = this.buffer.missing(from, gap.from + gap.count)?.from ?? gap.from;
    this.#reading = true;
    this.#read(start, READ_COUNT)
      .catch(() => {})
      .finally(() => {
        this.#reading = false;
      });
  }

  /** Lines for copying, read where they are not here. */
  async lines(first: number, end: number, each: (text: string) => void): Promise<void> {
    let tries = 0;
    for (let at = first; at < end && !this.#closed; ) {
      const line = this.buffer.line(at);
      if (line) {
        each(line.text);
        at++;
        tries = 0;
      } else if (tries++ > 2 || (await this.#read(at, READ_COUNT)) === 0) return;
    }
  }

  async #open(): Promise<void> {
    try {
      const head = await backend.call('log.read', { ...this.target, from: 0, count: 1 });
      if (head.total > WHOLE_LIMIT) {
        this.buffer.add(head);
        await this.#read(head.total - READ_COUNT, READ_COUNT);
      }
      if (!this.#closed) await this.#subscribe(this.buffer.total > 1 ? this.buffer.streamedTo : 0);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Behind a connection that was lost. */
  async #goOn(): Promise<void> {
    try {
      await this.#subscribe(this.buffer.streamedTo);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The connection's return tries again by itself; anything else is said. */
  #failed(error: unknown): void {
    if (this.#closed || (error instanceof ProtocolError && error.code === 'disconnected')) return;
    this.buffer.setState({ failure: failureText(error) });
  }

  async #subscribe(from: number): Promise<void> {
    if (this.#closed) return;
    const { subscription } = await backend.call('log.subscribe', { ...this.target, from });
    if (this.#closed) {
      await backend.call('log.unsubscribe', { subscription });
      return;
    }
    this.#subscription = subscription;
    const early = this.#early;
    this.#early = [];
    for (const one of early) this.#receive(one.subscription, one.batch);
  }

  #receive(subscription: number, batch: LogBatch): void {
    if (this.#subscription === undefined) {
      if (this.#early.length < 8) this.#early.push({ subscription, batch });
      return;
    }
    if (subscription !== this.#subscription) return;
    this.buffer.add(batch);
    backend
      .call('log.acknowledge', { subscription, upTo: batch.first + batch.count })
      .catch(() => {});
  }

  async #read(from: number, count: number): Promise<number> {
    const batch = await backend.call('log.read', {
      ...this.target,
      from: Math.max(0, from),
      count,
    });
    if (!this.#closed) this.buffer.add(batch);
    return batch.count;
  }
}
