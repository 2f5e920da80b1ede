import { isWrapHook } from '../scopes.ts';
import { type Evaluation, ResolveError } from './evaluate.ts';
import { resolveInteger } from './numbers.ts';
import type { Action, Cancelation, Environment, EnvironmentActionName, Step } from './types.ts';

type Report = (error: ResolveError) => void;

/**
 * Timeouts and notify periods are resolved when the job is created (§5, `@fmtstring` without `[host]`), so
 * that a wrong one is found before anything runs. Those of wrap hooks may speak of the action they replace
 * and stay as they are, and so does a period whose mode is not known yet.
 */
export function settleTimes<T extends Step | Environment>(
  owner: T,
  evaluation: Evaluation,
  report: Report,
): T {
  if ('space' in owner) {
    const onRun = settle(owner.script.onRun, evaluation, report);
    return { ...owner, script: { ...owner.script, onRun } };
  }
  const { script } = owner as Environment;
  if (script === undefined) return owner;
  const actions = Object.fromEntries(
    Object.entries(script.actions).map(([name, action]) => [
      name,
      isWrapHook(name as EnvironmentActionName) ? action : settle(action, evaluation, report),
    ]),
  );
  return { ...owner, script: { ...script, actions } };
}

function settle(action: Action, evaluation: Evaluation, report: Report): Action {
  const { timeout, cancelation, ...rest } = action;
  const seconds = attempt(report, () =>
    timeout === undefined
      ? undefined
      : resolveInteger('"timeout"', timeout, evaluation, { min: 1 }),
  );
  const settled = cancelation && settleCancelation(cancelation, evaluation, report);
  return {
    ...rest,
    ...(seconds === undefined ? {} : { timeout: seconds }),
    ...(settled === undefined ? {} : { cancelation: settled }),
  };
}

function settleCancelation(
  cancelation: Cancelation,
  evaluation: Evaluation,
  report: Report,
): Cancelation {
  const { mode, notifyPeriodInSeconds: period } = cancelation;
  if (typeof mode !== 'string' || period === undefined) return cancelation;
  const seconds = attempt(report, () => resolveNotifyPeriod(period, evaluation));
  return seconds === undefined ? { mode } : { mode, notifyPeriodInSeconds: seconds };
}

export function resolveNotifyPeriod(
  period: NonNullable<Cancelation['notifyPeriodInSeconds']>,
  evaluation: Evaluation,
): number | undefined {
  return resolveInteger('"notifyPeriodInSeconds"', period, evaluation, { min: 1, max: 600 });
}

function attempt<T>(report: Report, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    report(error);
    return undefined;
  }
}
