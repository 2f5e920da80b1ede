import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findTree, type Tree } from './find-processes.ts';
import { HAS_PROC, isAlive, readEntry } from './proc-table.ts';
import type { ProcessIdentity } from './types.ts';

/** A tree that starts processes faster than they are found is given up after this many rounds. */
const ROUNDS = 60;

/**
 * Ends every process of a tree with SIGKILL and returns how many there were. The group goes first and at
 * once; then whatever the mark, the session and the parents lead to, until a look finds nothing more.
 */
export async function killTree(tree: Tree): Promise<number> {
  if (process.platform === 'win32') return killOnWindows(tree);
  if (tree.root !== undefined) killGroup(tree.root);
  const killed = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const found = await findTree(tree);
    for (const one of found) {
      killed.add(`${one.pid} ${one.startTime}`);
      killProcess(one);
    }
    if (found.length === 0) break;
    await sleep(Math.min(2 + round * 2, 30));
  }
  return killed.size;
}

/** Sends a signal to one process; never to a later one that was given its number. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}

function killProcess(identity: ProcessIdentity): void {
  signalProcess(identity, 'SIGKILL');
}

/**
 * Ends a root's whole group. While the root lives, or anything is still in its group, the number cannot
 * have been given away; only a group that another process leads now is left alone.
 */
function killGroup(root: ProcessIdentity): void {
  if (HAS_PROC) {
    const leader = readEntry(root.pid);
    if (leader !== undefined && leader.startTime !== root.startTime) return;
  }
  try {
    process.kill(-root.pid, 'SIGKILL');
  } catch {
    // The group is empty.
  }
}

function killOnWindows(tree: Tree): Promise<number> {
  const pid = tree.root?.pid;
  if (pid === undefined) return Promise.resolve(0);
  return new Promise((resolve) => {
    execFile('taskkill', ['/PID', String(pid), '/T', '/F'], (error) =>
      resolve(error === null ? 1 : 0),
    );
  });
}
