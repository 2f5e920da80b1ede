import { backend } from '../backend/backend.ts';
import type { LogFeed } from '../logs/log-feed.ts';
import { goToLine, useLog } from './log-store.ts';
import { useRun } from './run-store.ts';

export function searchLog(feed: LogFeed, text: string, matchCase: boolean, limit: number) {
  return backend
    .call('log.search', { runId: feed.runId, actionId: feed.actionId, text, matchCase, limit })
    .catch(() => ({ count: 0, lines: [] }));
}

/** Words that errors begin with; the engine's own finding comes first. */
const ERROR_WORDS = ['error', 'exception', 'traceback', 'fatal'];

/** Goes to the next line that looks like an error, from the top again after the last. */
export async function goToNextError(): Promise<void> {
  const { feed, goTo } = useLog.getState();
  if (!feed) return;
  const action = useRun.getState().data.actions.get(feed.actionId);
  const found = await Promise.all(ERROR_WORDS.map((word) => searchLog(feed, word, false, 10_000)));
  const lines = new Set(found.flatMap((result) => result.lines));
  if (action?.lastError) lines.add(action.lastError.line);
  const sorted = [...lines].sort((a, b) => a - b);
  const at = goTo?.line ?? -1;
  const next =
    goTo === undefined && action?.lastError
      ? action.lastError.line
      : (sorted.find((line) => line > at) ?? sorted[0]);
  if (next !== undefined) goToLine(next);
}
