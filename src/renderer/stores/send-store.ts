import { create } from 'zustand';
import type { EventData, Result } from '../../shared/protocol/methods.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { saveValues } from './bundle-values.ts';
import { useDocument } from './document-store.ts';
import { saveAll } from './file-saving.ts';
import { editsDone } from './pending-edits.ts';
import { useSettings } from './settings-store.ts';

type SendingState = EventData<'farm.changed'>['state'] | 'saving';

interface SendStore {
  /** What would run; undefined while it is being asked for. */
  readonly command: Result<'farm.describe'> | undefined;
  readonly state: SendingState | undefined;
  readonly id: number | undefined;
  readonly output: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** Why nothing was sent. */
  readonly problem: string | undefined;
}

const IDLE = {
  state: undefined,
  id: undefined,
  output: '',
  exitCode: undefined,
  signal: undefined,
  problem: undefined,
};

export const useSend = create<SendStore>()(() => ({ command: undefined, ...IDLE }));

/** Asks for the command that would run for the open bundle. */
export async function describeSending(): Promise<void> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return;
  if (!isSending(useSend.getState().state)) useSend.setState(IDLE);
  try {
    useSend.setState({ command: await backend.call('farm.describe', { root }) });
  } catch (error) {
    useSend.setState({ problem: failureText(error) });
  }
}

export function isSending(state: SendingState | undefined): boolean {
  return state === 'running' || state === 'saving';
}

/** Saves all that the command will read, and the form's values with it, then runs the command. */
export async function sendToFarm(): Promise<void> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined || isSending(useSend.getState().state)) return;
  useSend.setState({ ...IDLE, state: 'saving' });
  await editsDone();
  if (!(await saveAll()) || !(await saveValues())) {
    useSend.setState({ ...IDLE, problem: words.elsewhere.notSaved });
    return;
  }
  try {
    const { id } = await backend.call('farm.send', { root });
    const early = ended.get(id);
    useSend.setState({ state: 'running', id, ...early });
  } catch (error) {
    useSend.setState({ ...IDLE, problem: failureText(error) });
  }
}

export function stopSending(): void {
  const { id } = useSend.getState();
  if (id === undefined) return;
  backend
    .call('farm.cancel', { id })
    .catch((error: unknown) => useSend.setState({ problem: failureText(error) }));
}

/** A command may be over before the answer to its start is here. */
const ended = new Map<number, Partial<SendStore>>();

backend.on('farm.changed', ({ id, state, output, exitCode, signal }) => {
  const change = { state, output, exitCode, signal };
  if (useSend.getState().id === id) useSend.setState(change);
  else ended.set(id, change);
});

useSettings.subscribe((state, before) => {
  if (state.farmCommand !== before.farmCommand && useSend.getState().command)
    void describeSending();
});
