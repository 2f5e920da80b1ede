import type { Value } from '../../expr/index.ts';
import { valueToText } from '../../expr/index.ts';
import { DEFAULT_SECONDS } from '../limits.ts';
import { FIELD_TYPES } from '../scopes.ts';
import { findForbidden, nameCharacter, quote } from '../text.ts';
import { type Evaluation, fieldValue, ResolveError, requiredText } from './evaluate.ts';
import { resolveInteger } from './numbers.ts';
import type { ResolvedAction } from './resolve.ts';
import { resolveNotifyPeriod } from './settle-times.ts';
import type {
  Action,
  CancelationMode,
  EnvironmentActionName,
  Origin,
  TemplateString,
} from './types.ts';

type ActionName = 'onRun' | EnvironmentActionName;

/** Command, arguments, timeout and cancelation of an action (§5). Throws ResolveError. */
export function resolveActionFields(
  name: ActionName,
  action: Action,
  evaluation: Evaluation,
): ResolvedAction {
  const { command, args } = resolveCommandLine(action, evaluation);
  const timeout =
    action.timeout === undefined
      ? undefined
      : resolveInteger('"timeout"', action.timeout, evaluation, { min: 1 });
  const declared = resolveCancelation(name, action, evaluation);
  const limit = timeout ?? defaultTimeout(name);
  return {
    command,
    args: args.map(({ text }) => text),
    ...(limit === undefined ? {} : { timeoutSeconds: limit }),
    cancelation: {
      mode: declared.mode ?? 'TERMINATE',
      notifyPeriodSeconds: declared.notifyPeriodInSeconds ?? defaultNotifyPeriod(name),
    },
    declaredTimeout: timeout ?? null,
    declaredCancelation: declared,
    commandOrigin: action.command.origin,
    argOrigins: args.map(({ origin }) => origin),
  };
}

function resolveCommandLine(
  action: Action,
  evaluation: Evaluation,
): { command: string; args: { text: string; origin: Origin }[] } {
  const { format, origin } = action.command;
  const command = requiredText(format, origin, evaluation);
  if (command === '') throw new ResolveError('too-short', 'The command is empty.', origin);
  const at = findForbidden(command, 'printable');
  if (at >= 0) {
    const message = `The command must not hold a ${nameCharacter(command.charCodeAt(at))}.`;
    throw new ResolveError('control-character', message, origin);
  }
  return { command, args: action.args.flatMap((arg) => resolveArg(arg, evaluation)) };
}

/** One argument, none for null, or those of a list (Expression Language §1.3.2). */
function resolveArg(
  { format, origin }: TemplateString,
  evaluation: Evaluation,
): { text: string; origin: Origin }[] {
  if (format.isLiteral) return [{ text: requiredText(format, origin, evaluation), origin }];
  const value = fieldValue(format, origin, evaluation, FIELD_TYPES.item);
  if (value.kind === 'null') return [];
  const values: readonly Value[] = value.kind === 'list' ? value.items : [value];
  return values.map((each) => ({ text: valueToText(each), origin }));
}

/** What is declared, with the default of a notify period that the mode implies (§4.3.1, §5.3). */
function resolveCancelation(
  name: ActionName,
  { cancelation }: Action,
  evaluation: Evaluation,
): ResolvedAction['declaredCancelation'] {
  const mode = cancelation && resolveMode(cancelation.mode, evaluation);
  if (cancelation === undefined || mode === undefined)
    return { mode: null, notifyPeriodInSeconds: null };
  if (mode === 'TERMINATE') {
    refusePeriod(cancelation.notifyPeriodInSeconds, evaluation);
    return { mode, notifyPeriodInSeconds: null };
  }
  const { notifyPeriodInSeconds: period } = cancelation;
  const seconds = period === undefined ? undefined : resolveNotifyPeriod(period, evaluation);
  return { mode, notifyPeriodInSeconds: seconds ?? defaultNotifyPeriod(name) };
}

/** A null mode drops the whole object (§5.3). */
function resolveMode(
  mode: TemplateString | CancelationMode,
  evaluation: Evaluation,
): CancelationMode | undefined {
  if (typeof mode === 'string') return mode;
  const value = fieldValue(mode.format, mode.origin, evaluation, FIELD_TYPES.optionalText);
  if (value.kind === 'null') return undefined;
  const text = valueToText(value);
  if (text === 'TERMINATE' || text === 'NOTIFY_THEN_TERMINATE') return text;
  const message = `"mode" must be TERMINATE or NOTIFY_THEN_TERMINATE, but resolves to ${quote(text)}.`;
  throw new ResolveError('invalid-value', message, mode.origin);
}

/** The TERMINATE form has no period: one that does not resolve to null is an error (§5.3, item 1). */
function refusePeriod(period: TemplateString | number | undefined, evaluation: Evaluation): void {
  if (period === undefined || typeof period === 'number') return;
  const seconds = resolveNotifyPeriod(period, evaluation);
  if (seconds === undefined) return;
  const message = '"notifyPeriodInSeconds" has no meaning with TERMINATE; it must resolve to null.';
  throw new ResolveError('unknown-property', message, period.origin);
}

function defaultTimeout(name: ActionName): number | undefined {
  return name === 'onExit' || name === 'onWrapEnvExit' ? DEFAULT_SECONDS.exitTimeout : undefined;
}

function defaultNotifyPeriod(name: ActionName): number {
  return name === 'onRun'
    ? DEFAULT_SECONDS.notifyPeriodOfRun
    : DEFAULT_SECONDS.notifyPeriodOfOthers;
}
