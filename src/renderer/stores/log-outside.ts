import type { LogTarget } from '../../shared/protocol/log.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { chooseFile } from './dialog-store.ts';
import type { Pane } from './log-store.ts';
import { useSettings } from './settings-store.ts';

/** Writes a log into a file that the user chooses; its lines never pass through the page. */
export async function exportLog(target: LogTarget): Promise<void> {
  const path = await chooseFile({ mode: 'output-file', title: words.log.exportTitle });
  if (path === null) return;
  try {
    const times = useSettings.getState().logTimes;
    const { lines } = await backend.call('log.export', { ...target, path, times });
    notify('info', words.log.exported(lines, path));
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** Shows the log of the pane's action in the editor of the settings, at the current line. */
export async function openOutside({ feed, action, goTo }: Pane): Promise<void> {
  if (!feed || action === undefined) return;
  const origin = goTo && feed.buffer.line(goTo.line)?.origin;
  try {
    const { path } = await backend.call('log.openOutside', {
      runId: feed.target.runId,
      actionId: origin?.action ?? action,
      line: origin?.line ?? (feed.target.actionId === undefined ? 0 : (goTo?.line ?? 0)),
    });
    notify('info', words.log.openedOutside(path));
  } catch (error) {
    notify('error', failureText(error));
  }
}
