import type { Environment, ResolvedAction, WrappedContext } from '../../shared/model/index.ts';
import { SessionError } from './session-error.ts';

/** True for an environment that defines wrap hooks (§4.3). */
export function isWrapLayer(environment: Environment): boolean {
  const actions = environment.script?.actions;
  return (
    actions?.onWrapEnvEnter !== undefined ||
    actions?.onWrapTaskRun !== undefined ||
    actions?.onWrapEnvExit !== undefined
  );
}

/** A session has at most one wrap layer; this is checked before any environment is entered (§4.3). */
export function refuseTwoWrapLayers(environments: readonly Environment[]): void {
  const layers = environments.filter(isWrapLayer);
  if (layers.length < 2) return;
  const names = layers.map((environment) => `"${environment.name}"`).join(' and ');
  throw new SessionError(
    'two-wrap-layers',
    `The environments ${names} both define wrap hooks; a session can have only one that does.`,
  );
}

/** What a wrap hook is told of the action that it runs in place of (§4.3.1). */
export function wrappedContext(
  action: ResolvedAction,
  variables: ReadonlyMap<string, string>,
  around: { envName: string } | { stepName: string },
): WrappedContext {
  return {
    command: action.command,
    args: action.args,
    environment: [...variables].map(([name, value]) => `${name}=${value}`),
    timeout: action.declaredTimeout,
    cancelation: action.declaredCancelation,
    ...around,
  };
}
