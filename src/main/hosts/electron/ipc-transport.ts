import type {
  RequestMessage,
  ServerMessage,
  ServerTransport,
} from '../../../shared/protocol/index.ts';
import { TO_MAIN, TO_PAGE } from './channels.ts';
import { isPageUrl } from './page-address.ts';

/** What of Electron's `ipcMain` is used: typed narrowly, so that a test can stand in for it. */
export interface IpcMainLike {
  on(channel: string, listener: (event: IpcEventLike, message: unknown) => void): unknown;
  off(channel: string, listener: (event: IpcEventLike, message: unknown) => void): unknown;
}

export interface IpcEventLike {
  readonly sender: { readonly id: number };
  /** Null when the frame is gone already. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

export interface ContentsLike {
  readonly id: number;
  send(channel: string, message: unknown): void;
  isDestroyed(): boolean;
  once(event: 'destroyed' | 'render-process-gone', listener: () => void): unknown;
}

/**
 * One window as a transport. Messages count only when they come from the top frame of that window while
 * it shows our own page.
 */
export function ipcTransport(ipc: IpcMainLike, contents: ContentsLike): ServerTransport {
  const messageListeners: ((message: RequestMessage) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;

  const receive = (event: IpcEventLike, message: unknown): void => {
    if (event.sender.id !== contents.id) return;
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !isPageUrl(frame.url)) return;
    // The dispatcher checks every field before it believes one.
    for (const listener of messageListeners) listener(message as RequestMessage);
  };
  const close = (): void => {
    if (!open) return;
    open = false;
    ipc.off(TO_MAIN, receive);
    for (const listener of closeListeners) listener();
  };
  ipc.on(TO_MAIN, receive);
  contents.once('destroyed', close);
  contents.once('render-process-gone', close);

  return {
    send(message: ServerMessage) {
      if (open && !contents.isDestroyed()) contents.send(TO_PAGE, message);
    },
    onMessage: (listener) => {
      messageListeners.push(listener);
    },
    onClose: (listener) => {
      closeListeners.push(listener);
    },
    close,
  };
}
