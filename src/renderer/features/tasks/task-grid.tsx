import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { StepSummary } from '../../language-worker/contract.ts';
import { useJob } from '../../stores/job-store.ts';
import { contains } from '../../stores/ranges.ts';
import { loadTaskStates, useRun } from '../../stores/run-store.ts';
import { selectAllTasks, selectTask, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
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
  const { run, data, version } = useRun();
  const { selected, focus } = useTasks();
  const valuesOf = useTaskRows(step.name, built, view.first, view.count);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has states of its own.
  useEffect(() => void loadTaskStates(step.name, total), [step.name, total, run?.id]);
  useEffect(() => view.revealRow(focus), [focus, view.revealRow]);

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
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') selectAllTasks(total);
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

  const columns = columnTemplate(step);
  const rows = Array.from({ length: view.count }, (_, i) => view.first + BigInt(i));
  return (
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
      <div role="rowgroup" className="task-head-group">
        <div
          role="row"
          aria-rowindex={1}
          className="task-head"
          style={{ gridTemplateColumns: columns }}
        >
          <span role="columnheader">{words.tasks.number}</span>
          {step.parameters.map((parameter) => (
            <span role="columnheader" key={parameter.name} className="cut" title={parameter.name}>
              {parameter.name}
            </span>
          ))}
          <span role="columnheader">{words.tasks.state}</span>
          <span role="columnheader">{words.tasks.time}</span>
          <span role="columnheader">{words.tasks.peak}</span>
        </div>
      </div>
      <div className="task-space" role="presentation" style={{ height: view.height - HEAD_HEIGHT }}>
        <div
          role="rowgroup"
          className="task-rows"
          style={{ height: view.viewport, top: HEAD_HEIGHT }}
        >
          {rows.map((index, i) => (
            <TaskRow
              key={String(index)}
              index={index}
              top={i * ROW_HEIGHT - view.offset}
              columns={columns}
              names={step.parameters.length}
              values={valuesOf(index)}
              state={run ? data.state(step.name, index) : '-'}
              action={data.taskAction(step.name, index)}
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

function columnTemplate(step: StepSummary): string {
  const digits = step.count.length + Math.floor((step.count.length - 1) / 3) * 0.5;
  return [
    `${Math.max(3, digits + 1)}ch`,
    ...step.parameters.map(() => 'minmax(56px, 1fr)'),
    'minmax(84px, 1.1fr)',
    '58px',
    '62px',
  ].join(' ');
}
