import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync as Database, StatementSync } from 'node:sqlite';
import { type ActionRecord, type RunRecord, runRecord } from '../../shared/protocol/run.ts';
import { CHECKED_AT_ONCE } from './history-check.ts';
import type { ShortLog } from './log-source.ts';
import { DatabaseSync } from './sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS runs (
    id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, template_path TEXT NOT NULL, name TEXT NOT NULL,
    state TEXT NOT NULL, bytes INTEGER NOT NULL DEFAULT 0, host TEXT NOT NULL, record TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS runs_by_time ON runs (created_at);
  CREATE TABLE IF NOT EXISTS actions (
    run_id TEXT NOT NULL, id INTEGER NOT NULL, step TEXT, task_index INTEGER, state TEXT NOT NULL,
    record TEXT NOT NULL, PRIMARY KEY (run_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS logs (
    run_id TEXT NOT NULL, action_id INTEGER NOT NULL, text BLOB NOT NULL, entries BLOB NOT NULL,
    PRIMARY KEY (run_id, action_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS actions_by_task ON actions (run_id, step, task_index, id);
`;

/** How long another host that writes is waited for, while nothing else happens in this one: hardly to be felt. */
const BUSY_MILLISECONDS = 5;
/** The same when this host is ending. */
const BUSY_AT_END_MILLISECONDS = 3000;

export interface RunFilter {
  readonly templatePath?: string;
  readonly search?: string;
  readonly limit: number;
}

/** The log of a short action. */
export interface StoredLog extends ShortLog {
  readonly runId: string;
  readonly actionId: number;
}

interface StoredTask {
  readonly index: bigint;
  readonly state: ActionRecord['state'];
  /** How many places it takes: several for a chunk whose size was measured. */
  readonly tasks: number;
}

interface RanTask extends Omit<StoredTask, 'tasks'> {
  readonly parameters: Readonly<Record<string, string>>;
}

/** Tasks read at once: a few milliseconds. */
const TASK_PAGE = 1000;

/**
 * Runs and actions in one SQLite file. Its journal makes a crash at any moment harmless; a file that is
 * damaged all the same is set aside under another name, and a new one begins.
 */
export class History {
  readonly #file: string;
  readonly #db: Database;
  readonly #putRun: StatementSync;
  readonly #putAction: StatementSync;
  readonly #putLog: StatementSync;
  readonly #addBytes: StatementSync;
  /** What was wrong with the file that was found, when one had to be set aside. */
  readonly problem: string | undefined;

  /** @param damage What a look through the file has found. */
  constructor(file: string, damage?: string) {
    this.#file = file;
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const { db, problem } = openOrSetAside(file, damage);
    this.#db = db;
    this.problem = problem;
    this.#putRun = db.prepare(
      'INSERT OR REPLACE INTO runs (id, created_at, template_path, name, state, bytes, host, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#putAction = db.prepare(
      'INSERT OR REPLACE INTO actions (run_id, id, step, task_index, state, record) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#putLog = db.prepare(
      'INSERT OR REPLACE INTO logs (run_id, action_id, text, entries) VALUES (?, ?, ?, ?)',
    );
    this.#addBytes = db.prepare('UPDATE runs SET bytes = bytes + ? WHERE id = ?');
  }

  shortLog(runId: string, actionId: number): ShortLog | undefined {
    const row = this.#db
      .prepare('SELECT text, entries FROM logs WHERE run_id = ? AND action_id = ?')
      .get(runId, actionId);
    if (row === undefined) return undefined;
    return {
      text: Buffer.from(row.text as Uint8Array),
      index: Buffer.from(row.entries as Uint8Array),
    };
  }

  get file(): string {
    return this.#file;
  }

  /** Writes several records as one change. */
  write(
    runs: readonly { record: RunRecord; bytes: number; host: string }[],
    actions: ReadonlyMap<string, readonly ActionRecord[]>,
    logs: readonly StoredLog[],
    bytes: ReadonlyMap<string, number> = new Map(),
  ): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const { record, bytes, host } of runs) {
        const { id, createdAt, templatePath, name, state } = record;
        this.#putRun.run(
          id,
          createdAt,
          templatePath,
          name,
          state,
          bytes,
          host,
          JSON.stringify(record),
        );
      }
      for (const [runId, records] of actions) {
        for (const record of records) {
          const index = record.taskIndex === undefined ? null : BigInt(record.taskIndex);
          this.#putAction.run(
            runId,
            record.id,
            record.step ?? null,
            index,
            record.state,
            JSON.stringify(record),
          );
        }
      }
      for (const { runId, actionId, text, index } of logs) {
        this.#putLog.run(runId, actionId, text, index);
      }
      for (const [runId, more] of bytes) this.#addBytes.run(more, runId);
      this.#db.exec('COMMIT');
    } catch (error) {
      // A full disk ends a transaction by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  run(id: string): RunRecord | undefined {
    const row = this.#db.prepare('SELECT record FROM runs WHERE id = ?').get(id);
    return row === undefined ? undefined : runOf(row.record);
  }

  /** The newest first. */
  list({ templatePath, search, limit }: RunFilter): RunRecord[] {
    const rows = this.#db
      .prepare(
        `SELECT record FROM runs
         WHERE (?1 IS NULL OR template_path = ?1)
           AND (?2 IS NULL OR instr(lower(name), lower(?2)) > 0 OR instr(lower(template_path), lower(?2)) > 0)
         ORDER BY created_at DESC, id DESC LIMIT ?3`,
      )
      .all(templatePath ?? null, search ?? null, limit);
    return rows.flatMap((row) => runOf(row.record) ?? []);
  }

  /** Runs that did not end, with the host that ran them. */
  unfinished(): { record: RunRecord; bytes: number; host: string }[] {
    const rows = this.#db
      .prepare(
        "SELECT record, bytes, host FROM runs WHERE state IN ('waiting', 'running', 'stopping')",
      )
      .all();
    return rows.flatMap((row) => {
      const record = runOf(row.record);
      return record === undefined
        ? []
        : { record, bytes: Number(row.bytes), host: String(row.host) };
    });
  }

  actions(runId: string, from: number, count: number): { actions: ActionRecord[]; total: number } {
    const rows = this.#db
      .prepare('SELECT record FROM actions WHERE run_id = ? ORDER BY id LIMIT ? OFFSET ?')
      .all(runId, count, from);
    const total = this.#db.prepare('SELECT count(*) AS n FROM actions WHERE run_id = ?').get(runId);
    return {
      actions: rows.flatMap((row) => actionOf(row.record) ?? []),
      total: Number(total?.n ?? 0),
    };
  }

  action(runId: string, id: number): ActionRecord | undefined {
    const row = this.#db
      .prepare('SELECT record FROM actions WHERE run_id = ? AND id = ?')
      .get(runId, id);
    return row === undefined ? undefined : actionOf(row.record);
  }

  runningActions(runId: string): ActionRecord[] {
    return this.#db
      .prepare("SELECT record FROM actions WHERE run_id = ? AND state = 'running'")
      .all(runId)
      .flatMap((row) => actionOf(row.record) ?? []);
  }

  taskAction(runId: string, step: string, index: bigint): ActionRecord | undefined {
    const row = this.#db
      .prepare(
        'SELECT record FROM actions WHERE run_id = ? AND step = ? AND task_index = ? ORDER BY id DESC LIMIT 1',
      )
      .get(runId, step, index);
    return row === undefined ? undefined : actionOf(row.record);
  }

  /** The last state of each task of a step that ran, from an index on. */
  tasks(runId: string, step: string, from: bigint, count: number): StoredTask[] {
    const statement = this.#db.prepare(
      `SELECT task_index, state, json_extract(record, '$.tasks') AS tasks FROM actions
       WHERE run_id = ? AND step = ? AND task_index >= ? AND task_index < ? ORDER BY id`,
    );
    statement.setReadBigInts(true);
    const rows = statement.all(runId, step, from, from + BigInt(count));
    return rows.map((row) => ({
      index: row.task_index as bigint,
      state: String(row.state) as StoredTask['state'],
      tasks: Number(row.tasks ?? 1),
    }));
  }

  /** Every task of a step that ran, in the order of running; other work gets its turn in between. */
  async *eachTask(runId: string, step: string): AsyncGenerator<RanTask> {
    const statement = this.#db.prepare(
      `SELECT id, task_index, state, json_extract(record, '$.parameters') AS parameters FROM actions
       WHERE run_id = ? AND id > ? AND step = ? AND task_index IS NOT NULL ORDER BY id LIMIT ${TASK_PAGE}`,
    );
    statement.setReadBigInts(true);
    for (let last = 0n; ; ) {
      const rows = statement.all(runId, last, step);
      for (const row of rows) {
        last = row.id as bigint;
        yield {
          index: row.task_index as bigint,
          state: String(row.state) as StoredTask['state'],
          parameters: parametersOf(row.parameters),
        };
      }
      if (rows.length < TASK_PAGE) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Bytes that all finished runs hold, and the oldest of them. */
  finishedBySize(): { total: number; oldest: { id: string; bytes: number }[] } {
    const rows = this.#db
      .prepare(
        "SELECT id, bytes FROM runs WHERE state NOT IN ('waiting', 'running', 'stopping') ORDER BY created_at",
      )
      .all();
    const oldest = rows.map((row) => ({ id: String(row.id), bytes: Number(row.bytes) }));
    return { total: oldest.reduce((sum, one) => sum + one.bytes, 0), oldest };
  }

  remove(runId: string): void {
    this.#db.prepare('DELETE FROM logs WHERE run_id = ?').run(runId);
    this.#db.prepare('DELETE FROM actions WHERE run_id = ?').run(runId);
    this.#db.prepare('DELETE FROM runs WHERE id = ?').run(runId);
  }

  /** From now on another host that writes is waited for longer: this one is ending. */
  beginEnd(): void {
    this.#db.exec(`PRAGMA busy_timeout = ${BUSY_AT_END_MILLISECONDS}`);
  }

  close(): void {
    this.#db.close();
  }
}

/** A record that another version wrote in another form is left out, and takes no other one with it. */
function runOf(text: unknown): RunRecord | undefined {
  const read = runRecord.safeParse(plain(text));
  return read.success ? read.data : undefined;
}

/** Read by thousands at once: what tells that it is one is looked at, not every field of it. */
function actionOf(text: unknown): ActionRecord | undefined {
  const read = plain(text);
  const isOne =
    typeof read === 'object' &&
    read !== null &&
    'id' in read &&
    'state' in read &&
    'command' in read;
  return isOne ? (read as ActionRecord) : undefined;
}

function parametersOf(text: unknown): Readonly<Record<string, string>> {
  const read = text === null ? {} : plain(text);
  return typeof read === 'object' && read !== null ? (read as Record<string, string>) : {};
}

function plain(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function openOrSetAside(file: string, damage?: string): { db: Database; problem?: string } {
  try {
    if (damage !== undefined) throw new Damaged(damage);
    return { db: open(file) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const aside = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    for (const end of ['', '-wal', '-shm']) {
      if (fs.existsSync(file + end)) fs.renameSync(file + end, aside + end);
    }
    const problem = `The history of runs could not be read: ${file} was damaged (${(error as Error).message}) and is now ${aside}. A new history begins; the logs of earlier runs are still in ${path.dirname(file)}.`;
    return { db: open(file), problem };
  }
}

/** SQLite's codes for a file that is not, or no longer, a database. */
const DAMAGE = new Set([11, 26]);

class Damaged extends Error {}

/** Another host writes at this moment. */
export function isBusy(error: unknown): boolean {
  return (((error as { errcode?: number }).errcode ?? 0) & 0xff) === 5;
}

/** A full disk, a file that may not be read and another host that writes at this moment are no damage. */
function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode ?? 0;
  return error instanceof Damaged || DAMAGE.has(code & 0xff);
}

function open(file: string): Database {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const db = new DatabaseSync(file);
  try {
    db.exec(
      `PRAGMA busy_timeout = ${BUSY_MILLISECONDS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;`,
    );
    if (size > 0 && size < CHECKED_AT_ONCE) {
      const result = db.prepare('PRAGMA quick_check(1)').get();
      if (result?.quick_check !== 'ok') throw new Damaged(String(result?.quick_check));
    }
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
