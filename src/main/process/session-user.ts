import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';

/** Another user as whom a session's actions run, and the group that both users are in. */
export interface SessionUser {
  readonly user: string;
  readonly group: string;
}

/** A sudo that asks the network for its rules may take its time. */
export const SUDO_MILLISECONDS = 15_000;

/** Why actions cannot run as a user, in words that say what to do. */
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

/** Why actions cannot run as a user (`name` or `name:group`), or undefined where they can. Runs `true` as that user. */
export async function sessionUserProblem(text: string): Promise<string | undefined> {
  try {
    const user = parseSessionUser(text);
    if (isOwnUser(user)) return undefined;
    groupNumber(user);
    const refused = await new Promise<string | undefined>((resolve) => {
      const args = ['-n', '-u', user.user, '-g', user.group, '--', '/bin/sh', '-c', ':'];
      execFile('sudo', args, { cwd: '/', timeout: SUDO_MILLISECONDS }, (error, _stdout, stderr) =>
        resolve(error === null ? undefined : stderr.trim() || error.message),
      );
    });
    return refused === undefined ? undefined : explainSudo(user, refused);
  } catch (error) {
    if (error instanceof SessionUserError) return error.message;
    throw error;
  }
}

/** What sudo said, and what it needs. */
export function explainSudo({ user }: SessionUser, reason: string): string {
  return `Actions cannot run as "${user}": ${reason || 'sudo ended'}. It needs sudo without a password: a rule like "${os.userInfo().username} ALL=(${user}) NOPASSWD: ALL" made with visudo.`;
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
