import fs from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Smaller files are checked where they are opened: that takes a few milliseconds. */
export const CHECKED_AT_ONCE = 1 << 20;
/** Checking a larger file would be waited for too long. */
const MOST_CHECKED = 2 ** 30;

/** As text: it needs nothing of ours, and so no file of its own beside the built ones. */
const CHECK = `
  process.emitWarning = () => {};
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  let db, damage;
  try {
    db = new DatabaseSync(workerData);
    db.exec('PRAGMA busy_timeout = 3000');
    const { quick_check } = db.prepare('PRAGMA quick_check(1)').get();
    if (quick_check !== 'ok') damage = quick_check;
  } catch (error) {
    // Not, or no longer, a database; all else is told to who opens it.
    if ([11, 26].includes(error.errcode & 0xff)) damage = error.message;
  }
  try { db?.close(); } catch {}
  parentPort.postMessage(damage);
`;

/**
 * Looks through a history that its host did not close, in a thread of its own: the journal is still there. Where another
 * host has it open this finds nothing wrong, and holds up nobody.
 *
 * @returns what is wrong with it.
 */
export async function damageOf(file: string): Promise<string | undefined> {
  const size = sizeOf(file);
  if (size < CHECKED_AT_ONCE || size > MOST_CHECKED || sizeOf(`${file}-wal`) === 0)
    return undefined;
  return new Promise((resolve) => {
    const worker = new Worker(CHECK, { eval: true, workerData: file });
    worker.once('message', resolve);
    // A thread that cannot be made is no damage.
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
}

function sizeOf(file: string): number {
  try {
    return fs.statSync(file).size;
  } catch {
    return 0;
  }
}
