import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { RequestMessage, ServerMessage } from '../../../shared/protocol/transport.ts';
import { TO_MAIN, TO_PAGE } from './channels.ts';

/** All that the page gets: a way to send requests, to hear answers and events, and dropped paths. */
contextBridge.exposeInMainWorld('jobwright', {
  send: (message: RequestMessage) => ipcRenderer.send(TO_MAIN, message),
  onMessage: (listener: (message: ServerMessage) => void) => {
    ipcRenderer.on(TO_PAGE, (_event, message: ServerMessage) => listener(message));
  },
  /** A window's channel lives as long as the window. */
  onClose: (_listener: () => void) => undefined,
  /** The path of a file that was dropped on the window. */
  pathForFile: (file: File) => webUtils.getPathForFile(file),
});
