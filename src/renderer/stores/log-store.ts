import { create } from 'zustand';
import type { LogFilter, LogTarget } from '../../shared/protocol/log.ts';
import type { ActionRecord } from '../../shared/protocol/run.ts';
import { LogFeed } from '../logs/log-feed.ts';
import { useJob } from './job-store.ts';
import { count } from './ranges.ts';
import { isActive, type RunData } from './run-data.ts';
import { useRun } from './run-store.ts';
import { changeSettings, useSettings } from './settings-store.ts';
import { shownStep, useTasks } from './task-store.ts';
import { taskAction } from './tasks-in-run.ts';
import { showTaskOf } from './tasks-of-actions.ts';

/** Two logs can stand side by side. */
export type PaneName = 'main' | 'second';

/** What a pane is the log of: an action, the session it ran in, or the whole run. */
export type LogScope = 'action' | 'session' | 'run';

export interface Pane {
  readonly feed: LogFeed | undefined;
  /** The action that is chosen, also where the pane shows more than its log. */
  readonly action: number | undefined;
  readonly scope: LogScope;
  readonly filter: LogFilter;
  /** The line to bring into view, with a count so that the same one can be asked for again. */
  readonly goTo: { readonly line: number; readonly request: number } | undefined;
}

interface LogState {
  readonly panes: Readonly<Record<PaneName, Pane>>;
  /** Both panes are shown. */
  readonly split: boolean;
  /** Someone chose this action: the log stays with it. Otherwise it goes with what runs. */
  readonly pinned: boolean;
}

const NO_FILTER: LogFilter = { text: '', matchCase: false, kinds: '' };

const EMPTY: Pane = {
  feed: undefined,
  action: undefined,
  scope: 'action',
  filter: NO_FILTER,
  goTo: undefined,
};

export const useLog = create<LogState>()(() => ({
  panes: { main: EMPTY, second: EMPTY },
  split: false,
  pinned: false,
}));

let request = 0;

/** Shows an action's log; a pane that shows its session or its run goes to the line there. */
export function showLog(
  record: ActionRecord,
  options: { pin: boolean; line?: number; pane?: PaneName },
): void {
  const { pane = 'main', line, pin } = options;
  if (pane === 'main') useLog.setState({ pinned: pin });
  const { split, panes } = useLog.getState();
  if (split && pane === 'main' && panes.second.action === undefined)
    change('second', { action: record.id });
  const { scope } = useLog.getState().panes[pane];
  change(pane, {
    action: record.id,
    // A line of the action is numbered as in its own log.
    ...(line === undefined ? {} : { scope: 'action', filter: NO_FILTER }),
    ...(line === undefined && scope === 'action' ? { goTo: undefined } : {}),
  });
  if (line !== undefined) goToLine(line, pane);
}

export function setScope(pane: PaneName, scope: LogScope): void {
  change(pane, { scope, goTo: undefined });
}

export function setFilter(pane: PaneName, filter: LogFilter): void {
  change(pane, { filter, goTo: undefined });
}

export function goToLine(line: number, pane: PaneName = 'main'): void {
  put(pane, { goTo: { line, request: ++request } });
}

/** The second pane begins with what the first shows. */
export function setSplit(split: boolean): void {
  const { panes } = useLog.getState();
  useLog.setState({ split });
  const { layout } = useSettings.getState();
  changeSettings({ layout: { ...layout, logSplit: split } });
  if (split && panes.second.action === undefined)
    change('second', { action: panes.main.action, scope: panes.main.scope });
}

/** Takes over from the settings whether two panes are shown. */
export function restoreLogPanes(): void {
  useLog.setState({ split: useSettings.getState().layout.logSplit === true });
}

function closeLog(): void {
  const { panes } = useLog.getState();
  for (const pane of Object.values(panes)) pane.feed?.close();
  useLog.setState({
    panes: {
      main: { ...EMPTY, scope: panes.main.scope },
      second: { ...EMPTY, scope: panes.second.scope },
    },
    pinned: false,
  });
}

