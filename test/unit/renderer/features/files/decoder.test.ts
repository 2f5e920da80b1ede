import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodePicture } from '../../../../../src/renderer/features/files/decoder.ts';

/** A worker that is stuck, until a test has it answer. */
class StuckWorker {
  static readonly started: StuckWorker[] = [];
  readonly asked: { id: number }[] = [];
  ended = false;
  onmessage?: (event: { data: unknown }) => void;
  onerror?: () => void;

  constructor() {
    StuckWorker.started.push(this);
  }

  postMessage(request: { id: number }): void {
    this.asked.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(at: number, what: object): void {
    this.onmessage?.({ data: { id: this.asked[at]?.id, ...what } });
  }
}

const picture = () => ({
  bytes: new Uint8Array(4),
  type: 'image/webp',
  width: 8,
  height: 8,
  edge: 8,
});

/** How a promise stands, once what is due has happened. */
function standing(promise: Promise<unknown>): { now: string } {
  const state = { now: 'waiting' };
  promise.then(
    () => (state.now = 'decoded'),
    (error: Error) => (state.now = error.message),
  );
  return state;
}

const last = () => StuckWorker.started.at(-1) as StuckWorker;

describe('a picture that is decoded', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('Worker', StuckWorker);
  });

  afterEach(async () => {
    // No worker is left for the next test.
    await vi.advanceTimersByTimeAsync(60_000);
    last().onerror?.();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is given up after twenty seconds, with the worker and what waits behind it', async () => {
    const first = standing(decodePicture(picture()));
    await vi.advanceTimersByTimeAsync(15_000);
    const second = standing(decodePicture(picture()));
    const stuck = last();
    await vi.advanceTimersByTimeAsync(4999);
    expect([first.now, second.now, stuck.ended]).toEqual(['waiting', 'waiting', false]);
    await vi.advanceTimersByTimeAsync(1);
    const tooLong = 'This picture took too long to decode.';
    expect([first.now, second.now, stuck.ended]).toEqual([tooLong, tooLong, true]);

    const next = standing(decodePicture(picture()));
    expect(last()).not.toBe(stuck);
    last().answer(0, { bitmap: {} });
    await vi.advanceTimersByTimeAsync(0);
    expect(next.now).toBe('decoded');
  });

  it('is decoded in time: the worker stays for the next one', async () => {
    const first = standing(decodePicture(picture()));
    const worker = last();
    await vi.advanceTimersByTimeAsync(19_999);
    worker.answer(0, { bitmap: {} });
    await vi.advanceTimersByTimeAsync(60_000);
    const second = standing(decodePicture(picture()));
    expect([first.now, second.now, worker.ended, last()]).toEqual([
      'decoded',
      'waiting',
      false,
      worker,
    ]);
  });

  it('is damaged when the decoder says so, or its worker dies', async () => {
    const first = standing(decodePicture(picture()));
    last().answer(0, { error: 'The source image could not be decoded.' });
    await vi.advanceTimersByTimeAsync(0);
    const second = standing(decodePicture(picture()));
    last().onerror?.();
    await vi.advanceTimersByTimeAsync(0);
    expect([first.now, second.now]).toEqual([
      'This picture is damaged.',
      'This picture is damaged.',
    ]);
  });
});
