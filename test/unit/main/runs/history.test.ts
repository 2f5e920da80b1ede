import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { History } from '../../../../src/main/runs/history.ts';
import { RunStore } from '../../../../src/main/runs/index.ts';
import { DatabaseSync } from '../../../../src/main/runs/sqlite.ts';
import type { ActionRecord, RunRecord } from '../../../../src/shared/protocol/run.ts';

let folder: string;
const file = () => path.join(folder, 'history.db');

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'history-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const run = (id: string): RunRecord => ({
  id,
  name: 'A job',
  templatePath: '/bundle/template.yaml',
  scope: { kind: 'job' },
  state: 'succeeded',
  processKind: 'pipe',
  sessions: 1,
  createdAt: 1,
  steps: [],
  actionCount: 0,
  sessionDirectories: [],
  templateHash: '',
});

const action = (id: number): ActionRecord => ({
  id,
  session: 1,
  kind: 'onRun',
  label: 'Render',
  state: 'succeeded',
  startedAt: 1,
  command: ['true'],
  processKind: 'pipe',
  logLines: 0,
});

const setAside = () => fs.readdirSync(folder).filter((name) => name.includes('.damaged-'));

describe('the file of the history', () => {
  it('is set aside where it is damaged, and a new one begins', () => {
    fs.writeFileSync(file(), 'no database '.repeat(1000));
    const history = new History(file());
    expect(history.problem).toMatch(/was damaged .* and is now .*history\.db\.damaged-/);
    expect(setAside()).toHaveLength(1);
    history.close();
  });

  it('stays where it is when it only cannot be opened', () => {
    fs.symlinkSync(path.join(folder, 'not', 'mounted', 'history.db'), file());
    expect(() => new History(file())).toThrow('unable to open database file');
    expect(setAside()).toEqual([]);
    expect(fs.lstatSync(file()).isSymbolicLink()).toBe(true);
  });

  it('gives what can be read when a record in it cannot', () => {
    const history = new History(file());
    const runs = ['1', '2', '3'].map((id) => ({ record: run(id), bytes: 0, host: '' }));
    history.write(runs, new Map([['1', [action(1), action(2)]]]), []);
    const db = new DatabaseSync(file());
    db.exec(`UPDATE runs SET record = '{"id":"2"}' WHERE id = '2'`);
    db.exec(`UPDATE runs SET record = 'no JSON' WHERE id = '3'`);
    db.exec(`UPDATE actions SET record = 'null' WHERE id = 1`);
    db.close();
    expect(history.list({ limit: 9 })).toEqual([run('1')]);
    expect([history.run('2'), history.run('3')]).toEqual([undefined, undefined]);
    expect(history.actions('1', 0, 9)).toEqual({ actions: [action(2)], total: 2 });
    history.close();
  });
});

it('writes later what could not be written, and tells of it once', async () => {
  const told: string[] = [];
  const store = new RunStore(folder, {
    onProblem: (kind, message) => told.push(`${kind}: ${message}`),
    onWritten: () => told.push('written'),
  });
  const other = new DatabaseSync(file());
  other.exec(
    "CREATE TRIGGER full BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
  );
  store.putRun(run('1'), 5);
  store.putAction('1', action(1));
  store.flush();
  store.flush();
  expect(store.history.list({ limit: 9 })).toEqual([]);
  other.exec('DROP TRIGGER full');
  other.close();
  await expect.poll(() => store.history.list({ limit: 9 }), { timeout: 5000 }).toEqual([run('1')]);
  expect(store.history.actions('1', 0, 9).actions).toEqual([action(1)]);
  expect(told).toEqual([
    `unwritten: The history cannot be written: ${file()}: disk is full. Runs go on; what they did is written as soon as that works.`,
    'written',
  ]);
  store.close();
});

it('does not take a damaged note of what a run was made of for one', async () => {
  const store = new RunStore(folder);
  const inputs = { text: 'x', parameters: {}, environments: [], pathMappingRules: [], hashes: [] };
  const directory = await store.begin('1', inputs);
  expect(await store.inputs('1')).toEqual(inputs);
  fs.writeFileSync(path.join(directory, 'inputs.json'), '{"text":1}');
  await expect(store.inputs('1')).rejects.toThrow();
  store.close();
});

