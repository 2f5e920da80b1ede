import { setTimeout as sleep } from 'node:timers/promises';
import {
  actionMark,
  findTree,
  type ManagedProcess,
  type ProcessKind,
  startProcess,
} from '../../../../src/main/process/index.ts';

export const KINDS: readonly ProcessKind[] = ['pipe', 'pty'];

let count = 0;

export interface Started {
  readonly process: ManagedProcess;
  readonly chunks: Buffer[];
  text(): string;
}

/** Starts a shell script with a mark of its own. */
export async function startShell(script: string, kind: ProcessKind = 'pipe'): Promise<Started> {
  const chunks: Buffer[] = [];
  const started = await startProcess({
    kind,
    command: '/bin/sh',
    args: ['-c', script],
    cwd: '/tmp',
    env: { PATH: process.env.PATH ?? '' },
    mark: actionMark('test', ++count),
    onOutput: (chunk) => chunks.push(Buffer.from(chunk)),
  });
  if (!started.ok) throw new Error(started.failure.message);
  return {
    process: started.process,
    chunks,
    text: () => Buffer.concat(chunks).toString().replaceAll('\r\n', '\n'),
  };
}

/** Waits until a condition holds; fails after a generous time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what = 'it',
): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
    await sleep(10);
  }
}

export async function survivors(mark: string): Promise<number> {
  return (await findTree({ mark })).length;
}
