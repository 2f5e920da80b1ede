import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { findLeftovers } from './find-processes.ts';
import { guardian } from './guardian.ts';
import { killTree, signalProcess } from './kill-tree.ts';
import { MARK_VARIABLE } from './mark.ts';
import { OutputReader } from './output-reader.ts';
import { openPipeChannel } from './pipe-channel.ts';
import { readPlainPipes } from './plain-pipes.ts';
import { startTimeOf } from './proc-table.ts';
import { openPtyChannel } from './pty-channel.ts';
import { explainSpawnFailure } from './spawn-failure.ts';
import type {
  ExitStatus,
  ManagedProcess,
  ProcessIdentity,
  ProcessKind,
  ProcessOptions,
  StartResult,
  Usage,
} from './types.ts';
import { UsageSampler } from './usage-sampler.ts';

/** Behind other programs of the desktop, but not starved. */
const LOW_PRIORITY = 10;

/** What reads a process's output: a channel of our own, or the system's plain pipes. */
export interface OutputSource {
  pause(): void;
  resume(): void;
  /** Resolves when everything written until now has been handed on. */
  finish(): Promise<void>;
  release(): void;
}

/**
 * Starts a process in a session of its own, standard input empty as on a farm, both outputs in one
 * stream. Asking for a terminal where none can be opened gives a pipe; `kind` of the result tells.
 */
export async function startProcess(options: ProcessOptions): Promise<StartResult> {
  let opened: Opened;
  try {
    guardian.ensure();
    const pty = options.kind === 'pty' ? openPtyChannel() : undefined;
    opened = pty !== undefined && 'channel' in pty ? pty : await openPipeChannel();
  } catch (error) {
    // No descriptors or no room are left: no fault of the command, but it cannot run.
    return { ok: false, failure: explainSpawnFailure(options, error as NodeJS.ErrnoException) };
  }
  const outputs = opened === undefined ? 'pipe' : opened.childFd;
  let child: ChildProcess;
  try {
    child = spawn(options.command, [...options.args], {
      cwd: options.cwd,
      env: { ...options.env, [MARK_VARIABLE]: options.mark },
      detached: process.platform !== 'win32',
      stdio: ['ignore', outputs, outputs],
      windowsHide: true,
    });
  } catch (error) {
    closeAll(opened);
    return { ok: false, failure: explainSpawnFailure(options, error as NodeJS.ErrnoException) };
  }
  if (opened !== undefined) fs.closeSync(opened.childFd);
  if (child.pid === undefined) {
    if (opened !== undefined) closeChannel(opened.channel);
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
      child.once('error', resolve);
    });
    return { ok: false, failure: explainSpawnFailure(options, error) };
  }
  const kind: ProcessKind = opened?.channel.terminal === true ? 'pty' : 'pipe';
  const source =
    opened === undefined
      ? readPlainPipes(child, options.onOutput)
      : new OutputReader(opened.channel, options.onOutput);
  return { ok: true, process: new StartedProcess(child, child.pid, kind, source, options) };
}

/** Gets ready what the first action would otherwise wait for. */
export async function prepareProcesses(): Promise<void> {
  guardian.ensure();
  const { fifoPool } = await import('./fifo-pool.ts');
  await fifoPool.fill();
}

class StartedProcess implements ManagedProcess {
  readonly pid: number;
  readonly startTime: string;
  readonly kind: ProcessKind;
  readonly mark: string;
  readonly exited: Promise<ExitStatus>;
  readonly finished: Promise<ExitStatus>;
  readonly #source: OutputSource;
  readonly #sampler: UsageSampler;
  #gone = false;
  #left: readonly ProcessIdentity[] = [];

  constructor(
    child: ChildProcess,
    pid: number,
    kind: ProcessKind,
    source: OutputSource,
    options: ProcessOptions,
  ) {
    this.pid = pid;
    this.startTime = startTimeOf(pid);
    this.kind = kind;
    this.mark = options.mark;
    this.#source = source;
    guardian.began(pid);
    if (options.lowPriority === true) lowerPriority(pid);
    this.#sampler = new UsageSampler(this);
    // A process is over when it exits: who else holds its output open delays nothing, and one that
    // closes its output and works on is left to work.
    this.exited = new Promise((resolve) => {
      child.once('exit', (exitCode, signal) => {
        this.#gone = true;
        this.#sampler.stop();
        guardian.ended(pid);
        resolve({ exitCode, signal });
      });
    });
    this.finished = this.exited.then(async (status) => {
      await this.#source.finish();
      return status;
    });
  }

  pause(): void {
    this.#source.pause();
  }

  resume(): void {
    this.#source.resume();
  }

  notify(): boolean {
    return !this.#gone && signalProcess(this, 'SIGTERM');
  }

  async killTree(): Promise<void> {
    const known = [...this.#sampler.known(), ...this.#left];
    await killTree({ mark: this.mark, root: this, known });
  }

  async leftovers(): Promise<number[]> {
    const found = await findLeftovers({ mark: this.mark, root: this });
    this.#left = found;
    return found.map((one) => one.pid);
  }

  usage(): Usage {
    return this.#sampler.usage();
  }

  release(): void {
    this.#source.release();
  }
}

function lowerPriority(pid: number): void {
  try {
    os.setPriority(pid, LOW_PRIORITY);
  } catch {
    // It has ended already, or the system does not allow it: not worth failing an action.
  }
}

type Opened = Awaited<ReturnType<typeof openPipeChannel>>;

function closeAll(opened: Opened): void {
  if (opened === undefined) return;
  fs.closeSync(opened.childFd);
  closeChannel(opened.channel);
}

function closeChannel(channel: { readFd: number; markFd: number }): void {
  fs.closeSync(channel.readFd);
  fs.closeSync(channel.markFd);
}
