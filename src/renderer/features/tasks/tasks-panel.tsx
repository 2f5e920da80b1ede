import { type ReactNode, useEffect } from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { focusParameter } from '../../stores/focus-parameter.ts';
import { useJob } from '../../stores/job-store.ts';
import { resetPanel, resizePanel, showBottomTab, useLayout } from '../../stores/layout-store.ts';
import { showLog } from '../../stores/log-store.ts';
import { differencesOf, earlierDifferences, useMatch } from '../../stores/match-store.ts';
import { count, indices } from '../../stores/ranges.ts';
import { isActive } from '../../stores/run-data.ts';
import { startRun, useRun } from '../../stores/run-store.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { taskAction } from '../../stores/tasks-in-run.ts';
import { text as words } from '../../text/en.ts';
import { Button } from '../../ui/button.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { TaskFilter } from './task-filter.tsx';
import { TaskGrid } from './task-grid.tsx';
import { TaskMapView } from './task-map.tsx';
import './tasks-panel.css';

const RUN_LIMIT = 100_000;

/** The tasks of a step (count, map, table), with the log of the selected one beside them. */
export function TasksPanel({ log }: { readonly log: ReactNode }) {
  const width = useLayout((state) => state.sizes.tasks);
  useSelectedLog();
  return (
    <div className="tasks-panel">
      <div className="tasks-left" style={{ width }}>
        <TaskList />
      </div>
      <Splitter
        label={words.panels.tasks}
        panel="left"
        size={width}
        onResize={(size) => resizePanel('tasks', size)}
        onReset={() => resetPanel('tasks')}
      />
      <div className="tasks-right">{log}</div>
    </div>
  );
}

function TaskList() {
  const job = useJob((state) => state.job);
  const current = useJob((state) => state.jobIsCurrent);
  const kind = useJob((state) => state.check?.kind);
  const valid = useJob((state) => state.check?.valid ?? true);
  const chosen = useTasks((state) => state.step);
  const selected = useTasks((state) => state.selected);
  const active = useRun((state) => isActive(state.run));
  const step = shownStep(job?.steps, chosen);
  if (!job || !step)
    return (
      <Nothing
        action={
          kind !== 'environment' && (
            <Button onClick={() => showBottomTab('problems')}>{words.tasks.showProblems}</Button>
          )
        }
      >
        {kind === 'environment'
          ? words.tasks.environment
          : valid
            ? words.tasks.waitingValues
            : words.tasks.waiting}
      </Nothing>
    );
  const chosenCount = count(selected);
  return (
    <>
      <div className="tasks-head">
        <div className="tasks-count">
          <strong className="numbers">
            {step.needs ? words.tasks.needs(step.needs) : words.tasks.count(step.count)}
          </strong>
          <span
            className="dim numbers cut"
            title={step.chunk?.adaptive ? words.tasks.adaptive : inertText(step.name)}
          >
            {step.parameters.length > 0
              ? words.tasks.dimensions(step.parameters)
              : inertText(step.name)}
            {step.chunk && ` ${words.tasks.chunks(step.chunk.parameter, step.chunk.adaptive)}`}
          </span>
        </div>
        {chosenCount > 1n && !active && (
          <Button
            look="quiet"
            className="tasks-run"
            onClick={() =>
              void startRun({
                kind: 'tasks',
                step: step.name,
                indices: indices(selected, RUN_LIMIT),
              })
            }
          >
            {words.tasks.runSelected(chosenCount)}
          </Button>
        )}
      </div>
      <MissingValues names={job.missing ?? []} />
      {!current && <p className="tasks-note">{words.tasks.outdated}</p>}
      <FormerNote step={step.name} />
      {step.needs === undefined && (
        <>
          <TaskMapView step={step} />
          <TaskFilter step={step} />
          <TaskGrid key={step.name} step={step} />
        </>
      )}
    </>
  );
}

/** Which parameters need a value before anything can run; each leads to its control. */
function MissingValues({ names }: { readonly names: readonly string[] }) {
  const form = useJob((state) => state.check?.form);
  if (names.length === 0) return null;
  return (
    <section className="tasks-missing" aria-label={words.tasks.missing}>
      <span>{words.tasks.missing}</span>
      {names.slice(0, MOST_MISSING).map((name) => (
        <Button key={name} look="quiet" onClick={() => focusParameter(name)}>
          {form?.find((one) => one.name === name)?.label ?? name}
        </Button>
      ))}
      {names.length > MOST_MISSING && (
        <span className="dim">{words.tasks.moreMissing(names.length - MOST_MISSING)}</span>
      )}
    </section>
  );
}

const MOST_MISSING = 6;

/** That the states below are of other values than those on the screen. */
function FormerNote({ step }: { readonly step: string }) {
  const former = useMatch((state) => differencesOf(state, step));
  const earlier = useRun((state) => earlierDifferences(state.run, step));
  const ran = useRun((state) => state.run !== undefined);
  if (!ran || former.length + earlier.length === 0) return null;
  return (
    <p className="tasks-note">
      <span aria-hidden="true">≠ </span>
      {former.length > 0 ? words.tasks.formerNote(former) : words.tasks.earlierNote(earlier)}
    </p>
  );
}

/** One selection: the task that is chosen here shows its log beside. */
function useSelectedLog(): void {
  const focus = useTasks((state) => state.focus);
  const one = useTasks((state) => count(state.selected) === 1n);
  const chosen = useTasks((state) => state.step);
  useEffect(() => {
    if (!one) return;
    const step = shownStep(useJob.getState().job?.steps, chosen);
    const action = step && taskAction(step.name, focus);
    if (action) showLog(action, { pin: true });
  }, [focus, one, chosen]);
}
