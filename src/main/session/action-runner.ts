import type { ResolvedAction } from '../../shared/model/index.ts';
import type {
  ExitStatus,
  ManagedProcess,
  ProcessKind,
  StartResult,
  Usage,
} from '../process/index.ts';
import { ActionOutput } from './action-output.ts';
import { writeCancelInfo } from './cancel-info.ts';
import { commandLine, redactCommand } from './command-text.ts';
import type { Directive } from './directives.ts';
import type { ActionChange, ActionState, LogKind } from './events.ts';
import type { Redactor } from './redactor.ts';
import { StallWatch } from './stall-watch.ts';

/** Why an action is being ended before its process ended by itself. */
export type EndCause = 'canceled' | 'timeout' | 'malformed';

export interface CancelRequest {
  readonly cause: EndCause;
  /** Ends the whole tree now, whatever the action declares. */
  readonly urgent?: boolean;
  /** Shortens the notify period, as when the host itself must end soon. */
  readonly withinSeconds?: number;
}

interface ActionSetting {
  readonly directory: string;
  readonly processKind: ProcessKind;
  readonly redactor: Redactor;
  /** An action without a sign of work for so long is told of; 0: never. */
  readonly stallSeconds: number;
  /** Why there is no terminal where one was asked for. */
  noTerminalReason(): string;
  start(action: ResolvedAction, onOutput: (chunk: Buffer) => void): Promise<StartResult>;
  log(kind: LogKind, text: string): void;
  live(text: string | undefined): void;
  changed(change: ActionChange): void;
  directive(directive: Directive): void;
}

export interface Outcome {
  readonly state: Exclude<ActionState, 'RUNNING'>;
  readonly status: ExitStatus;
  readonly usage: Usage;
  readonly reason?: string;
  readonly process?: ManagedProcess;
}

const NO_STATUS: ExitStatus = { exitCode: null, signal: null };

/** Live text of an unfinished line is told at most this often. */
const LIVE_MILLISECONDS = 80;

/** setTimeout counts in 32 bits; beyond that it would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Runs one resolved action from its start to its end, with timeout and cancelation as declared (§5). */
export class ActionRunner {
  readonly #action: ResolvedAction;
  readonly #setting: ActionSetting;
  readonly #output: ActionOutput;
  #process: ManagedProcess | undefined;
  #cause: EndCause | undefined;
  #reason: string | undefined;
  #paused = false;
  #stall: StallWatch | undefined;
  #over = false;
  #terminating: Promise<void> | undefined;
  #notifyEndsAt: number | undefined;
  #notifyTimer: NodeJS.Timeout | undefined;
  #timeoutTimer: NodeJS.Timeout | undefined;
  #liveTimer: NodeJS.Timeout | undefined;
  #liveText: string | undefined;

