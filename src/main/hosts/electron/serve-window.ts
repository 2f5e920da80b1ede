import type { Dispatcher } from '../../dispatcher.ts';
import { type ContentsLike, type IpcMainLike, ipcTransport } from './ipc-transport.ts';

interface NavigatingContents extends ContentsLike {
  on(
    event: 'did-start-navigation',
    listener: (details: { isMainFrame: boolean; isSameDocument: boolean }) => void,
  ): unknown;
}

/**
 * Serves a window's page, and after a reload or a crash the page that comes next: each document has a
 * connection of its own, so that what the old one subscribed to ends with it.
 */
export function serveWindow(
  dispatcher: Dispatcher,
  ipc: IpcMainLike,
  contents: NavigatingContents,
): void {
  let current = ipcTransport(ipc, contents);
  dispatcher.serve(current);
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    current.close();
    current = ipcTransport(ipc, contents);
    dispatcher.serve(current);
  });
}
