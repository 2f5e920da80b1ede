import { describe, expect, it } from 'vitest';
import { LogBuffer } from '../../../../src/renderer/logs/log-buffer.ts';
import type { LogBatch } from '../../../../src/shared/protocol/log.ts';

function batch(first: number, count: number, total = first + count, complete = false): LogBatch {
  const numbers = Array.from({ length: count }, (_, i) => first + i);
  return {
    first,
    count,
    text: numbers.map((n) => `line ${n}`).join('\n'),
    times: numbers,
    kinds: 'o'.repeat(count),
    total,
    complete,
  };
}

describe('the window of a log', () => {
  it('gives every line of small and large batches', () => {
    const buffer = new LogBuffer();
    let at = 0;
    for (const count of [1, 1, 2000, 3, 900, 5000, 1]) {
      buffer.add(batch(at, count));
      at += count;
    }
    expect(buffer.total).toBe(at);
    for (let n = 0; n < at; n++)
      expect(buffer.line(n)).toEqual({ text: `line ${n}`, time: n, kind: 'o' });
    expect(buffer.line(at)).toBeUndefined();
    expect(buffer.missing(0, at)).toBeUndefined();
  });

  it('loses nothing of what comes behind a large batch that was looked at', () => {
    const buffer = new LogBuffer();
    let at = 0;
    for (let i = 0; i < 40; i++)
      for (const count of [2000, 10]) {
        buffer.add(batch(at, count));
        buffer.line(at);
        at += count;
      }
    const wrong = Array.from({ length: at }, (_, n) => n).filter(
      (n) => buffer.line(n)?.text !== `line ${n}`,
    );
    expect(wrong).toEqual([]);
  });

  it('keeps the origins of lines of several logs, in whatever pieces they come', () => {
    const buffer = new LogBuffer();
    const origin = (n: number) => ({ action: n < 50 ? 1 : 2, line: n < 50 ? n : n - 50 });
    const of = (first: number, count: number): LogBatch => ({
      ...batch(first, count, 100),
      sources: Array.from({ length: count }, (_, i) => {
        const { action, line } = origin(first + i);
        return [action, line, 1];
      }),
    });
    buffer.add(of(40, 20));
    buffer.add(of(60, 5));
    buffer.add({
      ...batch(0, 100),
      sources: [
        [1, 0, 50],
        [2, 0, 50],
      ],
    });
    for (let n = 0; n < 100; n++)
      expect(buffer.line(n)).toMatchObject({ text: `line ${n}`, origin: origin(n) });
  });

  it('keeps empty lines', () => {
    const buffer = new LogBuffer();
    buffer.add({ ...batch(0, 3), text: '\n\n' });
    expect([0, 1, 2].map((n) => buffer.line(n)?.text)).toEqual(['', '', '']);
  });

  it('says which lines are not here', () => {
    const buffer = new LogBuffer();
    buffer.add(batch(100, 50, 1000));
    expect(buffer.missing(0, 120)).toEqual({ from: 0, count: 100 });
    expect(buffer.missing(110, 200)).toEqual({ from: 150, count: 50 });
    expect(buffer.missing(100, 150)).toBeUndefined();
    buffer.add(batch(0, 100, 1000));
    expect(buffer.missing(0, 150)).toBeUndefined();
    expect(buffer.line(99)?.text).toBe('line 99');
  });

  it('leaves lines alone that come twice', () => {
    const buffer = new LogBuffer();
    buffer.add(batch(0, 1500));
    buffer.add(batch(500, 1200));
    expect(buffer.line(499)?.text).toBe('line 499');
    expect(buffer.line(1499)?.text).toBe('line 1499');
  });

  it('fills the gaps between what is here', () => {
    const buffer = new LogBuffer();
    for (const [first, count] of [
      [1000, 500],
      [3000, 2000],
      [5000, 3],
    ] as const)
      buffer.add(batch(first, count, 10_000));
    buffer.add(batch(500, 4000, 10_000));
    buffer.add(batch(0, 10_000));
    expect(buffer.missing(0, 10_000)).toBeUndefined();
    for (let n = 0; n < 10_000; n++)
      expect(buffer.line(n)).toEqual({ text: `line ${n}`, time: n, kind: 'o' });
  });

  it('stays within its budget and keeps the newest lines', () => {
    const buffer = new LogBuffer(200_000);
    for (let at = 0; at < 100_000; at += 2000) buffer.add(batch(at, 2000));
    expect(buffer.size).toBeLessThanOrEqual(200_000);
    expect(buffer.total).toBe(100_000);
    expect(buffer.line(99_999)?.text).toBe('line 99999');
    expect(buffer.line(0)).toBeUndefined();
    expect(buffer.missing(0, 10)).toEqual({ from: 0, count: 10 });
  });

  it('drops what was longest not looked at', () => {
    const buffer = new LogBuffer(100_000);
    buffer.add(batch(0, 2000));
    for (let at = 2000; at < 20_000; at += 2000) {
      buffer.add(batch(at, 2000));
      expect(buffer.line(5)?.text).toBe('line 5');
    }
  });

  it('tells its listeners', () => {
    const buffer = new LogBuffer();
    let told = 0;
    const stop = buffer.subscribe(() => told++);
    buffer.add(batch(0, 1));
    stop();
    buffer.add(batch(1, 1));
    expect(told).toBe(1);
  });

  it('knows the unfinished line and the end', () => {
    const buffer = new LogBuffer();
    buffer.add({ ...batch(0, 1), live: '40 %' });
    expect(buffer.live).toBe('40 %');
    expect(buffer.complete).toBe(false);
    buffer.add(batch(1, 1, 2, true));
    expect(buffer.live).toBeUndefined();
    expect(buffer.complete).toBe(true);
  });

  it('takes a million lines without holding more than its budget', () => {
    const buffer = new LogBuffer(4_000_000);
    const one = batch(0, 2000);
    for (let at = 0; at < 1_000_000; at += 2000)
      buffer.add({ ...one, first: at, total: at + 2000 });
    expect(buffer.total).toBe(1_000_000);
    expect(buffer.size).toBeLessThanOrEqual(4_000_000);
  });
});
