import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/main/backend.ts';
import { LogSubscriptions } from '../../../../src/main/services/log-subscriptions.ts';
import type { LogBatch, LogTarget } from '../../../../src/shared/protocol/index.ts';

/** A log in memory that can grow. */
class MemoryLog {
  readonly lines: string[] = [];
  live: string | undefined;
  complete = false;
  reads = 0;

  async read(_target: LogTarget, from: number, count: number): Promise<LogBatch> {
    this.reads++;
    const lines = this.lines.slice(from, from + count);
    return {
      first: from,
      count: lines.length,
      text: lines.join('\n'),
      times: lines.map(() => 0),
      kinds: 'o'.repeat(lines.length),
      total: this.lines.length,
      ...(this.live === undefined ? {} : { live: this.live }),
      complete: this.complete,
    };
  }
}

interface Page {
  readonly connection: Connection;
  readonly batches: LogBatch[];
  /** What waits for the page's end. */
  readonly listeners: ReadonlySet<() => void>;
  close(): void;
}

function connect(): Page {
  const batches: LogBatch[] = [];
  const listeners = new Set<() => void>();
  return {
    batches,
    listeners,
    close: () => {
      for (const listener of listeners) listener();
    },
    connection: {
      id: 1,
      emit: (_event, data) => {
        batches.push((data as { batch: LogBatch }).batch);
      },
      onClose: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

const wanted = { runId: 'r', actionId: 1, from: 0 };
const noError = (error: unknown): never => {
  throw error;
};

describe('LogSubscriptions', () => {
  it('sends what is there and what comes, in order, and says when it is complete', async () => {
    const log = new MemoryLog();
    log.lines.push('one', 'two');
    const { connection, batches } = connect();
    const subscriptions = new LogSubscriptions(log, noError);
    const id = subscriptions.subscribe(wanted, connection);
    await expect.poll(() => batches.length).toBe(1);
    subscriptions.acknowledge(id, 2, connection);
    log.lines.push('three');
    log.complete = true;
    subscriptions.appended('r', 1);
    await expect.poll(() => batches.length).toBe(2);
    expect(batches.map(({ first, text, complete }) => [first, text, complete])).toEqual([
      [0, 'one\ntwo', false],
      [2, 'three', true],
    ]);
  });

  it('keeps at most two batches on the way to a page that does not take them in', async () => {
    const log = new MemoryLog();
    for (let line = 0; line < 10_000; line++) log.lines.push(String(line));
    log.complete = true;
    const { connection, batches } = connect();
    const subscriptions = new LogSubscriptions(log, noError);
    const id = subscriptions.subscribe(wanted, connection);
    await expect.poll(() => batches.length).toBe(2);
    subscriptions.appended('r', 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(batches.length).toBe(2);
    for (let upTo = 2000; upTo <= 10_000; upTo += 2000) {
      subscriptions.acknowledge(id, upTo, connection);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(batches.flatMap(({ text }) => text.split('\n'))).toEqual(log.lines);
    expect(batches.at(-1)?.complete).toBe(true);
  });

  it('tells of a live line that changes without a new line', async () => {
    const log = new MemoryLog();
    const { connection, batches } = connect();
    const subscriptions = new LogSubscriptions(log, noError);
    subscriptions.subscribe(wanted, connection);
    for (const live of ['10 %', '20 %']) {
      log.live = live;
      subscriptions.appended('r', 1);
      await expect.poll(() => batches.at(-1)?.live).toBe(live);
    }
    expect(batches.map(({ count }) => count)).toEqual([0, 0]);
  });

  it('reads nothing more for a page that is gone', async () => {
    const log = new MemoryLog();
    const { connection, close } = connect();
    const subscriptions = new LogSubscriptions(log, noError);
    subscriptions.subscribe(wanted, connection);
    await expect.poll(() => log.reads).toBe(1);
    close();
    log.lines.push('more');
    subscriptions.appended('r', 1);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(log.reads).toBe(1);
  });

  it('lets no page acknowledge or end what another has subscribed to', async () => {
    const log = new MemoryLog();
    for (let line = 0; line < 10_000; line++) log.lines.push(String(line));
    const mine = connect();
    const other = connect();
    const subscriptions = new LogSubscriptions(log, noError);
    const id = subscriptions.subscribe(wanted, mine.connection);
    await expect.poll(() => mine.batches.length).toBe(2);
    subscriptions.acknowledge(id, 10_000, other.connection);
    subscriptions.unsubscribe(id, other.connection);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect([mine.batches.length, subscriptions.size]).toEqual([2, 1]);
    subscriptions.acknowledge(id, 2000, mine.connection);
    await expect.poll(() => mine.batches.length).toBe(3);
  });

  it('leaves nothing behind with a page that subscribes and unsubscribes for days', () => {
    const page = connect();
    const subscriptions = new LogSubscriptions(new MemoryLog(), noError);
    for (let time = 0; time < 1000; time++)
      subscriptions.unsubscribe(subscriptions.subscribe(wanted, page.connection), page.connection);
    expect([page.listeners.size, subscriptions.size]).toEqual([0, 0]);
  });

  it('goes on when a log could not be read for a while, and tells of it once', async () => {
    const log = new MemoryLog();
    log.lines.push('one');
    const read = log.read.bind(log);
    let failures = 2;
    log.read = async (...asked) => {
      if (failures-- > 0) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
      return read(...asked);
    };
    const told: unknown[] = [];
    const { connection, batches } = connect();
    const subscriptions = new LogSubscriptions(log, (error) => told.push(error));
    subscriptions.subscribe(wanted, connection);
    await expect.poll(() => batches.map(({ text }) => text), { timeout: 5000 }).toEqual(['one']);
    expect(told).toHaveLength(1);
  });
});
