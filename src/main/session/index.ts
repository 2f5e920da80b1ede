/**
 * The public library of Jobwright's engine. It needs neither the window nor a server:
 *
 * ```ts
 * const { template } = decodeTemplate(text);
 * const { job } = createJob({ template, parameters, templateDir, workingDir, pathFormat: 'POSIX' });
 * await using session = await Session.open({ job, onEvent: (event) => console.log(event) });
 * let ok = true;
 * for (const environment of [...job.externalEnvironments, ...job.environments]) {
 *   ok &&= (await session.enterEnvironment(environment)).state === 'SUCCESS';
 * }
 * for (const step of job.steps) {
 *   for (const task of ok ? step.space.iterate() : []) {
 *     ok &&= (await session.runTask(step, task)).state === 'SUCCESS';
 *   }
 * }
 * await session.exitAll();
 * ```
 *
 * Every promise resolves with an {@link ActionResult}; a failing action is a result, not an exception.
 * After a failure or a cancelation the session only exits (How Jobs Are Run). `session.cancel()`, or an
 * `AbortSignal` given as `signal`, cancels the running action as it declares; asking again cancels what
 * runs then. Leaving the block closes the session: nothing of its processes and files is left.
 */
export {
  parseSessionUser,
  type SessionUser,
  SessionUserError,
  sessionUserProblem,
} from '../process/index.ts';
export type { EndCause } from './action-runner.ts';
export { commandLine } from './command-text.ts';
export type { Directive, LogLevel } from './directives.ts';
export type {
  ActionChange,
  ActionInfo,
  ActionResult,
  ActionState,
  LogKind,
  SessionEvent,
} from './events.ts';
export { hostEnvironment } from './host-environment.ts';
export { NO_TERMINAL_OF_OTHERS } from './other-user.ts';
export { type EnterResult, Session, type SessionOptions, type SessionState } from './session.ts';
export { removeDirectory } from './session-directory.ts';
export { SessionError, type SessionErrorCode } from './session-error.ts';
export { refuseTwoWrapLayers } from './wrap-layer.ts';
