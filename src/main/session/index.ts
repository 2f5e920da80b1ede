/**
 * The public library of Jobwright's engine: open a {@link Session} on a job, enter its environments, run
 * tasks, exit in reverse order, close. It needs neither the window nor a server.
 */
export { parseSessionUser, type SessionUser, SessionUserError } from '../process/index.ts';
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
export { type EnterResult, Session, type SessionOptions, type SessionState } from './session.ts';
export { removeDirectory } from './session-directory.ts';
export { SessionError, type SessionErrorCode } from './session-error.ts';
export { refuseTwoWrapLayers } from './wrap-layer.ts';
