import { useEffect, useRef } from 'react';
import type { RunScope } from '../../../shared/protocol/run.ts';
import { useJob } from '../../stores/job-store.ts';
import { isActive } from '../../stores/run-data.ts';
import { startRun, useRun } from '../../stores/run-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import {
  closeTerminal,
  openTerminal,
  showTerminal,
  type TerminalTab,
  terminalRefusal,
  useTerminals,
} from '../../stores/terminal-store.ts';
import { useTheme } from '../../stores/theme-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { dropScreen, screenOf } from './screen.ts';
import './terminal.css';

/** Shells in the folders of sessions. */
export default function TerminalPanel() {
  const { terminals, shown } = useTerminals();
  const terminal = terminals.find((one) => one.id === shown) ?? terminals.at(-1);
  return (
    <section className="terminals" aria-label={words.terminal.tab}>
      <div className="terminal-head">
        {terminals.map((one) => (
          <span key={one.id} className="terminal-choice">
            <Button
              look="quiet"
              aria-pressed={one.id === terminal?.id}
              title={one.directory}
              onClick={() => showTerminal(one.id)}
            >
              {titleOf(one)}
            </Button>
            <Button
              look="quiet"
              aria-label={words.terminal.closeOne(titleOf(one))}
              onClick={() => {
                closeTerminal(one.id);
                dropScreen(one.id);
              }}
            >
              <Icon name="close" size={12} />
            </Button>
          </span>
        ))}
        <OpenButtons />
      </div>
      {terminal ? <Shown key={terminal.id} terminal={terminal} /> : <Nothing />}
    </section>
  );
}

function Shown({ terminal }: { readonly terminal: TerminalTab }) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const { id, ended, hasVariables, directory } = terminal;
  useEffect(() => (place.current ? screenOf(id).show(place.current) : undefined), [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => screenOf(id).retheme(), [id, theme]);
  return (
    <>
      <p className="terminal-note">
        <span className="mono cut" title={directory}>
          {directory}
        </span>
        {ended !== undefined ? (
          <strong>{ended}</strong>
        ) : (
          <span>{hasVariables ? words.terminal.leave : words.terminal.noVariables}</span>
        )}
      </p>
      <div className="terminal-place" ref={place} />
    </>
  );
}

/** One button for each session that has a folder. */
function OpenButtons() {
  const run = useRun((state) => state.run);
  if (!run) return null;
  return (run.sessionNumbers ?? []).map((session) => (
    <Button
      key={session}
      look="quiet"
      disabled={terminalRefusal(run, session) !== undefined}
      title={terminalRefusal(run, session)}
      onClick={() => void openTerminal(run, session)}
    >
      <Icon name="plus" size={12} /> {words.terminal.openSession(session)}
    </Button>
  ));
}

function Nothing() {
  const lost = useTerminals((state) => state.lost);
  const run = useRun((state) => state.run);
  const steps = useJob((state) => state.job?.steps);
  const focus = useTasks((state) => state.focus);
  const step = shownStep(
    steps,
    useTasks((state) => state.step),
  );
  const refusal = terminalRefusal(run, run?.sessionNumbers?.[0] ?? -1);
  const again: RunScope | undefined = step && {
    kind: 'tasks',
    step: step.name,
    indices: [String(focus)],
  };
  return (
    <div className="terminal-none">
      {lost > 0 && <p>{words.terminal.lost(lost)}</p>}
      <p>{words.terminal.none}</p>
      {run && refusal !== undefined && !isActive(run) && <p>{refusal}</p>}
      {run && refusal === words.terminal.noFolder && !isActive(run) && again && (
        <>
          <p>{words.terminal.keepHelp}</p>
          <Button onClick={() => void startRun(again, true)}>{words.terminal.keepAndRun}</Button>
        </>
      )}
    </div>
  );
}

function titleOf({ session, directory }: TerminalTab): string {
  return session === undefined
    ? directory.slice(directory.lastIndexOf('/') + 1)
    : words.timeline.session(session);
}
