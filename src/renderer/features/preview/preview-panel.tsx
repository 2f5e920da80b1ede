import { useEffect, useState } from 'react';
import type { ResolvedTask } from '../../language-worker/contract.ts';
import { notify } from '../../stores/app-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { showTaskDetails } from '../../stores/plan-store.ts';
import { resolveTask } from '../../stores/task-data.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { shellText } from '../../text/shell-text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ActionDetails } from './action-details.tsx';
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
        {task && task.words.length > 0 && !task.open && (
          <Button
            look="quiet"
            aria-label={words.preview.copy}
            title={words.preview.copy}
            onClick={() =>
              void navigator.clipboard
                .writeText(shellText(task.words.map(({ text }) => text)))
                .then(() => notify('info', words.preview.copied))
            }
          >
            <Icon name="copy" size={13} />
          </Button>
        )}
      </div>
      {task ? (
        <>
          {task.open && <p className="side-help">{words.preview.open}</p>}
          <ActionDetails task={task} open={false} />
          {name !== undefined && (
            <Button
              look="quiet"
              className="preview-more"
              onClick={() => showTaskDetails(name, focus, task.layers.length)}
            >
              {words.preview.details}
            </Button>
          )}
        </>
      ) : (
        <p className="side-help">
          {step?.needs ? words.tasks.needs(step.needs) : words.preview.none}
        </p>
      )}
    </section>
  );
}
