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

function connect(): { connection: Connection; batches: LogBatch[]; close(): void } {
  const batches: LogBatch[] = [];
  const listeners: (() => void)[] = [];
  return {
    batches,
    close: () => {
      for (const listener of listeners) listener();
    },
    connection: {
      id: 1,
      emit: (_event, data) => {
        batches.push((data as { batch: LogBatch }).batch);
      },
      onClose: (listener) => {
        listeners.push(listener);
      },
    },
  };
}

const wanted = { runId: 'r', actionId: 1, from: 0 };

describe('LogSubscriptions', () => {
  it('sends what is there and what comes, in order, and says when it is complete', async () => {
    const log = new MemoryLog();
    log.lines.push('one', 'two');
    const { connection, batches } = connect();
    const subscriptions = new LogSubscriptions(log);
    const id = subscriptions.subscribe(wanted, connection);
    await expect.poll(() => batches.length).toBe(1);
    subscriptions.acknowledge(id, 2);
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
    const subscriptions = new LogSubscriptions(log);
    const id = subscriptions.subscribe(wanted, connection);
    await expect.poll(() => batches.length).toBe(2);
    subscriptions.appended('r', 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(batches.length).toBe(2);
    for (let upTo = 2000; upTo <= 10_000; upTo += 2000) {
      subscriptions.acknowledge(id, upTo);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(batches.flatMap(({ text }) => text.split('\n'))).toEqual(log.lines);
    expect(batches.at(-1)?.complete).toBe(true);
  });

  it('tells of a live line that changes without a new line', async () => {
    const log = new MemoryLog();
    const { connection, batches } = connect();
    const subscriptions = new LogSubscriptions(log);
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
    const subscriptions = new LogSubscriptions(log);
    subscriptions.subscribe(wanted, connection);
    await expect.poll(() => log.reads).toBe(1);
    close();
    log.lines.push('more');
    subscriptions.appended('r', 1);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(log.reads).toBe(1);
  });
});
