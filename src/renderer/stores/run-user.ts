import { backend, failureText } from '../backend/backend.ts';
import { changeSettings } from './settings-store.ts';

/** Has actions run as a user from now on; where they cannot, says why and leaves it as it was. */
export async function runActionsAs(user: string): Promise<string | undefined> {
  const problem = await backend.call('run.checkUser', { user }).then(
    (answer) => answer.problem,
    (error: unknown) => failureText(error),
  );
  if (problem !== null) return problem;
  changeSettings({ user });
  return undefined;
}
