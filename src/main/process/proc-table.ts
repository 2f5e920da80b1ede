import fs from 'node:fs';
import { MARK_VARIABLE } from './mark.ts';
import type { ProcessIdentity } from './types.ts';

/** True where processes can be looked up in `/proc` as Linux has it. */
export const HAS_PROC = process.platform === 'linux' && fs.existsSync('/proc/self/stat');

export interface ProcessEntry extends ProcessIdentity {
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** `Z` and `X` are dead. */
  readonly state: string;
  /** Own CPU time and that of children it has waited for, in clock ticks. */
  readonly ticks: number;
  /** CPU time of the children it has waited for alone. */
  readonly waitedTicks: number;
  readonly residentPages: number;
}

/** One process, or undefined when there is none. */
export function readEntry(pid: number): ProcessEntry | undefined {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The name in parentheses may itself contain parentheses and spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number) => Number(fields[index] ?? 0);
  return {
    pid,
    state: fields[0] ?? 'X',
    parent: number(1),
    group: number(2),
    session: number(3),
    ticks: number(11) + number(12) + number(13) + number(14),
    waitedTicks: number(13) + number(14),
    startTime: fields[19] ?? '',
    residentPages: number(21),
  };
}

/** It has ended and only waits to be asked for its exit code. */
export function isDead(entry: ProcessEntry): boolean {
  return entry.state === 'Z' || entry.state === 'X';
}

/** All process numbers, in no particular order. */
export function listPids(): number[] {
  const pids: number[] = [];
  for (const name of fs.readdirSync('/proc')) {
    const code = name.charCodeAt(0);
    if (code >= 48 && code <= 57) pids.push(Number(name));
  }
  return pids;
}

const MARK_BYTES = Buffer.from(`${MARK_VARIABLE}=`);

/** A process that is just becoming another program has no environment for a moment. */
export const CHANGING = Symbol('changing');

/** The mark in a process's environment; another user's cannot be read and counts as unmarked. */
export function readMark(pid: number): string | typeof CHANGING | undefined {
  let environment: Buffer;
  try {
    environment = fs.readFileSync(`/proc/${pid}/environ`);
  } catch {
    return undefined;
  }
  if (environment.length === 0) {
    const entry = readEntry(pid);
    // The kernel's own threads have none ever; they are in no group.
    if (entry === undefined || entry.group === 0) return undefined;
    return entry.state === 'R' || entry.state === 'D' ? CHANGING : undefined;
  }
  let at = environment.indexOf(MARK_BYTES);
  while (at > 0 && environment[at - 1] !== 0) at = environment.indexOf(MARK_BYTES, at + 1);
  if (at < 0) return undefined;
  const end = environment.indexOf(0, at);
  return environment.toString('latin1', at + MARK_BYTES.length, end < 0 ? undefined : end);
}

/** The process a thread belongs to (a thread's number is answered like a process's). */
export function threadGroup(pid: number): number {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^Tgid:\s*(\d+)/m.exec(status)?.[1] ?? pid);
  } catch {
    return pid;
  }
}

/** The number the system gave out last, when it tells. */
export function lastPid(): number | undefined {
  try {
    const fields = fs.readFileSync('/proc/loadavg', 'latin1').trim().split(' ');
    const last = Number(fields.at(-1));
    return Number.isInteger(last) ? last : undefined;
  } catch {
    return undefined;
  }
}

/** How much of a command line is told. */
const COMMAND_LENGTH = 300;

/** The command line of a process, for people; empty when it cannot be read. */
export function commandOf(pid: number): string {
  try {
    const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.join(' ').trim().slice(0, COMMAND_LENGTH);
  } catch {
    return '';
  }
}

/** When this process began, in the form of {@link ProcessIdentity}. */
export function startTimeOf(pid: number): string {
  return HAS_PROC ? (readEntry(pid)?.startTime ?? '') : '';
}

/** True while the very process meant is alive: not a later one that got its number. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (HAS_PROC) {
    const entry = readEntry(identity.pid);
    return entry !== undefined && !isDead(entry) && entry.startTime === identity.startTime;
  }
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch {
    return false;
  }
}
