import type { ActionKind } from '../../shared/protocol/run.ts';
import type { ProcessKind, Usage } from '../process/index.ts';
import type { LogLevel } from './directives.ts';

/** How an action stands, in the specification's words. */
export type ActionState = 'RUNNING' | 'SUCCESS' | 'FAILED' | 'CANCELED' | 'TIMEOUT';

/** What an action is, known before it runs. */
export interface ActionInfo {
  /** Counts from 1 in the order of starting. */
  readonly id: number;
  readonly kind: ActionKind;
  /** What people call it: `Render · Frame=19 Layer=matte`, `Enter Python tools`. */
  readonly label: string;
  readonly environment?: string;
  readonly step?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly startedAt: number;
}

/** What changes while it runs; each change is told with the fields that changed. */
export interface ActionChange {
  /** Program and arguments as they run, without secrets. */
  readonly command?: readonly string[];
  readonly pid?: number;
  readonly processKind?: ProcessKind;
  /** Why it is not the kind that was asked for. */
  readonly processKindReason?: string;
  /** 0…100 */
  readonly progress?: number;
  readonly statusMessage?: string;
  readonly failMessage?: string;
  /** When the notify period of its cancelation ends (ms since 1970). */
  readonly notifyEndsAt?: number;
  readonly timeoutAt?: number;
  /** Since when it has given no sign of work; undefined once it gives one again. */
  readonly stalledSince?: number | undefined;
}

export interface ActionResult {
  /** 0 where an environment has no action to run. */
  readonly actionId: number;
  readonly state: Exclude<ActionState, 'RUNNING'>;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly usage: Usage;
  /** Why it failed when the process itself did not say: not found, timed out, … */
  readonly reason?: string;
  readonly failMessage?: string;
  /** Program and arguments with everything masked that is known to be secret at its end. */
  readonly command: readonly string[];
}

/**
 * What a line is: output, a directive in the output, a line that is nearly one, or ours: command and
 * headings, a message that is of use only when something is looked for, information, a warning, an error.
 */
export type LogKind = 'o' | 'd' | 'm' | 'c' | 'b' | 'i' | 'w' | 'e';

export type SessionEvent =
  | { readonly type: 'action-started'; readonly action: ActionInfo }
  | { readonly type: 'action-changed'; readonly actionId: number; readonly change: ActionChange }
  | { readonly type: 'action-ended'; readonly actionId: number; readonly result: ActionResult }
  | {
      /** Lines of an action's log, joined by `\n`. Action 0 is the session itself. */
      readonly type: 'log';
      readonly actionId: number;
      readonly time: number;
      readonly kind: LogKind;
      readonly text: string;
    }
  | {
      /** The unfinished last line of a running action; undefined when there is none any more. */
      readonly type: 'live';
      readonly actionId: number;
      readonly text: string | undefined;
    }
  | { readonly type: 'log-level'; readonly level: LogLevel }
  | {
      /** Processes that an action has left running. */
      readonly type: 'leftovers';
      readonly actionId: number;
      readonly pids: readonly number[];
    };
