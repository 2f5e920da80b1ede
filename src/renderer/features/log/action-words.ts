import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import type { LogScope } from '../../stores/log-store.ts';
import { text as words } from '../../text/en.ts';
import { groupDigits } from '../../text/numbers.ts';

/** `Render #38` for a task, else what the engine calls it. */
export function actionTitle(action: ActionRecord): string {
  return action.step !== undefined && action.taskIndex !== undefined
    ? `${inertText(action.step)} #${groupDigits(BigInt(action.taskIndex) + 1n)}`
    : inertText(action.label);
}

/** What a pane is the log of. */
export function scopeTitle(scope: LogScope, action: ActionRecord): string {
  if (scope === 'run') return words.log.theRun;
  return scope === 'session' ? words.timeline.session(action.session) : actionTitle(action);
}
