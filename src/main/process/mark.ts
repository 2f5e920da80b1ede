import { randomBytes } from 'node:crypto';

/** The environment variable by which everything an action starts is found again. */
export const MARK_VARIABLE = 'JOBWRIGHT_MARK';

/** Names this host process; the guardian looks for it when the host has died. */
export const HOST_MARK = randomBytes(8).toString('hex');

/** The mark of one action of one session. Every mark ends with a dot, so that none is the start of another. */
export function actionMark(session: string, action: number): string {
  return `${sessionMark(session)}${action}.`;
}

/** The mark of a terminal that somebody has opened: it lives as long as they want, not as an action does. */
export function terminalMark(number: number): string {
  return `${HOST_MARK}.terminal.${number}.`;
}

/** The mark of a command that sends a bundle to a farm. */
export function farmMark(number: number): string {
  return `${HOST_MARK}.farm.${number}.`;
}

/** What every mark of a session begins with. */
export function sessionMark(session: string): string {
  return `${HOST_MARK}.${session}.`;
}
