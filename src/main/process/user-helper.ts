import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { MARK_VARIABLE } from './mark.ts';
import { startTimeOf } from './proc-table.ts';
import {
  explainSudo,
  type SessionUser,
  SessionUserError,
  SUDO_MILLISECONDS,
} from './session-user.ts';
import { nextTurn, turnIsSpent, workBegins } from './turn-budget.ts';
import type {
  ExitStatus,
  ManagedProcess,
  ProcessIdentity,
  ProcessOptions,
  SpawnFailure,
  StartResult,
  Usage,
} from './types.ts';
import { UsageSampler } from './usage-sampler.ts';
import { USER_HELPER_SCRIPT } from './user-helper-script.ts';

interface Running {
  readonly options: ProcessOptions;
  readonly marker: Buffer;
  carry: Buffer;
  onFinished(): void;
}

/**
 * One shell that runs as another user for a whole session, started once through `sudo -n`: it starts
 * that user's processes, signals them (which we may not), and cleans up after them.
 */
export class UserHelper {
  readonly #child: ChildProcess;
  readonly #user: SessionUser;
  readonly #folder: string;
  readonly #gid: number;
  readonly #closed: Promise<void>;
  #answers = '';
  #waiting: { readonly kind: string; resolve(text: string): void }[] = [];
  #running: Running | undefined;
  #paused = false;
  #lost = false;
  #count = 0;
  /** The other user's own environment, as sudo makes it. */
  environment: Record<string, string> = {};

  /** Throws {@link SessionUserError} when sudo does not let us. */
  static async start(options: {
    user: SessionUser;
    gid: number;
    folder: string;
    sessionMark: string;
  }): Promise<UserHelper> {
    const helper = new UserHelper(options);
    await helper.#begin();
    return helper;
  }

