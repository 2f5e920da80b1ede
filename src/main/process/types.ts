/** How a process is connected: by a plain pipe, or by a pseudo-terminal as in an interactive shell. */
export type ProcessKind = 'pipe' | 'pty';

export interface ProcessOptions {
  readonly kind: ProcessKind;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Value of the variable {@link MARK_VARIABLE}: what finds every descendant again, however it was detached. */
  readonly mark: string;
  readonly lowPriority?: boolean;
  /**
   * Everything the process writes, in order, standard output and standard error as one stream. The
   * buffer is reused: what is to be kept must be copied before returning.
   */
  onOutput(chunk: Buffer): void;
}

export interface ExitStatus {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

export interface Usage {
  /** Highest resident memory seen of the whole tree, in bytes. */
  readonly peakMemory?: number;
  /** Seconds of CPU of the whole tree. */
  readonly cpuTime?: number;
}

/** A process and when it began: a number that the system has given away again is never mistaken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal only for the very same process. Empty where the system does not tell. */
  readonly startTime: string;
}

export interface ManagedProcess extends ProcessIdentity {
  readonly kind: ProcessKind;
  readonly mark: string;
  /** The process itself is gone; a grandchild may still hold its output open. */
  readonly exited: Promise<ExitStatus>;
  /** It is gone and everything it had written has been handed to `onOutput`. */
  readonly finished: Promise<ExitStatus>;
  /** Stops reading, so that the process blocks once the system's buffer is full. */
  pause(): void;
  resume(): void;
  /** Asks it to end (§5.3.2): SIGTERM to the process alone. False when it is gone already. */
  notify(): boolean;
  /** Ends the process and everything it started, own groups, sessions and double forks included. */
  killTree(): Promise<void>;
  /** After it has ended: the numbers of the processes that it left running. */
  leftovers(): Promise<number[]>;
  usage(): Usage;
  /** Closes what still reads from processes that it left running. Until then their output is drained. */
  release(): void;
}

export type SpawnErrorCode =
  | 'not-found'
  | 'not-executable'
  | 'bad-directory'
  | 'too-long'
  | 'bad-argument'
  | 'failed';

/** Why a process could not be started: an expected outcome of a user's job, so data. */
export interface SpawnFailure {
  readonly error: SpawnErrorCode;
  readonly message: string;
}

export type StartResult =
  | { readonly ok: true; readonly process: ManagedProcess }
  | { readonly ok: false; readonly failure: SpawnFailure };
