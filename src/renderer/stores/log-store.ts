import { create } from 'zustand';
import type { ActionRecord } from '../../shared/protocol/run.ts';
import { LogFeed } from '../logs/log-feed.ts';
import { isActive, type RunData } from './run-data.ts';
import { useRun } from './run-store.ts';
import { showTask, useTasks } from './task-store.ts';

interface LogState {
  readonly feed: LogFeed | undefined;
  /** Someone chose this action: the log stays with it. Otherwise it goes with what runs. */
  readonly pinned: boolean;
  /** The line to bring into view, with a count so that the same one can be asked for again. */
  readonly goTo: { readonly line: number; readonly request: number } | undefined;
}

export const useLog = create<LogState>()(() => ({
  feed: undefined,
  pinned: false,
  goTo: undefined,
}));

let request = 0;

export function showLog(record: ActionRecord, options: { pin: boolean; line?: number }): void {
  const runId = useRun.getState().run?.id;
  if (runId === undefined) return;
  const { feed } = useLog.getState();
  const goTo = options.line === undefined ? undefined : { line: options.line, request: ++request };
  if (feed?.runId === runId && feed.actionId === record.id) {
    useLog.setState({ pinned: options.pin, ...(goTo ? { goTo } : {}) });
    return;
  }
  feed?.close();
  useLog.setState({ feed: new LogFeed(runId, record.id), pinned: options.pin, goTo });
}

export function goToLine(line: number): void {
  useLog.setState({ goTo: { line, request: ++request } });
}

export function closeLog(): void {
  useLog.getState().feed?.close();
  useLog.setState({ feed: undefined, pinned: false, goTo: undefined });
}

let lastSwitch = 0;
/** The run whose failure has been shown. */
let lit: RunData | undefined;

/** Goes with the run: the newest action at work, and at the end the first that failed. */
useRun.subscribe((state, before) => {
  if (state.data !== before.data) closeLog();
  if (state.version === before.version && state.run?.state === before.run?.state) return;
  const { feed, pinned } = useLog.getState();
  if (pinned || !state.run) return;
  const failed = state.data.firstFailed();
  if (failed) {
    if (feed?.actionId !== failed.id) showLog(failed, { pin: false });
    // One selection: what failed is lit everywhere, once, unless someone chose something else.
    if (lit !== state.data && isUnselected()) lightUp(failed);
    lit = state.data;
    return;
  }
  const now = Date.now();
  const shown = feed && state.data.actions.get(feed.actionId);
  if (shown?.state === 'running') return;
  if (isActive(state.run) && now - lastSwitch < 600 && feed) return;
  const next = pick(state.data.actions, isActive(state.run));
  // An action that has said nothing yet does not push a log aside that can be read.
  if (feed && next && next.state === 'running' && next.logLines === 0) return;
  if (next && next.id !== feed?.actionId) {
    lastSwitch = now;
    showLog(next, { pin: false });
  }
});

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

function lightUp({ step, taskIndex }: ActionRecord): void {
  if (step !== undefined && taskIndex !== undefined) showTask(step, BigInt(taskIndex));
}

function isUnselected(): boolean {
  return useTasks.getState().selected.length === 0;
}

function isTask(record: ActionRecord): boolean {
  return record.taskIndex !== undefined;
}
