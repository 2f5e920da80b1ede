import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PlanRow, ResolvedTask } from '../../language-worker/contract.ts';
import { useJob } from '../../stores/job-store.ts';
import { resetPanel, resizePanel, useLayout } from '../../stores/layout-store.ts';
import { todayOf, useMatch } from '../../stores/match-store.ts';
import { nextStep } from '../../stores/next-step.ts';
import {
  type DryRunScope,
  dryRun,
  makePlan,
  selectPlanRow,
  usePlan,
} from '../../stores/plan-store.ts';
import { count, indices } from '../../stores/ranges.ts';
import { useRun } from '../../stores/run-store.ts';
import { planRows, resolveRow } from '../../stores/task-data.ts';
import { shownStep, useTasks } from '../../stores/task-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';
import { shellText } from '../../text/shell-text.ts';
import { Select } from '../../ui/select.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { ActionDetails } from './action-details.tsx';
import '../../ui/field.css';
import '../../ui/side-panel.css';
import './plan.css';

const ROW_HEIGHT = 24;
const SELECTED_LIMIT = 100_000;

/** A dry run: what would happen in which order, and each action of it in full. Nothing is started. */
export function PlanPanel() {
  const width = useLayout((state) => state.sizes.plan);
  const summary = usePlan((state) => state.summary);
  const made = usePlan((state) => state.made);
  const job = useJob((state) => state.job);
  const needs = [...new Set((job?.steps ?? []).flatMap((step) => step.needs ?? []))];
  const isJob = useJob((state) => state.job !== undefined);
  const isCurrent = useJob((state) => state.jobIsCurrent);
  useEffect(() => {
    if (isJob) void makePlan();
  }, [isJob]);
  if (!isJob) return <p className="plan-none">{words.plan.none}</p>;
  return (
    <section className="plan" aria-label={words.plan.tab}>
      <div className="plan-left" style={{ width }}>
        <div className="plan-head">
          <ScopeChoice />
          <span className="dim numbers cut">
            {summary && words.plan.summary(summary.tasks, summary.sessions)}
          </span>
        </div>
        {!isCurrent && <p className="plan-note">{words.plan.outdated}</p>}
        {summary && <Rows key={made} total={BigInt(summary.rows)} />}
        {summary === null && (
          <p className="plan-none">
            {needs.length > 0 ? words.tasks.needs(needs) : words.plan.gone}
          </p>
        )}
        <p className="plan-note">{words.plan.note}</p>
      </div>
      <Splitter
        label={words.panels.plan}
        panel="left"
        size={width}
        onResize={(size) => resizePanel('plan', size)}
        onReset={() => resetPanel('plan')}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="plan-right scroll" tabIndex={0}>
        <Details />
      </div>
    </section>
  );
}

