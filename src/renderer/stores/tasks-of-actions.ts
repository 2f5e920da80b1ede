import type { ActionRecord } from '../../shared/protocol/run.ts';
import { language } from '../language-worker/client.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { useMatch } from './match-store.ts';
import { startRun } from './run-store.ts';
import { showTask } from './task-store.ts';

/** Shows the task of an action wherever it is today; false where it is no task any more. */
export async function showTaskOf(action: ActionRecord): Promise<boolean> {
  const index = await placeToday(action);
  if (index === undefined || action.step === undefined) return false;
  showTask(action.step, index);
  return true;
}

/** Runs the task of an action again, by its values. */
export async function runAgain(action: ActionRecord): Promise<void> {
  const index = await placeToday(action);
  if (index === undefined || action.step === undefined) notify('info', words.tasks.gone);
  else await startRun({ kind: 'tasks', step: action.step, indices: [String(index)] });
}

async function placeToday(action: ActionRecord): Promise<bigint | undefined> {
  const { step, taskIndex, parameters } = action;
  if (step === undefined || taskIndex === undefined) return undefined;
  if (useMatch.getState().steps?.get(step)?.same) return BigInt(taskIndex);
  const found = await language
    .call('placeNow', { step, values: parameters ?? {} })
    .catch(() => null);
  return found ? BigInt(found.index) : undefined;
}
