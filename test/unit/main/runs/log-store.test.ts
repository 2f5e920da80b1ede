import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLines as linesOf } from '../../../../src/main/runs/log-reader.ts';
import { repairLog } from '../../../../src/main/runs/log-repair.ts';
import { type SearchRequest, searchLog as search } from '../../../../src/main/runs/log-search.ts';
import {
  type LogSource,
  type ShortLog,
  shortSource,
  withFiles,
} from '../../../../src/main/runs/log-source.ts';
import { LogWriter } from '../../../../src/main/runs/log-writer.ts';

let folder: string;
const files = () => ({ log: path.join(folder, '1.log'), index: path.join(folder, '1.idx') });

async function readLines(_files: unknown, from: number, count: number) {
  const read = (source: LogSource | undefined) => linesOf(source, from, count);
  if (short !== undefined) return read(shortSource(short));
  return (await withFiles(files(), read)) ?? read(undefined);
}

async function searchLog(_log: string, request: SearchRequest) {
  if (short !== undefined) return search(shortSource(short).log, request);
  return withFiles(files(), ({ log }) => search(log, request));
}

let short: ShortLog | undefined;

function writer(limit = 1 << 30, onPressure: (high: boolean) => void = () => {}): LogWriter {
  return new LogWriter({
    files: files(),
    allowance: { left: limit, limit },
    onPressure,
    keepShort: (log) => {
      short = log;
    },
    onFailure: (error) => {
      throw error;
    },
  });
}

beforeEach(() => {
  short = undefined;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'log-store-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('a log', () => {
  it('gives any stretch of lines with times and kinds, also while it is written', async () => {
    const log = writer();
    log.append('c', 1, 'heading');
    log.append('o', 2, 'a\nbé\n\nd');
    await log.flush();
    expect(await readLines(files(), 1, 3)).toEqual({
      first: 1,
      count: 3,
      text: 'a\nbé\n',
      times: [2, 2, 2],
      kinds: 'ooo',
      total: 5,
    });
    log.append('e', 3, 'last');
    await log.close();
    expect(await readLines(files(), 4, 100)).toMatchObject({
      text: 'd\nlast',
      kinds: 'oe',
      total: 6,
    });
    expect(await readLines(files(), 99, 1)).toMatchObject({ first: 6, count: 0, text: '' });
    expect(log.count).toBe(6);
  });

  it('gives no line that its index does not have yet', async () => {
    const log = writer();
    log.append('o', 1, 'one\ntwo');
    await log.flush();
    fs.writeFileSync(files().log, 'one\ntwo\nthree\nfo');
    const whole = { first: 0, count: 2, text: 'one\ntwo', times: [1, 1], kinds: 'oo', total: 2 };
    expect(await readLines(files(), 0, 9)).toEqual(whole);
    expect(await readLines(files(), 1, 9)).toMatchObject({ count: 1, text: 'two' });
    await log.close();
  });

  it('asks for a rest above the high-water mark and ends it below the low one', async () => {
    const pressure: boolean[] = [];
    const log = writer(1 << 30, (high) => pressure.push(high));
    const text = 'x'.repeat(99).concat('\n').repeat(700).slice(0, -1);
    for (let i = 0; i < 100; i++) log.append('o', i, text);
    expect(pressure).toEqual([true]);
    await log.close();
    expect(pressure).toEqual([true, false]);
    expect((await readLines(files(), 0, 0)).total).toBe(70_000);
  });

  it('says when its limit is reached and keeps no more output', async () => {
    const log = writer(1000);
    for (let i = 0; i < 10; i++) log.append('o', i, 'x'.repeat(200));
    log.append('c', 11, 'Process exited');
    await log.close();
    const { text, kinds } = await readLines(files(), 0, 100);
    expect(kinds).toBe('ooooowc');
    expect(text.split('\n')[5]).toBe(
      'The limit of 0 MiB for the logs of this run is reached: further output is not kept.',
    );
  });

  it('is readable after a crash at any moment', async () => {
    const log = writer();
    log.append('o', 1, 'one\ntwo');
    await log.flush();
    await log.close();
    fs.appendFileSync(files().log, 'three\nfou');
    await repairLog(files());
    expect(await readLines(files(), 0, 9)).toMatchObject({
      text: 'one\ntwo\nthree\nfou',
      total: 4,
    });
    fs.truncateSync(files().log, 4);
    await repairLog(files());
    expect(await readLines(files(), 0, 9)).toMatchObject({ text: 'one', total: 1 });
    fs.rmSync(files().index);
    await repairLog(files());
    expect(await readLines(files(), 0, 9)).toMatchObject({ text: 'one', total: 1 });
  });

  it('of many short lines is made whole again, wherever it was cut', async () => {
    fs.writeFileSync(files().log, `first\n${'line\n'.repeat(60_000)}\n\nlast\n`);
    fs.writeFileSync(files().index, 'half an entry');
    await repairLog(files());
    const { total, text } = await readLines(files(), 59_999, 9);
    expect([total, text]).toEqual([60_004, 'line\nline\n\n\nlast']);
    expect(fs.statSync(files().index).size).toBe(60_004 * 16);
  });

  it('is searched exactly, colours aside', async () => {
    const log = writer();
    log.append('o', 1, 'plain\nan \x1b[31mErr\x1b[0mor here, error\nno\nERROR');
    await log.close();
    const find = (text: string, matchCase = false, limit = 10) =>
      searchLog(files().log, { text, matchCase, limit });
    expect(await find('error')).toEqual({ count: 2, lines: [1, 3] });
    expect(await find('Error', true)).toEqual({ count: 1, lines: [1] });
    expect(await find('error', false, 1)).toEqual({ count: 2, lines: [1] });
    expect(await find('absent')).toEqual({ count: 0, lines: [] });
  });
});