function ScopeChoice() {
  const scope = usePlan((state) => state.scope);
  const job = useJob((state) => state.job);
  const chosen = useTasks((state) => state.step);
  const selected = useTasks((state) => state.selected);
  const step = shownStep(job?.steps, chosen);
  const again = nextStep(
    useRun((state) => state.run),
    job,
    useMatch(todayOf),
  );
  const choices: { id: string; label: string; scope: DryRunScope }[] = [
    { id: 'job', label: words.plan.job, scope: { kind: 'job' } },
    { id: 'scout', label: words.plan.scout, scope: { kind: 'scout' } },
    ...(job?.steps ?? []).map(({ name }) => ({
      id: `step ${name}`,
      label: words.runMenu.step(name),
      scope: { kind: 'step', step: name, withDependencies: true } as const,
    })),
    ...(job?.steps ?? [])
      .filter(({ dependencies }) => dependencies.length > 0)
      .map(({ name }) => ({
        id: `alone ${name}`,
        label: words.runMenu.stepAlone(name),
        scope: { kind: 'step', step: name, withDependencies: false } as const,
      })),
  ];
  if (again.kind === 'run-failed' || again.kind === 'run-rest')
    choices.push({
      id: 'failed',
      label: words.runMenu.failed,
      scope: again.scope as DryRunScope,
    });
  if (step && count(selected) > 0n)
    choices.push({
      id: 'selected',
      label: words.runMenu.selected(count(selected)),
      scope: { kind: 'tasks', step: step.name, indices: indices(selected, SELECTED_LIMIT) },
    });
  const id =
    scope.kind === 'step'
      ? `${scope.withDependencies ? 'step' : 'alone'} ${scope.step}`
      : scope.kind;
  const known = choices.some((choice) => choice.id === id);
  return (
    <Select
      className="plan-scope"
      aria-label={words.runMenu.what}
      value={known ? id : 'tasks'}
      onChange={(event) => {
        const choice = choices.find((one) => one.id === event.target.value);
        if (choice) dryRun(choice.scope);
      }}
    >
      {!known && scope.kind === 'tasks' && (
        <option value="tasks">{words.plan.tasks(scope.step, scope.indices)}</option>
      )}
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}

function Rows({ total }: { readonly total: bigint }) {
  const scroller = useRef<HTMLDivElement>(null);
  const selected = usePlan((state) => state.selected);
  const view = useVirtualWindow(scroller, total, ROW_HEIGHT);
  const [rows, setRows] = useState<ReadonlyMap<string, PlanRow>>(new Map());
  const { first, count: shown, revealRow, viewport } = view;
  useEffect(() => {
    let current = true;
    void planRows(first, shown).then((found) => {
      if (current) setRows(new Map(found.map((row) => [row.row, row])));
    });
    return () => {
      current = false;
    };
  }, [first, shown]);
  useEffect(() => {
    if (viewport > 0) revealRow(selected);
  }, [selected, viewport, revealRow]);
  const onKeyDown = (event: KeyboardEvent) => {
    const page = BigInt(Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1));
    const to = {
      ArrowDown: selected + 1n,
      ArrowUp: selected - 1n,
      PageDown: selected + page,
      PageUp: selected - page,
      Home: 0n,
      End: total - 1n,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    selectPlanRow(to < 0n ? 0n : to >= total ? total - 1n : to);
  };
  const visible = Array.from({ length: shown }, (_, i) => first + BigInt(i));
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={words.plan.list}
      aria-activedescendant={visible.includes(selected) ? `plan-${selected}` : undefined}
      tabIndex={0}
      className="plan-rows scroll numbers"
      onKeyDown={onKeyDown}
    >
      <div className="plan-space" role="presentation" style={{ height: view.height }}>
        <div className="plan-window" role="presentation" style={{ height: viewport }}>
          {visible.map((row, i) => (
            <Row
              key={String(row)}
              number={row}
              row={rows.get(String(row))}
              top={i * ROW_HEIGHT - view.offset}
              selected={row === selected}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly number: bigint;
  readonly row: PlanRow | undefined;
  readonly top: number;
  readonly selected: boolean;
}

function Row({ number, row, top, selected }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus.
    <div
      role="option"
      id={`plan-${number}`}
      aria-selected={selected}
      className={`plan-row ${row ? `plan-${row.kind}` : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => selectPlanRow(number)}
    >
      <span className="plan-number dim">{groupDigits(number + 1n)}</span>
      <span className="plan-what cut">{row && whatOf(row)}</span>
      <span className="plan-command mono cut">{row && commandOf(row)}</span>
    </div>
  );
}

function whatOf(row: PlanRow): string {
  if (row.kind === 'session') return words.plan.begin(row.session);
  if (row.kind === 'end') return words.plan.end(row.session);
  if (row.kind === 'enter') return words.plan.enter(row.name);
  if (row.kind === 'exit') return words.plan.exit(row.name);
  return [row.name, ...(row.values ?? [])].join(' ');
}

function commandOf(row: PlanRow): string {
  if (row.kind === 'session') return words.plan.beginDetail;
  if (row.kind === 'end') return words.plan.endDetail;
  if (row.error !== undefined) return row.error;
  const command = row.command ? shellText(row.command) : words.plan.nothing;
  return row.wrappedBy === undefined ? command : words.plan.wrapped(row.wrappedBy, command);
}

function Details() {
  const selected = usePlan((state) => state.selected);
  const made = usePlan((state) => state.made);
  const [found, setFound] = useState<{ row: PlanRow; task: ResolvedTask | null }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plan has other rows.
  useEffect(() => {
    let current = true;
    void Promise.all([planRows(selected, 1), resolveRow(selected)]).then(([[row], task]) => {
      if (current) setFound(row && { row, task });
    });
    return () => {
      current = false;
    };
  }, [selected, made]);
  if (!found) return null;
  const { row, task } = found;
  return (
    <>
      <h3 className="plan-title">{whatOf(row)}</h3>
      {task === null || (task.words.length === 0 && task.error === undefined) ? (
        <p className="dim">{commandOf(row)}</p>
      ) : (
        <p className="side-help">{words.plan.folder}</p>
      )}
      {task && <ActionDetails task={task} open />}
    </>
  );
}
