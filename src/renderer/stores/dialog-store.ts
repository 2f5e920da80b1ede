import { create } from 'zustand';
import { ProtocolError } from '../../shared/protocol/errors.ts';
import type { Params } from '../../shared/protocol/methods.ts';
import { backend, failureText } from '../backend/backend.ts';
import { notify } from './app-store.ts';

export type FileRequest = Params<'file.choose'>;

interface DialogState {
  readonly palette: boolean;
  readonly shortcuts: boolean;
  readonly wizard: boolean;
  readonly logSettings: boolean;
  /** What takes the bundle elsewhere. */
  readonly elsewhere: 'export' | 'save' | 'send' | undefined;
  /** Our own file dialog, where the host has none. */
  readonly file: { readonly request: FileRequest; answer(path: string | null): void } | undefined;
}

export const useDialogs = create<DialogState>()(() => ({
  palette: false,
  shortcuts: false,
  wizard: false,
  logSettings: false,
  elsewhere: undefined,
  file: undefined,
}));

/** Lets the user choose a file or folder: with the system's dialog, else with our own. */
export async function chooseFile(request: FileRequest): Promise<string | null> {
  try {
    return (await backend.call('file.choose', request)).path;
  } catch (error) {
    if (!(error instanceof ProtocolError) || error.code !== 'unsupported') {
      notify('error', failureText(error));
      return null;
    }
  }
  useDialogs.getState().file?.answer(null);
  return new Promise((resolve) => {
    useDialogs.setState({
      file: {
        request,
        answer: (path) => {
          useDialogs.setState({ file: undefined });
          resolve(path);
        },
      },
    });
  });
}

export function openWizard(): void {
  useDialogs.setState({ wizard: true });
}

export function closeWizard(): void {
  useDialogs.setState({ wizard: false });
}

export function openLogSettings(): void {
  useDialogs.setState({ logSettings: true });
}

export function closeLogSettings(): void {
  useDialogs.setState({ logSettings: false });
}

export function openElsewhere(elsewhere: 'export' | 'save' | 'send'): void {
  useDialogs.setState({ elsewhere });
}

export function closeElsewhere(): void {
  useDialogs.setState({ elsewhere: undefined });
}
