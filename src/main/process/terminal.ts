import { createRequire } from 'node:module';
import type * as NodePty from 'node-pty';
import { guardian } from './guardian.ts';
import { killTree } from './kill-tree.ts';
import { MARK_VARIABLE } from './mark.ts';
import { startTimeOf } from './proc-table.ts';
import type { ExitStatus } from './types.ts';

export interface TerminalOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly mark: string;
  readonly columns: number;
  readonly rows: number;
  onOutput(text: string): void;
  onExit(status: ExitStatus): void;
}

/** A shell that somebody types into: unlike an action it has a terminal of its own to control. */
export interface Terminal {
  readonly pid: number;
  write(text: string): void;
  resize(columns: number, rows: number): void;
  /** Stops reading, so that what writes into the terminal waits. */
  pause(): void;
  resume(): void;
  /** Ends the shell and everything started in it. */
  end(): Promise<void>;
}

/** Starts a program in a terminal. Throws where there are none; `ptyAvailability` tells before. */
export function startTerminal(options: TerminalOptions): Terminal {
  guardian.ensure();
  const { spawn } = createRequire(import.meta.url)('node-pty') as typeof NodePty;
  const child = spawn(options.command, [...options.args], {
    name: 'xterm-256color',
    cols: options.columns,
    rows: options.rows,
    cwd: options.cwd,
    env: { ...options.env, TERM: 'xterm-256color', [MARK_VARIABLE]: options.mark },
  });
  const root = { pid: child.pid, startTime: startTimeOf(child.pid) };
  guardian.began(child.pid);
  let gone = false;
  child.onData((text) => options.onOutput(text));
  child.onExit(({ exitCode, signal }) => {
    gone = true;
    guardian.ended(child.pid);
    options.onExit({ exitCode, signal: signal ? String(signal) : null });
  });
  return {
    pid: child.pid,
    write: (text) => {
      if (!gone) child.write(text);
    },
    resize: (columns, rows) => {
      if (!gone) child.resize(columns, rows);
    },
    pause: () => child.pause(),
    resume: () => child.resume(),
    end: async () => {
      await killTree({ mark: options.mark, root });
    },
  };
}
