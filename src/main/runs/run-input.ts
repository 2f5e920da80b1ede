import type { PathMappingRule } from '../../shared/expr/index.ts';
import type { Job } from '../../shared/model/index.ts';
import type { ProcessKind, RunScope } from '../../shared/protocol/run.ts';
import type { SessionEvent, SessionUser } from '../session/index.ts';

/** A value as it can be written to a file and read back. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** Everything that a run is made of. What is not given has the meaning of the command line's defaults. */
export interface RunInput {
  readonly job: Job;
  readonly templatePath: string;
  readonly templateText: string;
  readonly environments?: readonly { readonly path: string; readonly text: string }[];
  /** The values as they were given, for the snapshot; the job holds those that run. */
  readonly parameters?: Readonly<Record<string, PlainValue>>;
  readonly pathMappingRules?: readonly PathMappingRule[];
  readonly scope: RunScope;
  readonly processKind?: ProcessKind;
  /** Sessions at the same time; one unless given. */
  readonly sessions?: number;
  /** The run stops when more tasks than this have failed; unlimited unless given. */
  readonly maxFailures?: number;
  readonly lowPriority?: boolean;
  /** An action without a sign of work for so many seconds is marked as stalled; never unless given. */
  readonly stallSeconds?: number;
  /** A rest for the machine between two tasks of a session. */
  readonly pauseSeconds?: number;
  readonly keepSessionFolders?: boolean;
  /** As whom actions run (POSIX); the user of this process unless given. */
  readonly user?: SessionUser;
  readonly sessionRoot?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Chunks sized by the measured time where a step asks for it; fixed sizes when false. */
  readonly adaptiveChunks?: boolean;
  /** Everything the sessions tell, as it comes; sessions count from 1. */
  onSessionEvent?(session: number, event: SessionEvent): void;
}
