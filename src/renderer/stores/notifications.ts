import type { RunRecord } from '../../shared/protocol/run.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { isActive, runTotals } from './run-data.ts';
import { useRun } from './run-store.ts';
import { changeSettings, useSettings } from './settings-store.ts';

/** Why the system shows none of ours; undefined while it may. */
export function notificationProblem(): string | undefined {
  if (typeof Notification === 'undefined') return words.logSettings.notificationsMissing;
  return Notification.permission === 'denied' ? words.logSettings.notificationsDenied : undefined;
}

/** Asks for the permission, by a click of the user and never else; turns notifications on where it is given. */
export async function askForNotifications(): Promise<void> {
  if (typeof Notification === 'undefined') return;
  const permission =
    Notification.permission === 'default'
      ? await Notification.requestPermission()
      : Notification.permission;
  if (permission === 'granted') changeSettings({ notifications: true });
  else notify('info', words.logSettings.notificationsDenied);
}

/** What is said of a run that is over. */
function notificationOf(run: RunRecord): { readonly title: string; readonly body: string } {
  const { ended, total, failed } = runTotals(run);
  const parts = [words.status.tasks(ended, total)];
  if (failed > 0) parts.push(words.run.failedBesides(failed));
  return { title: `${run.name}: ${words.run.states[run.state]}`, body: parts.join(', ') };
}

// Only of a run that was seen to run, and only to someone who looks elsewhere.
useRun.subscribe(({ run }, before) => {
  if (!run || run.id !== before.run?.id || !isActive(before.run) || isActive(run)) return;
  if (!useSettings.getState().notifications || document.hasFocus()) return;
  if (notificationProblem() !== undefined || Notification.permission !== 'granted') return;
  const { title, body } = notificationOf(run);
  const shown = new Notification(title, { body, tag: run.id });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
});
