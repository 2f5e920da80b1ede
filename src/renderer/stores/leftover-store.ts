import { create } from 'zustand';
import type { Leftover } from '../../shared/protocol/run.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';

interface LeftoverState {
  /** What crashed applications have left on this machine, as far as it was not put away. */
  readonly found: readonly Leftover[];
  readonly cleaning: boolean;
}

export const useLeftovers = create<LeftoverState>()(() => ({ found: [], cleaning: false }));

/** Those that the user leaves alone until the next start; a page that loads again does not ask again. */
const LEFT = 'jobwright.leftovers-left';

/** At the start: says nothing when nothing is there. */
export async function findLeftovers(): Promise<void> {
  const left = (sessionStorage.getItem(LEFT) ?? '').split('\n');
  const all = await backend.call('leftovers.list', {}).catch(() => []);
  useLeftovers.setState({ found: all.filter(({ id }) => !left.includes(id)) });
}

/** Asked for: shows also what was left alone, and says when there is nothing. */
export async function lookForLeftovers(): Promise<void> {
  sessionStorage.removeItem(LEFT);
  try {
    const found = await backend.call('leftovers.list', {});
    useLeftovers.setState({ found });
    if (found.length === 0) notify('info', words.leftovers.none);
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** Ends the processes and deletes the folders that are shown; what could not be cleaned stays shown. */
export async function cleanLeftovers(): Promise<void> {
  const { found, cleaning } = useLeftovers.getState();
  if (cleaning) return;
  useLeftovers.setState({ cleaning: true });
  try {
    await backend.call('leftovers.clean', { ids: found.map(({ id }) => id) });
    notify('info', words.leftovers.cleaned);
  } catch (error) {
    notify('error', failureText(error));
  }
  await findLeftovers();
  useLeftovers.setState({ cleaning: false });
}

export function leaveLeftovers(): void {
  const ids = useLeftovers.getState().found.map(({ id }) => id);
  sessionStorage.setItem(LEFT, ids.join('\n'));
  useLeftovers.setState({ found: [] });
}
