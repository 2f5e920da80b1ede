import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { StepSummary } from '../../language-worker/contract.ts';
import { useJob } from '../../stores/job-store.ts';
import { contains } from '../../stores/ranges.ts';
import { hasShape } from '../../stores/run-shape.ts';
import { loadTaskStates, useRun } from '../../stores/run-store.ts';
import { selectAllTasks, selectTask, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { GRID_HEADER, GRID_ROW, GRID_ROWS } from '../../ui/grid-roles.ts';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { TaskRow } from './task-row.tsx';
import { useTaskRows } from './use-task-rows.ts';
import './task-grid.css';

export const ROW_HEIGHT = 24;
const HEAD_HEIGHT = 24;

/** Tasks of one step, any number of them; only the rows in view exist. */
export function TaskGrid({ step }: { readonly step: StepSummary }) {
  const scroller = useRef<HTMLDivElement>(null);
  const total = BigInt(step.count);
  const view = useVirtualWindow(scroller, total, ROW_HEIGHT, HEAD_HEIGHT);
  const built = useJob((state) => state.built);
  const { run, data, version, shape } = useRun();
  const ran = run !== undefined && hasShape(shape, step);
  const { selected, focus } = useTasks();
  const valuesOf = useTaskRows(step.name, built, view.first, view.count);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has states of its own.
  useEffect(() => void loadTaskStates(step.name, total), [step.name, total, run?.id]);
  const measured = view.viewport > 0;
  useEffect(() => {
    if (measured) view.revealRow(focus);
  }, [focus, measured, view.revealRow]);

  const onKeyDown = (event: KeyboardEvent) => {
    const page = BigInt(Math.max(1, Math.floor(view.viewport / ROW_HEIGHT) - 1));
    const moves: Record<string, bigint> = {
      ArrowDown: focus + 1n,
      ArrowUp: focus - 1n,
      PageDown: focus + page,
      PageUp: focus - page,
      Home: 0n,
      End: total - 1n,
    };
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') selectAllTasks(total);
    else if (event.key === ' ') selectTask(focus, event.ctrlKey ? 'toggle' : 'one');
    else {
      const to = moves[event.key];
      if (to === undefined) return;
      const bounded = to < 0n ? 0n : to >= total ? total - 1n : to;
      selectTask(bounded, event.shiftKey ? 'extend' : 'one');
    }
    event.preventDefault();
  };
  const onRow = (index: bigint, event: MouseEvent) =>
    selectTask(
      index,
      event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'one',
    );

  const columns = columnsOf(step);
  const rows = Array.from({ length: view.count }, (_, i) => view.first + BigInt(i));
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the roles of a grid.
    <div
      ref={scroller}
      role="grid"
      aria-label={words.tasks.grid}
      aria-rowcount={total < 2_000_000_000n ? Number(total) + 1 : -1}
      aria-multiselectable="true"
      aria-activedescendant={rows.includes(focus) ? `task-${focus}` : undefined}
      tabIndex={0}
      className="task-grid scroll numbers"
      onKeyDown={onKeyDown}
      data-version={version}
    >
      <div {...GRID_ROWS} className="task-head-group" style={{ minWidth: columns.width }}>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a row, see the roles of a grid. */}
        <div
          {...GRID_ROW}
          aria-rowindex={1}
          className="task-head"
          style={{ gridTemplateColumns: columns.template }}
        >
          <span {...GRID_HEADER}>{words.tasks.number}</span>
          {step.parameters.map((parameter) => (
            <span {...GRID_HEADER} key={parameter.name} className="cut" title={parameter.name}>
              {parameter.name}
            </span>
          ))}
          <span {...GRID_HEADER}>{words.tasks.state}</span>
          <span {...GRID_HEADER}>{words.tasks.time}</span>
          <span {...GRID_HEADER}>{words.tasks.peak}</span>
        </div>
      </div>
      <div
        className="task-space"
        role="presentation"
        style={{ height: view.height - HEAD_HEIGHT, minWidth: columns.width }}
      >
        <div
          {...GRID_ROWS}
          className="task-rows"
          style={{ height: view.viewport, top: HEAD_HEIGHT }}
        >
          {rows.map((index, i) => (
            <TaskRow
              key={String(index)}
              index={index}
              top={i * ROW_HEIGHT - view.offset}
              columns={columns.template}
              names={step.parameters.length}
              values={valuesOf(index)}
              state={ran ? data.state(step.name, index) : '-'}
              action={ran ? data.taskAction(step.name, index) : undefined}
              selected={contains(selected, index)}
              focused={index === focus}
              onSelect={onRow}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Widths in pixels that columns have at least; the parameters share what is left. */
const LEAST = { parameter: 44, state: 76, time: 44, peak: 52, gap: 8, padding: 24 };

function columnsOf(step: StepSummary): { template: string; width: number } {
  const digits = step.count.length + Math.floor((step.count.length - 1) / 3) * 0.5;
  const number = Math.max(24, Math.ceil(digits * 7.5));
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