  constructor(action: ResolvedAction, setting: ActionSetting) {
    this.#action = action;
    this.#setting = setting;
    this.#output = new ActionOutput(setting.redactor, {
      log: (kind, text) => setting.log(kind, text),
      directive: (directive) => this.#onDirective(directive),
    });
  }

  async run(): Promise<Outcome> {
    const { command, args } = this.#action;
    if (this.#cause !== undefined) return this.#canceledBeforeStart();
    const shown = redactCommand([command, ...args], this.#setting.redactor);
    this.#setting.log('c', `Running command ${commandLine(shown)}`);
    const started = await this.#setting.start(this.#action, (chunk) => this.#onOutput(chunk));
    if (!started.ok) {
      this.#over = true;
      const { message } = started.failure;
      this.#setting.log('e', message);
      return { state: 'FAILED', status: NO_STATUS, usage: {}, reason: message };
    }
    return this.#watch(started.process);
  }

  /** Ends the action in the way it declares (§5.3). Asking again notifies again. */
  cancel(request: CancelRequest): void {
    if (this.#over) return;
    this.#cause ??= request.cause;
    if (this.#process === undefined) return;
    const notifies = this.#action.cancelation.mode === 'NOTIFY_THEN_TERMINATE';
    if (request.urgent === true || !notifies) this.#terminate();
    else this.#notify(request.withinSeconds);
  }

  /** Holds the process up while its output cannot be taken in as fast as it comes. */
  pause(): void {
    this.#paused = true;
    this.#stall?.hold(true);
    this.#process?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#stall?.hold(false);
    this.#process?.resume();
  }

  async #watch(process: ManagedProcess): Promise<Outcome> {
    this.#process = process;
    if (this.#paused) process.pause();
    this.#tellStarted(process);
    this.#armTimeout();
    this.#watchForStall(process);
    // A request that came while it was starting.
    if (this.#cause !== undefined) this.cancel({ cause: this.#cause });
    await process.exited;
    this.#stall?.stop();
    this.#disarm();
    // The command has ended on its own account; what it was canceled for ends with it.
    if (this.#cause !== undefined) await (this.#terminating ?? process.killTree());
    const status = await process.finished;
    this.#over = true;
    clearTimeout(this.#liveTimer);
    this.#output.end();
    this.#tellLive(undefined);
    this.#setting.log('c', describeExit(process.pid, status));
    return { ...this.#judge(status), status, usage: process.usage(), process };
  }

  #watchForStall(process: ManagedProcess): void {
    this.#stall = new StallWatch({
      seconds: this.#setting.stallSeconds,
      cpuTime: () => process.usage().cpuTime,
      changed: (stalledSince) => this.#setting.changed({ stalledSince }),
    });
    if (this.#paused) this.#stall.hold(true);
  }

  #tellStarted(process: ManagedProcess): void {
    const { processKind } = this.#setting;
    const reason = processKind === process.kind ? undefined : this.#setting.noTerminalReason();
    const change = { pid: process.pid, processKind: process.kind };
    this.#setting.changed(reason === undefined ? change : { ...change, processKindReason: reason });
    if (reason !== undefined) this.#setting.log('i', reason);
    this.#setting.log('c', `Command started as pid: ${process.pid}\nOutput:`);
  }

  #judge(status: ExitStatus): { state: Outcome['state']; reason?: string } {
    if (this.#cause === 'canceled') return { state: 'CANCELED', reason: 'It was canceled.' };
    if (this.#cause === 'timeout') {
      const seconds = this.#action.timeoutSeconds ?? 0;
      return { state: 'TIMEOUT', reason: `It did not end within its timeout of ${seconds} s.` };
    }
    if (this.#cause === 'malformed') {
      return { state: 'FAILED', reason: this.#reason ?? 'A directive in its output is wrong.' };
    }
    if (status.exitCode === 0) return { state: 'SUCCESS' };
    if (status.signal !== null) {
      return { state: 'FAILED', reason: `It was ended by the signal ${status.signal}.` };
    }
    return { state: 'FAILED', reason: `It ended with exit code ${status.exitCode}.` };
  }

  #canceledBeforeStart(): Outcome {
    this.#over = true;
    this.#setting.log('i', 'Canceled before the command was started.');
    return { state: 'CANCELED', status: NO_STATUS, usage: {}, reason: 'It was canceled.' };
  }

  #armTimeout(): void {
    const seconds = this.#action.timeoutSeconds;
    if (seconds === undefined) return;
    const milliseconds = seconds * 1000;
    this.#setting.changed({ timeoutAt: Date.now() + milliseconds });
    if (milliseconds > LONGEST_TIMER) return;
    this.#timeoutTimer = setTimeout(() => {
      this.#setting.log('w', `The timeout of ${seconds} s is over.`);
      this.cancel({ cause: 'timeout' });
    }, milliseconds);
  }

  /** §5.3.2: the file first, then SIGTERM; SIGKILL to the tree when the period has passed. */
  #notify(withinSeconds: number | undefined): void {
    const period = this.#action.cancelation.notifyPeriodSeconds;
    const seconds = Math.min(period, withinSeconds ?? period);
    const end = Date.now() + seconds * 1000;
    this.#notifyEndsAt = Math.min(this.#notifyEndsAt ?? end, end);
    try {
      writeCancelInfo(this.#setting.directory, new Date(this.#notifyEndsAt));
    } catch (error) {
      this.#setting.log('w', `cancel_info.json was not written: ${(error as Error).message}`);
    }
    const left = Math.max(0, this.#notifyEndsAt - Date.now());
    this.#setting.log(
      'i',
      `Notifying the command by SIGTERM; it has ${(left / 1000).toFixed(0)} s to end.`,
    );
    this.#setting.changed({ notifyEndsAt: this.#notifyEndsAt });
    this.#process?.notify();
    clearTimeout(this.#notifyTimer);
    this.#notifyTimer = setTimeout(() => {
      this.#setting.log('i', 'The notify period is over.');
      this.#terminate();
    }, left);
  }

  #terminate(): void {
    if (this.#terminating !== undefined) return;
    clearTimeout(this.#notifyTimer);
    this.#setting.log('i', 'Terminating the command and everything it has started.');
    this.#terminating = this.#process?.killTree();
  }

  #disarm(): void {
    clearTimeout(this.#timeoutTimer);
    clearTimeout(this.#notifyTimer);
  }

  #onOutput(chunk: Buffer): void {
    this.#output.push(chunk);
    this.#stall?.sign();
    this.#liveTimer ??= setTimeout(() => {
      this.#liveTimer = undefined;
      if (!this.#over) this.#tellLive(this.#output.live());
    }, LIVE_MILLISECONDS);
  }

  #tellLive(text: string | undefined): void {
    if (text === this.#liveText) return;
    this.#liveText = text;
    this.#setting.live(text);
  }

  #onDirective(directive: Directive): void {
    if (directive.kind === 'malformed') {
      this.#setting.log(directive.fails ? 'e' : 'w', directive.message);
      if (!directive.fails) return;
      this.#reason ??= directive.message;
      this.cancel({ cause: 'malformed' });
      return;
    }
    this.#setting.directive(directive);
  }
}

function describeExit(pid: number, { exitCode, signal }: ExitStatus): string {
  if (exitCode === null) return `Process pid ${pid} was ended by the signal ${signal ?? 'unknown'}`;
  const hex = (exitCode >>> 0).toString(16);
  return `Process pid ${pid} exited with code: ${exitCode} (unsigned) / 0x${hex} (hex)`;
}
