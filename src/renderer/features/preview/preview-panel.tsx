import { useEffect, useState } from 'react';
import type { ResolvedTask } from '../../language-worker/contract.ts';
import { notify } from '../../stores/app-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { findProgram } from '../../stores/programs.ts';
import { resolveTask } from '../../stores/task-data.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { shellText } from './shell-text.ts';
import '../../ui/side-panel.css';
import './preview.css';

/** What the selected task will execute, before it does. */
export function PreviewPanel() {
  const job = useJob((state) => state.job);
  const built = useJob((state) => state.built);
  const chosen = useTasks((state) => state.step);
  const focus = useTasks((state) => state.focus);
  const step = shownStep(job?.steps, chosen);
  const [task, setTask] = useState<ResolvedTask | null>(null);
  const name = step?.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job built anew resolves anew.
  useEffect(() => {
    let current = true;
    if (name === undefined) setTask(null);
    else
      void resolveTask(name, focus).then((found) => {
        if (current) setTask(found);
      });
    return () => {
      current = false;
    };
  }, [name, focus, built]);
  return (
    <section className="preview" aria-labelledby="preview-title">
      <div className="side-head">
        <h2 className="side-title" id="preview-title">
          {step && step.parameters.length === 0
            ? words.preview.titleStep(step.name)
            : words.preview.title(groupDigits(focus + 1n))}
        </h2>
        {task && !task.error && (
          <Button
            look="quiet"
            aria-label={words.preview.copy}
            title={words.preview.copy}
            onClick={() =>
              void navigator.clipboard
                .writeText(shellText([task.command, ...task.args]))
                .then(() => notify('info', words.preview.copied))
            }
          >
            <Icon name="copy" size={13} />
          </Button>
        )}
      </div>
      {task ? <Resolved task={task} /> : <p className="side-help">{words.preview.none}</p>}
    </section>
  );
}

function Resolved({ task }: { readonly task: ResolvedTask }) {
  const missing = useMissing(task.command);
  if (task.error !== undefined) return <p className="side-issue">{task.error}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre className="preview-command mono" tabIndex={0}>
        <span>{shellText([task.command])}</span>
        {task.args.length > 0 && <span className="preview-args"> {shellText(task.args)}</span>}
      </pre>
      {missing && <p className="side-issue">{words.preview.missing(shellText([task.command]))}</p>}
      <p className="side-help">
        {[
          task.timeoutSeconds === undefined
            ? words.preview.noTimeout
            : words.preview.timeout(task.timeoutSeconds),
          task.cancelation === 'TERMINATE'
            ? words.preview.terminate
            : words.preview.notify(task.notifyPeriodSeconds),
        ].join(', ')}
      </p>
      {task.variables.length > 0 && (
        <details className="preview-part">
          <summary>{words.preview.variables(task.variables.length)}</summary>
          <dl className="preview-variables mono">
            {task.variables.map((variable) => (
              <div
                key={`${variable.from} ${variable.name}`}
                title={words.preview.from(variable.from)}
              >
                <dt>{variable.name}</dt>
                <dd>{variable.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {task.files.length > 0 && (
        <details className="preview-part">
          <summary>{words.preview.files(task.files.length)}</summary>
          {task.files.map((file) => (
            <div key={file.name} className="preview-file">
              <p className="mono cut" title={file.path}>
                {file.path}
                {file.runnable && <span className="dim"> · {words.preview.runnable}</span>}
              </p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <pre className="preview-data mono scroll" tabIndex={0}>
                {file.data.slice(0, 20_000)}
              </pre>
            </div>
          ))}
        </details>
      )}
    </>
  );
}

/** True when a command is not installed here: better told now than by a failed run. */
function useMissing(command: string): boolean {
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let current = true;
    setMissing(false);
    void findProgram(command).then((path) => {
      if (current) setMissing(path === null);
    });
    return () => {
      current = false;
    };
  }, [command]);
  return missing;
}
