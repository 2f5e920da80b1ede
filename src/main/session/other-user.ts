import {
  groupNumber,
  type ProcessOptions,
  type SessionUser,
  SessionUserError,
  type StartResult,
  UserHelper,
} from '../process/index.ts';
import { SessionError } from './session-error.ts';

/** Why actions of another user run by pipes: sudo stands between, and a terminal of ours is not theirs. */
export const NO_TERMINAL_OF_OTHERS = 'Actions of another user have no terminal.';

/** The user as whom a session's actions run, where that is not us. */
export interface OtherUser {
  /** The group that both users are in and that the session's files belong to. */
  readonly gid: number;
  /** That user's own variables. */
  readonly environment: Readonly<Record<string, string>>;
  start(options: ProcessOptions): Promise<StartResult>;
  /** Ends that user's processes; deletes that user's files unless they are to be kept. */
  close(deleteFiles: boolean): Promise<void>;
}

/** The number of the group that both users are in. Throws {@link SessionError} where there is none. */
export function groupOf(user: SessionUser): number {
  return asSessionError(() => groupNumber(user));
}

/** Starts the one helper that does everything as the other user. Throws {@link SessionError}. */
export async function startOtherUser(
  user: SessionUser,
  gid: number,
  folder: string,
  sessionMark: string,
): Promise<OtherUser> {
  let helper: UserHelper;
  try {
    helper = await UserHelper.start({ user, gid, folder, sessionMark });
  } catch (error) {
    throw translated(error);
  }
  return {
    gid,
    environment: helper.environment,
    start: (options) => helper.run(options),
    close: (deleteFiles) => helper.close(deleteFiles),
  };
}

function asSessionError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): unknown {
  return error instanceof SessionUserError ? new SessionError('user', error.message) : error;
}
