import { describe, expect, it } from 'vitest';
import { ENTRY_BYTES, writeEntry } from '../../../../src/main/runs/log-index.ts';
import { type LogSource, shortSource } from '../../../../src/main/runs/log-source.ts';
import { LogView, type ViewAction } from '../../../../src/main/runs/log-view.ts';
import type { LogKind } from '../../../../src/main/session/index.ts';
import type { LogFilter } from '../../../../src/shared/protocol/index.ts';

/** Logs in memory that grow line by line. */
class Logs {
  readonly actions = new Map<number, { session: number; over: boolean }>();
  readonly #lines = new Map<number, { time: number; kind: LogKind; text: string }[]>();
  growing = true;

  begin(id: number, session: number): void {
    this.actions.set(id, { session, over: false });
    this.#lines.set(id, []);
  }

  write(id: number, time: number, text: string, kind: LogKind = 'o'): void {
    for (const line of text.split('\n')) this.#lines.get(id)?.push({ time, kind, text: line });
  }

  end(id: number): void {
    const action = this.actions.get(id);
    if (action) action.over = true;
  }

  view(filter?: LogFilter): LogView {
    return new LogView(
      {
        actions: () => ({ list: this.#list(), growing: this.growing }),
        flush: async () => {},
        withLog: (id, use) => use(this.#source(id)),
      },
      filter,
    );
  }

  #list(): ViewAction[] {
    return [...this.actions].map(([id, action]) => ({ id, ...action }));
  }

  #source(id: number): LogSource {
    const lines = this.#lines.get(id) ?? [];
    const index = Buffer.alloc(lines.length * ENTRY_BYTES);
    let offset = 0;
    for (const [i, { time, kind, text }] of lines.entries()) {
      writeEntry(index, i * ENTRY_BYTES, { offset, kind, time });
      offset += Buffer.byteLength(text) + 1;
    }
    const text = lines.map((line) => `${line.text}\n`).join('');
    return shortSource({ text: Buffer.from(text), index });
  }
}

const only = (filter: Partial<LogFilter>): LogFilter => ({
  text: '',
  matchCase: false,
  kinds: '',
  ...filter,
});

async function all(view: LogView) {
  await view.update();
  const lines = await view.read(0, 1000);
  return { text: lines.text.split('\n'), sources: lines.sources, total: lines.total };
}

describe('a view of several logs', () => {
  it('merges sessions by time and says where each line is from', async () => {
    const logs = new Logs();
    logs.begin(1, 1);
    logs.begin(2, 2);
    logs.write(1, 10, 'a1\na2');
    logs.write(2, 11, 'b1');
    logs.write(1, 12, 'a3');
    logs.write(2, 13, 'b2');
    logs.end(1);
    logs.begin(3, 1);
    logs.write(3, 14, 'c1');
    const view = logs.view();
    expect(await all(view)).toEqual({
      text: ['a1', 'a2', 'b1', 'a3', 'b2', 'c1'],
      sources: [
        [1, 0, 2],
        [2, 0, 1],
        [1, 2, 1],
        [2, 1, 1],
        [3, 0, 1],
      ],
      total: 6,
    });
    expect(view.complete).toBe(false);
    logs.write(2, 14, 'b3');
    logs.end(2);
    logs.end(3);
    logs.growing = false;
    expect((await all(view)).text.at(-1)).toBe('b3');
    expect(view.complete).toBe(true);
    expect(await view.read(2, 3)).toMatchObject({
      first: 2,
      count: 3,
      text: 'b1\na3\nb2',
      total: 7,
    });
    expect(await view.read(99, 3)).toMatchObject({ first: 7, count: 0, text: '' });
  });

  it('keeps warnings and errors, of the engine and by what output looks like, and finds errors', async () => {
    const logs = new Logs();
    logs.begin(1, 1);
    logs.write(1, 1, 'Running command sh -c ERROR', 'c');
    logs.write(1, 2, 'frame 1\n\u001b[31mERROR\u001b[0m: lost\nWARNING: slow\nframe 2');
    logs.write(1, 3, 'it was killed', 'e');
    logs.write(1, 4, 'ValueError: x');
    logs.end(1);
    logs.growing = false;
    const problems = logs.view(only({ kinds: 'wemEW' }));
    expect((await all(problems)).text).toEqual([
      '\u001b[31mERROR\u001b[0m: lost',
      'WARNING: slow',
      'it was killed',
      'ValueError: x',
    ]);
    const errors = { text: '', matchCase: false, errors: true, limit: 10 };
    expect(await problems.search(errors)).toEqual({ count: 2, lines: [0, 3] });
    const whole = logs.view();
    await whole.update();
    expect(await whole.search(errors)).toEqual({ count: 2, lines: [2, 6] });
    expect(await whole.search({ ...errors, errors: false })).toEqual({ count: 0, lines: [] });
  });

  it('leaves a line that is later than the look for the next look', async () => {
    const logs = new Logs();
    logs.begin(1, 1);
    logs.begin(2, 2);
    logs.write(1, 10, 'a1');
    logs.write(1, Date.now() + 60_000, 'later');
    const view = logs.view();
    expect((await all(view)).text).toEqual(['a1']);
    logs.write(2, 20, 'b1');
    expect((await all(view)).text).toEqual(['a1', 'b1']);
    logs.growing = false;
    logs.end(1);
    logs.end(2);
    expect((await all(view)).text).toEqual(['a1', 'b1', 'later']);
  });

  it('keeps only lines that pass a filter, and keeps their numbers while it grows', async () => {
    const logs = new Logs();
    logs.begin(1, 1);
    logs.write(1, 1, 'heading', 'c');
    logs.write(1, 2, 'frame 1\nan \u001b[31mErr\u001b[0mor\nframe 2');
    const errors = logs.view(only({ text: 'error' }));
    expect(await all(errors)).toEqual({
      text: ['an \u001b[31mErr\u001b[0mor'],
      sources: [[1, 2, 1]],
      total: 1,
    });
    logs.write(1, 3, 'fine\nERROR again');
    expect((await all(errors)).sources).toEqual([
      [1, 2, 1],
      [1, 5, 1],
    ]);
    expect((await all(logs.view(only({ text: 'Err', matchCase: true })))).total).toBe(1);
    expect((await all(logs.view(only({ kinds: 'c' })))).text).toEqual(['heading']);
    expect((await all(logs.view(only({ kinds: 'o', text: 'frame' })))).text).toEqual([
      'frame 1',
      'frame 2',
    ]);
  });

  it('is searched by its own line numbers, exactly', async () => {
    const logs = new Logs();
    logs.begin(1, 1);
    logs.begin(2, 2);
    for (let i = 0; i < 50; i++) {
      logs.write(1, i * 2, `one ${i}`);
      logs.write(2, i * 2 + 1, `two ${i}`);
    }
    const view = logs.view();
    await view.update();
    const find = (text: string, limit = 100) => view.search({ text, matchCase: false, limit });
    expect(await find('49')).toEqual({ count: 2, lines: [98, 99] });
    expect(await find('two 7')).toEqual({ count: 1, lines: [15] });
    expect(await find('TWO', 2)).toEqual({ count: 50, lines: [1, 3] });
    const filtered = logs.view(only({ text: 'two' }));
    await filtered.update();
    expect(await filtered.search({ text: '7', matchCase: false, limit: 9 })).toEqual({
      count: 5,
      lines: [7, 17, 27, 37, 47],
    });
  });
});
