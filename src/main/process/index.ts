export { type FoundProcess, findLeftovers, findTree, type Tree } from './find-processes.ts';
export { killTree, signalProcess } from './kill-tree.ts';
export { prepareProcesses, startProcess } from './managed-process.ts';
export {
  actionMark,
  farmMark,
  HOST_MARK,
  MARK_VARIABLE,
  sessionMark,
  terminalMark,
} from './mark.ts';
export { commandOf, HAS_PROC, isAlive, startTimeOf } from './proc-table.ts';
export { ptyAvailability } from './pty-channel.ts';
export {
  groupNumber,
  isOwnUser,
  parseSessionUser,
  type SessionUser,
  SessionUserError,
  sessionUserProblem,
} from './session-user.ts';
export { startTerminal, type Terminal, type TerminalOptions } from './terminal.ts';
export type {
  ExitStatus,
  ManagedProcess,
  ProcessIdentity,
  ProcessKind,
  ProcessOptions,
  SpawnErrorCode,
  SpawnFailure,
  StartResult,
  Usage,
} from './types.ts';
export { UserHelper } from './user-helper.ts';
