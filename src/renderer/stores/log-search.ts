import { backend } from '../backend/backend.ts';
import type { LogFeed } from '../logs/log-feed.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { goToLine, type PaneName, useLog } from './log-store.ts';
import { useRun } from './run-store.ts';

export function searchLog(feed: LogFeed, text: string, matchCase: boolean, limit: number) {
  return backend
    .call('log.search', { ...feed.target, text, matchCase, limit })
    .catch(() => ({ count: 0, lines: [] }));
}

/** Goes to the next (or the previous) line that looks like an error, round the ends; the engine's own finding first. */
export async function goToNextError(by: 1 | -1 = 1, pane: PaneName = 'main'): Promise<void> {
  const { feed, goTo } = useLog.getState().panes[pane];
  if (!feed) return;
  const { actionId, filter } = feed.target;
  const lastError =
    actionId === undefined || filter
      ? undefined
      : useRun.getState().data.actions.get(actionId)?.lastError;
  if (goTo === undefined && lastError) {
    goToLine(lastError.line, pane);
    return;
  }
  const found = await backend
    .call('log.search', {
      ...feed.target,
      text: '',
      matchCase: false,
      errors: true,
      limit: 10_000,
    })
    .catch(() => ({ lines: [] }));
  const lines = new Set(found.lines);
  if (lastError) lines.add(lastError.line);
  const sorted = [...lines].sort((a, b) => a - b);
  const next =
    by === 1
      ? (sorted.find((line) => line > (goTo?.line ?? -1)) ?? sorted[0])
      : (sorted.findLast((line) => line < (goTo?.line ?? Number.POSITIVE_INFINITY)) ??
        sorted.at(-1));
  if (next === undefined) notify('info', words.log.noErrors);
  else goToLine(next, pane);
}
