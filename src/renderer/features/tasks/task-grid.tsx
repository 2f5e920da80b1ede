import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { StepSummary } from '../../language-worker/contract.ts';
import { useJob } from '../../stores/job-store.ts';
import { differencesOf, earlierDifferences, useMatch } from '../../stores/match-store.ts';
import { contains } from '../../stores/ranges.ts';
import { loadTaskStates, useRun } from '../../stores/run-store.ts';
import { selectAllTasks, selectTask, useTasks } from '../../stores/task-store.ts';
import { selectRows, useTaskView, viewOf } from '../../stores/task-view-store.ts';
import { taskAction, taskState } from '../../stores/tasks-in-run.ts';
import { text as words } from '../../text/en.ts';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { GridHead, ROW_HEIGHT, rowByKey, VirtualGrid } from '../../ui/virtual-grid.tsx';
import { TaskHeading } from './task-heading.tsx';
import { TaskRow } from './task-row.tsx';
import { useTaskRows } from './use-task-rows.ts';
import './task-grid.css';

/** Tasks of one step, any number of them; only the rows in view exist. */
export function TaskGrid({ step }: { readonly step: StepSummary }) {
  const scroller = useRef<HTMLDivElement>(null);
  const found = useTaskView((state) => viewOf(state, step.name));
  const made = useTaskView((state) => state.made);
  const tasks = BigInt(step.count);
  const total = found === undefined ? tasks : BigInt(found);
  const view = useVirtualWindow(scroller, total, ROW_HEIGHT, ROW_HEIGHT);
  const built = useJob((state) => state.built);
  const { run } = useRun();
  const match = useMatch();
  const former = differencesOf(match, step.name);
  const places = match.steps?.get(step.name)?.count;
  const { selected, focus } = useTasks();
  const viewed = found === undefined ? undefined : made;
  const taskIn = useTaskRows(step.name, built, view.first, view.count, viewed);
  // In a filter or another order a row says nothing about a task's number.
  const [viewRow, setViewRow] = useState({ row: 0n, anchor: 0n });
  const row = viewed === undefined ? focus : viewRow.row;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has states of its own.
  useEffect(() => {
    if (places !== undefined) void loadTaskStates(step.name, BigInt(places));
  }, [step.name, places, run?.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins at its top.
  useEffect(() => setViewRow({ row: 0n, anchor: 0n }), [viewed]);
  const measured = view.viewport > 0;
  useEffect(() => {
    if (measured) view.revealRow(row);
  }, [row, measured, view.revealRow]);

  const choose = (to: bigint, mode: 'one' | 'toggle' | 'extend') => {
    if (viewed === undefined) {
      selectTask(to, mode);
      return;
    }
    const anchor = mode === 'extend' ? viewRow.anchor : to;
    setViewRow({ row: to, anchor });
    void selectRows(anchor, to, mode);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What has the focus inside, such as a column's name, keeps its own keys.
    if (event.target !== event.currentTarget || total === 0n) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      if (viewed === undefined) selectAllTasks(tasks);
      else void selectRows(0n, total - 1n, 'extend');
    } else if (event.key === ' ') choose(row, event.ctrlKey ? 'toggle' : 'one');
    else {
      const to = rowByKey(event.key, row, { total, viewport: view.viewport });
      if (to === undefined) return;
      choose(to, event.shiftKey ? 'extend' : 'one');
    }
    event.preventDefault();
  };
  const onRow = (to: bigint, event: MouseEvent) =>
    choose(to, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'one');

  const columns = columnsOf(step);
  const marks = marksOf(tasks);
  const rows = Array.from({ length: view.count }, (_, i) => view.first + BigInt(i));
  return (
    <VirtualGrid
      label={words.tasks.grid}
      scroller={scroller}
      view={view}
      total={total}
      active={rows.includes(row) ? `task-${row}` : undefined}
      multiselectable
      className="task-grid"
      minWidth={columns.width}
      onKeyDown={onKeyDown}
      head={
        <GridHead style={{ gridTemplateColumns: columns.template }}>
          <TaskHeading name={words.tasks.number} />
          {step.parameters.map(({ name }) => (
            <TaskHeading key={name} name={name} by={{ parameter: name }} />
          ))}
          <TaskHeading name={words.tasks.state} by={{ measure: 'state' }} />
          <TaskHeading name={words.tasks.time} by={{ measure: 'time' }} />
          <TaskHeading name={words.tasks.peak} by={{ measure: 'peak' }} />
        </GridHead>
      }
    >
      {rows.map((at, i) => {
        const task = taskIn(at);
        const index = task?.index ?? (viewed === undefined ? at : undefined);
        return (
          <TaskRow
            key={String(at)}
            row={at}
            index={index}
            mark={index === undefined ? undefined : marks.get(index)}
            top={i * ROW_HEIGHT - view.offset}
            columns={columns.template}
            names={step.parameters.length}
            values={task?.values}
            state={index === undefined ? '-' : taskState(step.name, index)}
            action={index === undefined ? undefined : taskAction(step.name, index)}
            former={
              index === undefined || former.length > 0 || taskAction(step.name, index)
                ? former
                : earlierDifferences(run, step.name)
            }
            selected={index !== undefined && contains(selected, index)}
            focused={at === row}
            onSelect={onRow}
          />
        );
      })}
    </VirtualGrid>
  );
}

/** First, middle and last: the tasks of a scout. */
function marksOf(tasks: bigint): ReadonlyMap<bigint, string> {
  if (tasks < 2n) return new Map();
  return new Map([
    [(tasks - 1n) / 2n, words.tasks.marks.middle],
    [0n, words.tasks.marks.first],
    [tasks - 1n, words.tasks.marks.last],
  ]);
}

/** Widths in pixels that columns have at least; the parameters share what is left. */
const LEAST = { parameter: 44, state: 76, time: 44, peak: 52, gap: 8, padding: 24 };

function columnsOf(step: StepSummary): { template: string; width: number } {
  const digits = step.count.length + Math.floor((step.count.length - 1) / 3) * 0.5;
  // Beside the number there is room for the mark of a scout's task.
  const number = Math.max(36, Math.ceil(digits * 7.5) + 12);
  const count = step.parameters.length;
  // Values are about as long as there are many of them.
  const leasts = step.parameters.map((one) =>
    Math.max(LEAST.parameter, Math.min(120, one.count.length * 7 + 2)),
  );
  return {
    template: [
      `${number}px`,
      ...leasts.map((least) => `minmax(${least}px, 1fr)`),
      `minmax(${LEAST.state}px, 1.2fr)`,
      `${LEAST.time}px`,
      `${LEAST.peak}px`,
    ].join(' '),
    width:
      LEAST.padding +
      number +
      leasts.reduce((sum, least) => sum + least, 0) +
      LEAST.state +
      LEAST.time +
      LEAST.peak +
      (count + 3) * LEAST.gap,
  };
}
