import { create } from 'zustand';
import type { RunRecord } from '../../shared/protocol/run.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { useDocument } from './document-store.ts';
import { showBottomTab } from './layout-store.ts';

export interface TerminalTab {
  readonly id: number;
  readonly directory: string;
  readonly session: number | undefined;
  readonly hasVariables: boolean;
  /** Why it is over, once it is. */
  readonly ended: string | undefined;
}

interface TerminalState {
  readonly terminals: readonly TerminalTab[];
  readonly shown: number | undefined;
  /** Terminals that ended because the page was loaded anew. */
  readonly lost: number;
}

const REMEMBERED = 'jobwright.terminals';

export const useTerminals = create<TerminalState>()(() => ({
  terminals: [],
  shown: undefined,
  lost: Number(sessionStorage.getItem(REMEMBERED) ?? 0),
}));

// A terminal goes with its connection, also when the page is loaded anew: then that is said.
window.addEventListener('pagehide', () => {
  const { terminals } = useTerminals.getState();
  const live = terminals.filter(({ ended }) => ended === undefined).length;
  sessionStorage.setItem(REMEMBERED, String(live));
});

const COLUMNS = 100;
const ROWS = 24;

/** The folder of a session of a run, where it exists. */
function sessionFolder(run: RunRecord | undefined, session: number): string | undefined {
  return run?.sessionDirectories[run.sessionNumbers?.indexOf(session) ?? -1];
}

/** Why there can be no terminal in a session's folder; undefined where there can. */
export function terminalRefusal(run: RunRecord | undefined, session: number): string | undefined {
  const pty = useApp.getState().info?.pty;
  if (pty?.available === false) return pty.reason ?? words.terminal.unavailable;
  if (useDocument.getState().trust !== 'trusted') return words.terminal.untrusted;
  return sessionFolder(run, session) === undefined ? words.terminal.noFolder : undefined;
}

/** Starts a shell in a session's folder and shows it; says why where that is impossible. */
export async function openTerminal(run: RunRecord | undefined, session: number): Promise<void> {
  const refusal = terminalRefusal(run, session);
  const directory = sessionFolder(run, session);
  // Where only the folder is gone, the panel says so and offers a run that keeps it.
  if (refusal === words.terminal.noFolder) return showBottomTab('terminal');
  if (refusal !== undefined || !run || directory === undefined) {
    notify('info', refusal ?? words.terminal.noFolder);
    return;
  }
  await openTerminalIn(run.id, directory, session);
}

async function openTerminalIn(runId: string, directory: string, session?: number): Promise<void> {
  try {
    const { terminal, hasVariables } = await backend.call('terminal.open', {
      runId,
      directory,
      columns: COLUMNS,
      rows: ROWS,
    });
    const tab = { id: terminal, directory, session, hasVariables, ended: undefined };
    useTerminals.setState(({ terminals }) => ({
      terminals: [...terminals, tab],
      shown: terminal,
    }));
    showBottomTab('terminal');
  } catch (error) {
    notify('error', failureText(error));
  }
}

export function showTerminal(id: number): void {
  useTerminals.setState({ shown: id });
}

/** Ends a terminal, if it has not ended, and takes it away. */
export function closeTerminal(id: number): void {
  const { terminals, shown } = useTerminals.getState();
  if (terminals.find((one) => one.id === id)?.ended === undefined)
    backend.call('terminal.close', { terminal: id }).catch(() => {});
  const left = terminals.filter((one) => one.id !== id);
  useTerminals.setState({ terminals: left, shown: shown === id ? left.at(-1)?.id : shown });
}

function endTerminal(id: number, message: string): void {
  useTerminals.setState(({ terminals }) => ({
    terminals: terminals.map((one) => (one.id === id ? { ...one, ended: message } : one)),
  }));
}

backend.on('terminal.ended', ({ terminal, message }) => endTerminal(terminal, message));

// A terminal belongs to its connection and is over with it.
backend.onState((state) => {
  if (state === 'open') return;
  for (const { id, ended } of useTerminals.getState().terminals)
    if (ended === undefined) endTerminal(id, words.terminal.disconnected);
});
