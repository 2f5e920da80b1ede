import fs from 'node:fs';
import os from 'node:os';

/** Another user as whom a session's actions run, and the group that both users are in. */
export interface SessionUser {
  readonly user: string;
  readonly group: string;
}

export class SessionUserError extends Error {
  override readonly name = 'SessionUserError';
}

/** Reads `name` or `name:group`; without a group, the user's own. Throws {@link SessionUserError}. */
export function parseSessionUser(text: string): SessionUser {
  if (process.platform === 'win32') {
    throw new SessionUserError('Running actions as another user is not supported on Windows.');
  }
  const [user = '', group] = text.split(':');
  const fields = entryOf('/etc/passwd', user);
  if (fields === undefined)
    throw new SessionUserError(`There is no user "${user}" on this machine.`);
  const own = group ?? nameOf('/etc/group', fields[3] ?? '');
  if (own === undefined || entryOf('/etc/group', own) === undefined) {
    throw new SessionUserError(`There is no group "${group ?? fields[3] ?? ''}" on this machine.`);
  }
  return { user, group: own };
}

/** True when the actions' user is the one we are: then nothing special is needed. */
export function isOwnUser({ user }: SessionUser): boolean {
  return os.userInfo().username === user;
}

/** The number of the shared group, of which this process must be a member. */
export function groupNumber({ user, group }: SessionUser): number {
  const gid = Number(entryOf('/etc/group', group)?.[2]);
  const mine = [process.getgid?.(), ...(process.getgroups?.() ?? [])];
  if (process.getuid?.() !== 0 && !mine.includes(gid)) {
    throw new SessionUserError(
      `To share a session's folder with "${user}", this user must be in the group "${group}"; add it with "usermod -aG ${group} ${os.userInfo().username}" and log in again.`,
    );
  }
  return gid;
}

function entryOf(file: string, name: string): string[] | undefined {
  return entries(file).find((fields) => fields[0] === name);
}

function nameOf(file: string, number: string): string | undefined {
  return entries(file).find((fields) => fields[2] === number)?.[0];
}

function entries(file: string): string[][] {
  try {
    return fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  } catch {
    return [];
  }
}
