import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CHANGING,
  HAS_PROC,
  isDead,
  lastPid,
  listPids,
  type ProcessEntry,
  readEntry,
  readMark,
  threadGroup,
} from './proc-table.ts';
import type { ProcessIdentity } from './types.ts';

/** What belongs together: everything with a mark, in a root's session, or known from before. */
export interface Tree {
  /** Marks begin with this text. */
  readonly mark: string;
  readonly root?: ProcessIdentity;
  readonly known?: readonly ProcessIdentity[];
}

export interface FoundProcess extends ProcessIdentity {
  readonly mark?: string;
}

/** Processes looked at before other work gets its turn. */
const SLICE = 150;

/** Below this many numbers given out since a process began, each is looked at instead of all. */
const NARROW = 400;

/** Every living process of a tree, descendants of its members included. */
export async function findTree(tree: Tree): Promise<FoundProcess[]> {
  if (process.platform === 'win32') return [];
  if (!HAS_PROC) return findWithPs(tree);
  const entries = new Map<number, ProcessEntry>();
  const found = new Map<number, FoundProcess>();
  const rootIsKnown = ownsItsNumber(tree.root);
  let seen = 0;
  for (const pid of listPids()) {
    if (++seen % SLICE === 0) await new Promise((resolve) => setImmediate(resolve));
    const entry = readEntry(pid);
    if (entry === undefined || isDead(entry) || pid === process.pid) continue;
    entries.set(pid, entry);
    const mark = await settledMark(pid);
    if (mark?.startsWith(tree.mark)) {
      found.set(pid, { pid, startTime: entry.startTime, mark });
    } else if (belongsTo(entry, tree, rootIsKnown)) {
      found.set(pid, { pid, startTime: entry.startTime });
    }
  }
  addDescendants(entries, found);
  return [...found.values()];
}

/** The mark, also of a process that is becoming another program at this very moment. */
async function settledMark(pid: number): Promise<string | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    const mark = readMark(pid);
    if (mark !== CHANGING) return mark;
    await sleep(1);
  }
  return undefined;
}

/** False when the root is gone and its number was given to another process, which may lead a session too. */
function ownsItsNumber(root: ProcessIdentity | undefined): boolean {
  if (root === undefined) return false;
  const now = readEntry(root.pid);
  return now === undefined || now.startTime === root.startTime;
}

function belongsTo(entry: ProcessEntry, { root, known }: Tree, rootIsKnown: boolean): boolean {
  if (root !== undefined && rootIsKnown) {
    if (entry.pid === root.pid) return entry.startTime === root.startTime;
    if (entry.session === root.pid || entry.group === root.pid) return true;
  }
  return known?.some((k) => k.pid === entry.pid && k.startTime === entry.startTime) ?? false;
}

function addDescendants(
  entries: ReadonlyMap<number, ProcessEntry>,
  found: Map<number, FoundProcess>,
): void {
  if (found.size === 0) return;
  let grew = true;
  while (grew) {
    grew = false;
    for (const entry of entries.values()) {
      if (found.has(entry.pid) || !found.has(entry.parent)) continue;
      found.set(entry.pid, { pid: entry.pid, startTime: entry.startTime });
      grew = true;
    }
  }
}

/**
 * What a process that has ended left running. Its descendants' numbers were given out after its own, so
 * after a short run only a few numbers have to be looked at.
 */
export async function findLeftovers(tree: Tree): Promise<FoundProcess[]> {
  if (!HAS_PROC || tree.root === undefined) return findTree(tree);
  const last = lastPid();
  const first = tree.root.pid + 1;
  if (last === undefined || last < tree.root.pid || last - first > NARROW) return findTree(tree);
  const found = new Map<number, FoundProcess>();
  const rootIsKnown = ownsItsNumber(tree.root);
  for (let number = first; number <= last; number++) {
    const mark = await settledMark(number);
    const entry = readEntry(number);
    if (entry === undefined || isDead(entry)) continue;
    if (!mark?.startsWith(tree.mark) && !belongsTo(entry, tree, rootIsKnown)) continue;
    const pid = threadGroup(number);
    found.set(pid, { pid, startTime: readEntry(pid)?.startTime ?? entry.startTime });
  }
  return [...found.values()];
}

/** Systems without /proc: members by parent and group, and the mark where `ps` shows environments. */
async function findWithPs(tree: Tree): Promise<FoundProcess[]> {
  const text = await new Promise<string>((resolve) => {
    execFile(
      'ps',
      ['-A', '-E', '-ww', '-o', 'pid=,ppid=,pgid=,lstart=,command='],
      { maxBuffer: 64 << 20 },
      (_error, stdout) => resolve(stdout),
    );
  });
  const entries = new Map<number, ProcessEntry>();
  const found = new Map<number, FoundProcess>();
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\w+ \w+ +\d+ [\d:]+ \d+)\s+(.*)$/.exec(line);
    if (match === null) continue;
    const [, pid, parent, group, startTime = '', command = ''] = match;
    const entry = {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      session: Number(group),
      startTime,
      state: 'S',
      ticks: 0,
      waitedTicks: 0,
      residentPages: 0,
    };
    if (entry.pid === process.pid) continue;
    entries.set(entry.pid, entry);
    const inTree = entry.group === tree.root?.pid || entry.pid === tree.root?.pid;
    if (inTree || command.includes(`JOBWRIGHT_MARK=${tree.mark}`)) {
      found.set(entry.pid, { pid: entry.pid, startTime });
    }
  }
  addDescendants(entries, found);
  return [...found.values()];
}
