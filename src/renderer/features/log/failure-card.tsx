import type { ReactNode } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { plainText } from '../../logs/sgr.ts';
import { useDocument } from '../../stores/document-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { showScript, showTemplateLine, templateLineOf } from '../../stores/log-place.ts';
import { showLog } from '../../stores/log-store.ts';
import { isActive } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { runAgain } from '../../stores/tasks-of-actions.ts';
import { openTerminal, terminalRefusal } from '../../stores/terminal-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { useScriptPlace } from './line-bar.tsx';
import { usageWords } from './usage-words.ts';

interface Why {
  readonly title: string;
  /** How its process ended, where the title does not say it. */
  readonly exit: string | undefined;
  /** Its last line, where that is not the reason. */
  readonly said: string | undefined;
}

const MOST_SAID = 120;

/** What it said itself comes first, unless it was ended: then the last line is not why. */
function whyFailed({ failMessage, lastError, reason, state, signal, exitCode }: ActionRecord): Why {
  const exit =
    signal != null
      ? words.log.signal(signal)
      : exitCode != null
        ? words.log.exit(exitCode)
        : undefined;
  const last = lastError && plainText(lastError.text);
  if (failMessage !== undefined) return { title: plainText(failMessage), exit, said: undefined };
  const ended = state === 'timeout' ? reason : signal != null ? exit : undefined;
  if (ended !== undefined)
    return { title: plainText(ended), exit: '', said: last?.slice(0, MOST_SAID) };
  return { title: last ?? plainText(reason ?? words.log.failed), exit, said: undefined };
}

/** Why an action failed, where it comes from, and what to do. */
export function FailureCard({ action }: { readonly action: ActionRecord }) {
  const run = useRun((state) => state.run);
  const active = isActive(run);
  const path = useDocument((state) => state.bundle?.template.path);
  useJob((state) => state.check);
  const { lastError, step, taskIndex, reason } = action;
  const line = templateLineOf(action);
  const script = useScriptPlace(action, lastError?.line ?? Math.max(0, action.logLines - 1));
  const { title, exit, said } = whyFailed(action);
  const file = path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const refusal = terminalRefusal(run, action.session);
  const facts: ReactNode[] = [
    exit ?? (reason !== title ? reason : undefined),
    said !== undefined && <q className="failure-said">{said}</q>,
    lastError && (
      <button
        type="button"
        className="link"
        onClick={() => showLog(action, { pin: true, line: lastError.line })}
      >
        {words.log.logLine(lastError.line + 1)}
      </button>
    ),
    script && (
      <button
        type="button"
        className="link"
        onClick={() => showScript(script)}
        title={
          script.templateLine === undefined
            ? undefined
            : words.log.scriptLine(script.file, script.line, script.templateLine)
        }
      >
        {words.log.fileLine(script.file, script.line)}
      </button>
    ),
    line !== undefined && (
      <button
        type="button"
        className="link"
        onClick={() => showTemplateLine(script?.templateLine ?? line)}
      >
        {words.log.fileLine(file ?? '', script?.templateLine ?? line)}
      </button>
    ),
    usageWords(action),
  ].filter((fact) => fact !== undefined && fact !== false && fact !== '');
  return (
    <section className="failure" aria-label={words.log.failed}>
      <StateGlyph state="failed" />
      <div className="failure-words">
        <p className="failure-title" title={title}>
          {title}
        </p>
        <p className="failure-where numbers">
          {facts.map((fact, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts have no other identity than their place.
            <span key={i}>
              {i > 0 && ' · '}
              {fact}
            </span>
          ))}
        </p>
      </div>
      <div className="failure-actions">
        {step !== undefined && taskIndex !== undefined && (
          <Button disabled={active} onClick={() => void runAgain(action)}>
            {words.log.runAgain}
          </Button>
        )}
        <Button look="quiet" title={refusal} onClick={() => void openTerminal(run, action.session)}>
          {words.terminal.openHere}
        </Button>
      </div>
    </section>
  );
}