  private constructor(options: {
    user: SessionUser;
    gid: number;
    folder: string;
    sessionMark: string;
  }) {
    this.#user = options.user;
    this.#folder = options.folder;
    this.#gid = options.gid;
    const mark = `${MARK_VARIABLE}=${options.sessionMark}`;
    const { user, group } = options.user;
    this.#child = spawn(
      'sudo',
      ['-n', '-u', user, '-g', group, '--', '/bin/sh', '-c', USER_HELPER_SCRIPT, 'jobwright-user'],
      { stdio: ['pipe', 'pipe', 'pipe'], detached: true, cwd: '/' },
    );
    this.#closed = new Promise((resolve) => {
      // Its end, not that of its outputs: what an action detached and unmarked may hold those open.
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    this.#child.stdin?.on('error', () => {});
    this.tell(mark);
    this.tell(options.folder);
  }

  async #begin(): Promise<void> {
    let printed = Buffer.alloc(0);
    let refused = '';
    let timer: NodeJS.Timeout | undefined;
    let onExit = () => {};
    const ready = new Promise<void>((resolve, reject) => {
      const fail = (reason: string) =>
        reject(new SessionUserError(explainSudo(this.#user, reason)));
      const look = () => {
        if (refused.includes('ready\n') && printed.includes('\0\0')) resolve();
      };
      timer = setTimeout(() => {
        this.#child.kill('SIGKILL');
        fail(`sudo gave no answer for ${SUDO_MILLISECONDS / 1000} s`);
      }, SUDO_MILLISECONDS);
      this.#child.once('error', (error) => fail(error.message));
      onExit = () => fail(refused.trim());
      this.#child.once('exit', onExit);
      this.#child.stderr?.on('data', (chunk: Buffer) => {
        refused += chunk.toString();
        look();
      });
      this.#child.stdout?.on('data', (chunk: Buffer) => {
        printed = Buffer.concat([printed, chunk]);
        look();
      });
    });
    await ready.finally(() => clearTimeout(timer));
    for (const entry of printed.toString().split('\0')) {
      const equals = entry.indexOf('=');
      if (equals > 0 && !entry.startsWith('SUDO_')) {
        this.environment[entry.slice(0, equals)] = entry.slice(equals + 1);
      }
    }
    this.#child.stdout?.removeAllListeners('data');
    this.#child.stderr?.removeAllListeners('data');
    this.#child.off('exit', onExit);
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#onOutput(chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#onAnswer(chunk.toString()));
    this.#child.once('exit', () => this.#onLost());
  }

  /** Starts a process as the other user. It has no terminal: sudo stands between. */
  async run(options: ProcessOptions): Promise<StartResult> {
    const marker = `end:${randomBytes(12).toString('hex')}`;
    let file: string;
    try {
      file = this.#writeScript(options);
    } catch (error) {
      return { ok: false, failure: failed(`Cannot run "${options.command}": ${error}.`) };
    }
    let finish = () => {};
    const drained = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.#running = {
      options,
      marker: Buffer.from(`\0${marker}\0`, 'latin1'),
      carry: Buffer.alloc(0),
      onFinished: () => finish(),
    };
    const exit = this.#ask('x');
    const pid = Number(await this.#ask('s', `r ${path.basename(file)} ${marker}`));
    if (!Number.isInteger(pid) || pid <= 0) {
      fs.rmSync(file, { force: true });
      return {
        ok: false,
        failure: failed(`The process of the user "${this.#user.user}" could not be started.`),
      };
    }
    const exited = exit.then((code) => statusOf(Number(code)));
    const finished = exited.then(async (status) => {
      await drained;
      fs.rmSync(file, { force: true });
      return status;
    });
    return { ok: true, process: new UserProcess(this, pid, options.mark, exited, finished) };
  }

  tell(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  async killTree(mark: string, { pid, startTime }: ProcessIdentity): Promise<void> {
    await this.#ask('k', `k ${MARK_VARIABLE}=${mark} ${pid} ${startTime}`);
  }

  async leftovers(mark: string, { pid, startTime }: ProcessIdentity): Promise<number[]> {
    const text = await this.#ask('l', `l ${MARK_VARIABLE}=${mark} ${pid} ${startTime}`);
    return [...new Set(text.split(' ').filter(Boolean).map(Number))];
  }

  pause(): void {
    this.#paused = true;
    this.#child.stdout?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#child.stdout?.resume();
  }

  /** Ends everything of the session, lets it delete its files if asked, and waits for it. */
  async close(deleteFiles: boolean): Promise<void> {
    if (deleteFiles) this.tell('d');
    this.#child.stdin?.end();
    await this.#closed;
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** The command as a script that both users can read; nothing of it passes through another shell's eyes. */
  #writeScript({ command, args, cwd, env, mark }: ProcessOptions): string {
    const variables = Object.entries({ ...env, [MARK_VARIABLE]: mark });
    const words = [...variables.map(([name, value]) => `${name}=${value}`), command, ...args].map(
      quote,
    );
    const file = path.join(this.#folder, `.run-${++this.#count}-${randomBytes(4).toString('hex')}`);
    // By its descriptor from here on: in a folder that the other user writes to, a name may lead elsewhere by then.
    const fd = fs.openSync(file, 'wx', 0o600);
    try {
      fs.writeFileSync(fd, `cd ${quote(cwd)} && exec env -i ${words.join(' ')}\n`);
      fs.fchownSync(fd, -1, this.#gid);
      fs.fchmodSync(fd, 0o640);
    } finally {
      fs.closeSync(fd);
    }
    return file;
  }

  #ask(kind: string, line?: string): Promise<string> {
    if (this.#lost) return Promise.resolve(withoutHelper(kind));
    const answer = new Promise<string>((resolve) => this.#waiting.push({ kind, resolve }));
    if (line !== undefined) this.tell(line);
    return answer;
  }

  #onAnswer(text: string): void {
    this.#answers += text;
    const lines = this.#answers.split('\n');
    this.#answers = lines.pop() ?? '';
    for (const line of lines) {
      const at = this.#waiting.findIndex(({ kind }) => kind === line[0]);
      const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
      waiting?.resolve(line.slice(2));
    }
  }

  /** The helper is gone, and its processes with it: nobody waits for an answer any more. */
  #onLost(): void {
    this.#lost = true;
    for (const { kind, resolve } of this.#waiting.splice(0)) resolve(withoutHelper(kind));
    this.#running?.onFinished();
  }

  #onOutput(chunk: Buffer): void {
    workBegins();
    const running = this.#running;
    if (running !== undefined) this.#deliver(running, chunk);
    if (turnIsSpent() && !this.#paused) {
      this.#child.stdout?.pause();
      nextTurn(() => {
        if (!this.#paused) this.#child.stdout?.resume();
      });
    }
  }

  #deliver(running: Running, chunk: Buffer): void {
    const { marker, options } = running;
    const data = running.carry.length > 0 ? Buffer.concat([running.carry, chunk]) : chunk;
    const at = data.indexOf(marker);
    if (at >= 0) {
      if (at > 0) options.onOutput(data.subarray(0, at));
      this.#running = undefined;
      running.onFinished();
      return;
    }
    // Only what may be the marker's beginning is held back, so that live output is not late.
    const nul = data.lastIndexOf(0);
    const held = nul >= 0 && data.length - nul < marker.length ? nul : data.length;
    const sure = marker.indexOf(data.subarray(held)) === 0 ? held : data.length;
    if (sure > 0) options.onOutput(data.subarray(0, sure));
    running.carry = Buffer.from(data.subarray(sure));
  }
}

class UserProcess implements ManagedProcess {
  readonly kind = 'pipe';
  readonly pid: number;
  readonly startTime: string;
  readonly mark: string;
  readonly exited: Promise<ExitStatus>;
  readonly finished: Promise<ExitStatus>;
  readonly #helper: UserHelper;
  readonly #sampler: UsageSampler;
  #gone = false;

  constructor(
    helper: UserHelper,
    pid: number,
    mark: string,
    exited: Promise<ExitStatus>,
    finished: Promise<ExitStatus>,
  ) {
    this.#helper = helper;
    this.pid = pid;
    this.startTime = startTimeOf(pid);
    this.mark = mark;
    this.#sampler = new UsageSampler(this);
    this.exited = exited.then((status) => {
      this.#gone = true;
      this.#sampler.stop();
      return status;
    });
    this.finished = finished;
  }

  pause(): void {
    this.#helper.pause();
  }

  resume(): void {
    this.#helper.resume();
  }

  notify(): boolean {
    if (this.#gone) return false;
    this.#helper.tell(`t ${this.pid} ${this.startTime}`);
    return true;
  }

  killTree(): Promise<void> {
    return this.#helper.killTree(this.mark, this);
  }

  leftovers(): Promise<number[]> {
    return this.#helper.leftovers(this.mark, this);
  }

  usage(): Usage {
    return this.#sampler.usage();
  }

  release(): void {}
}

/** A shell tells the death by a signal as 128 and its number. */
function statusOf(code: number): ExitStatus {
  if (code > 128 && code < 160) {
    const name = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
    if (name !== undefined) return { exitCode: null, signal: name };
  }
  return { exitCode: code, signal: null };
}

/** What is answered in place of a helper that is gone: a process of its was killed with it. */
function withoutHelper(kind: string): string {
  return kind === 'x' ? '137' : '';
}

function failed(message: string): SpawnFailure {
  return { error: 'failed', message };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