describe('another host that writes', () => {
  it('holds up neither what is written nor this host, and is not told of', async () => {
    const told: string[] = [];
    const store = new RunStore(folder, { onProblem: (_kind, message) => told.push(message) });
    store.putRun(run('1'), 5);
    store.flush();
    const other = new DatabaseSync(file());
    other.exec('BEGIN IMMEDIATE');
    store.putAction('1', action(1));
    store.putShortLog('1', 1, { text: Buffer.from('hello'), index: Buffer.alloc(0) });
    store.addBytes('1', 7);
    const removed = store.remove('gone');
    // While the other one writes this one does other work, and knows what it has not written.
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    await expect.poll(() => turns, { timeout: 5000 }).toBeGreaterThan(20);
    clearInterval(turning);
    expect(store.history.actions('1', 0, 9).actions).toEqual([]);
    expect(await store.withLog('1', 1, async (log) => log !== undefined)).toBe(true);
    other.exec('COMMIT');
    other.close();
    await removed;
    await expect
      .poll(() => store.history.actions('1', 0, 9).actions, { timeout: 5000 })
      .toEqual([action(1)]);
    expect(store.finishedBytes()).toBe(12);
    expect(told).toEqual([]);
    store.close();
  });

  it('is waited for when a history is opened', async () => {
    const other = new DatabaseSync(file());
    other.exec('BEGIN EXCLUSIVE; CREATE TABLE theirs (x)');
    const opening = RunStore.open(folder);
    setTimeout(() => other.exec('COMMIT'), 200);
    const store = await opening;
    store.putRun(run('1'), 5);
    expect(store.finishedBytes()).toBe(5);
    store.close();
    other.close();
  });

  it('is waited for once more at the end: nothing that was done is lost', async () => {
    const store = new RunStore(folder);
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      const db = new DatabaseSync(${JSON.stringify(file())});
      db.exec('BEGIN IMMEDIATE');
      console.log('holds');
      setTimeout(() => db.exec('COMMIT'), 300);
    `;
    const other = spawn(process.execPath, ['--no-warnings', '-e', script]);
    await once(other.stdout, 'data');
    store.putRun(run('1'), 5);
    store.close();
    const history = new History(file());
    expect(history.list({ limit: 9 })).toEqual([run('1')]);
    history.close();
  });
});

describe('a large history that its host did not close', () => {
  /** Three megabytes of runs, as they are on disk while the host still has them open. */
  function leftOpen(): string {
    const history = new History(file());
    for (let at = 0; at < 30; at++) {
      const name = `${at}`.padEnd(100_000, 'x');
      history.write([{ record: { ...run(`${at}`), name }, bytes: 1, host: '' }], new Map(), []);
    }
    const checkpoint = new DatabaseSync(file());
    checkpoint.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    checkpoint.close();
    history.write([{ record: run('last'), bytes: 1, host: '' }], new Map(), []);
    const copy = path.join(folder, 'copy');
    fs.mkdirSync(copy);
    for (const end of ['', '-wal'])
      fs.copyFileSync(file() + end, path.join(copy, `history.db${end}`));
    history.close();
    return copy;
  }

  it('goes on where it is whole', async () => {
    const copy = leftOpen();
    const store = await RunStore.open(copy);
    expect(store.history.problem).toBeUndefined();
    expect(store.history.list({ limit: 99 })).toHaveLength(31);
    store.close();
  });

  it('is looked through and set aside where it is damaged', async () => {
    const copy = leftOpen();
    const db = path.join(copy, 'history.db');
    const bytes = fs.readFileSync(db);
    // The pages in the middle, of which opening it reads none.
    bytes.fill(0xa5, 4096 * 100, 4096 * 600);
    fs.writeFileSync(db, bytes);
    const told: string[] = [];
    const store = await RunStore.open(copy, { onProblem: (kind) => told.push(kind) });
    expect(told).toEqual(['damaged']);
    expect(store.history.list({ limit: 99 })).toEqual([]);
    expect(fs.readdirSync(copy).filter((name) => name.includes('.damaged-')).length).toBe(1);
    store.close();
  });
});
