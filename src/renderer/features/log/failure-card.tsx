import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { plainText } from '../../logs/sgr.ts';
import { useDocument } from '../../stores/document-store.ts';
import { revealInEditor } from '../../stores/editor-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { goToLine } from '../../stores/log-store.ts';
import { isActive } from '../../stores/run-data.ts';
import { startRun, useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';

/** Why an action failed, where it comes from, and what to do. */
export function FailureCard({ action }: { readonly action: ActionRecord }) {
  const active = useRun((state) => isActive(state.run));
  const path = useDocument((state) => state.bundle?.template.path);
  const line = useJob(
    (state) =>
      (
        state.check?.outline.steps.find((step) => step.name === action.step) ??
        state.check?.outline.environments.find((one) => one.name === action.environment)
      )?.place.line,
  );
  const title = plainText(
    action.failMessage ?? action.lastError?.text ?? action.reason ?? words.log.failed,
  );
  const exit =
    action.signal != null
      ? words.log.signal(action.signal)
      : action.exitCode != null
        ? words.log.exit(action.exitCode)
        : undefined;
  const file = path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const { lastError, step, taskIndex, reason } = action;
  return (
    <section className="failure" aria-label={words.log.failed}>
      <StateGlyph state="failed" />
      <div className="failure-words">
        <p className="failure-title" title={title}>
          {title}
        </p>
        <p className="failure-where numbers">
          {exit ?? (reason !== title ? reason : undefined)}
          {lastError && (
            <>
              {' · '}
              <button type="button" className="link" onClick={() => goToLine(lastError.line)}>
                log:{lastError.line + 1}
              </button>
            </>
          )}
          {line !== undefined && (
            <>
              {' · '}
              <button type="button" className="link" onClick={() => revealInEditor(line)}>
                {file}:{line}
              </button>
            </>
          )}
        </p>
      </div>
      {step !== undefined && taskIndex !== undefined && (
        <Button
          disabled={active}
          onClick={() => void startRun({ kind: 'tasks', step, indices: [taskIndex] })}
        >
          {words.log.runAgain}
        </Button>
      )}
    </section>
  );
}
