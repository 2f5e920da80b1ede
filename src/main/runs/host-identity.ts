import fs from 'node:fs';
import { isAlive, startTimeOf } from '../process/index.ts';

/**
 * Names this process across restarts: its number, when it began, and which start of the machine that
 * was, so that a number that was given away again is never mistaken for it.
 */
export function hostIdentity(): string {
  return `${process.pid} ${startTimeOf(process.pid) || '-'} ${bootId()}`;
}

/** Whether the process of an identity still runs, and is no later one with its number. */
export function isHostAlive(identity: string): boolean {
  const [pid = '0', startTime = '', boot = ''] = identity.split(' ');
  if (boot !== bootId()) return false;
  return isAlive({ pid: Number(pid), startTime: startTime === '-' ? '' : startTime });
}

function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '-';
  }
}