function put(name: PaneName, next: Partial<Pane>): void {
  const { panes } = useLog.getState();
  useLog.setState({ panes: { ...panes, [name]: { ...panes[name], ...next } } });
}

/** Changes what a pane shows; its feed is another only when that is another log. */
function change(name: PaneName, next: Partial<Pane>): void {
  const before = useLog.getState().panes[name];
  const pane = { ...before, ...next };
  const target = targetOf(pane);
  const same = JSON.stringify(target) === JSON.stringify(before.feed?.target);
  if (!same) before.feed?.close();
  put(name, {
    ...pane,
    feed: same ? before.feed : target && new LogFeed(target),
    goTo: same ? pane.goTo : undefined,
  });
}

function targetOf({ action, scope, filter }: Pane): LogTarget | undefined {
  const { run, data } = useRun.getState();
  if (!run || action === undefined) return undefined;
  const filtered = filter.text !== '' || filter.kinds !== '' ? { filter } : {};
  if (scope === 'run') return { runId: run.id, ...filtered };
  const session = data.actions.get(action)?.session;
  if (scope === 'session' && session !== undefined) return { runId: run.id, session, ...filtered };
  return { runId: run.id, actionId: action, ...filtered };
}

let lastSwitch = 0;
/** The run whose end has been shown. */
let lit: RunData | undefined;

/**
 * Goes with the run until someone chooses: the selected task where it is one of this run, else the newest
 * action at work; the first that failed before all. In the end the selection and the log are of one task.
 */
useRun.subscribe((state, before) => {
  if (state.data !== before.data) closeLog();
  if (state.version === before.version && state.run?.state === before.run?.state) return;
  const { panes, pinned } = useLog.getState();
  const { feed, action } = panes.main;
  if (pinned || !state.run) return;
  const failed = state.data.firstFailed();
  if (failed) {
    if (action !== failed.id) showLog(failed, { pin: false });
    // One selection: what failed is lit everywhere, once.
    if (lit !== state.data) lightUp(failed);
    lit = state.data;
    return;
  }
  const selected = selectedAction();
  if (selected) {
    if (action !== selected.id) showLog(selected, { pin: false });
    return;
  }
  const now = Date.now();
  const shown = action === undefined ? undefined : state.data.actions.get(action);
  if (shown?.state === 'running') return;
  if (isActive(state.run) && now - lastSwitch < 600 && feed) return;
  const next = pick(state.data.actions, isActive(state.run));
  // An action that has said nothing yet does not push a log aside that can be read.
  if (feed && next && next.state === 'running' && next.logLines === 0) return;
  if (next && next.id !== action) {
    lastSwitch = now;
    showLog(next, { pin: false });
  }
  if (isActive(state.run) || lit === state.data) return;
  lit = state.data;
  const last = next ?? shown;
  if (last) lightUp(last);
});

/** What another window began leaves what is chosen in this one alone. */
function lightUp(action: ActionRecord): void {
  if (useRun.getState().origin !== 'other-window') void showTaskOf(action);
}

/** A task at work before an environment; once all is over, the last task. */
function pick(actions: ReadonlyMap<number, ActionRecord>, active: boolean) {
  let best: ActionRecord | undefined;
  for (const record of actions.values()) {
    if (active && record.state !== 'running') continue;
    const better =
      !best ||
      (isTask(record) && !isTask(best)) ||
      (isTask(record) === isTask(best) && record.id > best.id);
    if (better) best = record;
  }
  return best;
}

/** What the one task that is selected did in this run. */
function selectedAction(): ActionRecord | undefined {
  const { step, selected, focus } = useTasks.getState();
  const name = shownStep(useJob.getState().job?.steps, step)?.name;
  if (count(selected) !== 1n || name === undefined) return undefined;
  return taskAction(name, focus);
}

function isTask(record: ActionRecord): boolean {
  return record.taskIndex !== undefined;
}
