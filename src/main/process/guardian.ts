import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fifoPool } from './fifo-pool.ts';
import { GUARDIAN_SCRIPT } from './guardian-script.ts';
import { HOST_MARK, MARK_VARIABLE } from './mark.ts';

/**
 * Changes wait this long to be told together. Until then a host's death is survived only by processes
 * that dropped their mark within it, which no command does by itself.
 */
const TELL_MILLISECONDS = 5;

/**
 * A small shell program beside the host that outlives it by a moment: when the host dies, even by
 * SIGKILL, it ends every process the host's actions have started. It is a shell and not Node because an
 * application's binary may refuse to run as Node.
 */
class Guardian {
  #child: ChildProcess | undefined;
  readonly #roots = new Set<number>();
  #told = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #saysGoodbye = false;

  /** Starts it unless it runs. Called before every action, so that one which was killed comes back. */
  ensure(): void {
    if (this.#child !== undefined || process.platform === 'win32') return;
    const mark = `${MARK_VARIABLE}=${HOST_MARK}.`;
    const child = spawn(
      '/bin/sh',
      ['-c', GUARDIAN_SCRIPT, 'jobwright-guardian', mark, fifoPool.directory() ?? ''],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
        detached: true,
        cwd: '/',
        env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
      },
    );
    this.#child = child;
    const lost = () => {
      if (this.#child === child) this.#child = undefined;
    };
    child.on('error', lost);
    child.on('exit', lost);
    child.stdin?.on('error', () => {});
    this.#sayGoodbye();
    child.unref();
    (child.stdin as Socket | null)?.unref();
    this.#told.clear();
    this.#tellSoon();
  }

  began(pid: number): void {
    this.#roots.add(pid);
    this.#tellSoon();
  }

  ended(pid: number): void {
    this.#roots.delete(pid);
    this.#tellSoon();
  }

  /** Its process number, for tests. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What has changed, in one write: a process that is over before costs nothing. */
  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const lines: string[] = [];
      for (const pid of this.#told) if (!this.#roots.has(pid)) lines.push(`d ${pid}`);
      for (const pid of this.#roots) if (!this.#told.has(pid)) lines.push(`a ${pid}`);
      this.#told = new Set(this.#roots);
      if (lines.length > 0) this.#tell(lines.join('\n'));
    }, TELL_MILLISECONDS).unref();
  }

  #sayGoodbye(): void {
    if (this.#saysGoodbye) return;
    this.#saysGoodbye = true;
    process.on('exit', () => this.#tell('q'));
  }

  #tell(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }
}

export const guardian = new Guardian();
