import type { LogLevel } from './directives.ts';
import type { LogKind } from './events.ts';

const RANK: Record<LogLevel, number> = { DEBUG: 0, INFO: 1, WARNING: 2, ERROR: 3 };

/** Kinds of line that are messages of the session; output, commands and headings are none and always shown. */
const LEVEL_OF: Partial<Record<LogKind, LogLevel>> = {
  b: 'DEBUG',
  i: 'INFO',
  w: 'WARNING',
  e: 'ERROR',
};

/**
 * Which messages of its own a session writes into its logs. An action chooses by
 * `openjd_session_runtime_loglevel`, from that line on and for the rest of the session.
 */
export class RuntimeLevel {
  #level: LogLevel = 'INFO';

  set(level: LogLevel): void {
    this.#level = level;
  }

  shows(kind: LogKind): boolean {
    const level = LEVEL_OF[kind];
    return level === undefined || RANK[level] >= RANK[this.#level];
  }
}
