import { contextBridge, ipcRenderer } from 'electron';
import type { RequestMessage, ServerMessage } from '../../../shared/protocol/transport.ts';
import { TO_MAIN, TO_PAGE } from './channels.ts';

/** All that the page gets: a way to send requests and to hear answers and events. */
contextBridge.exposeInMainWorld('jobwright', {
  send: (message: RequestMessage) => ipcRenderer.send(TO_MAIN, message),
  onMessage: (listener: (message: ServerMessage) => void) => {
    ipcRenderer.on(TO_PAGE, (_event, message: ServerMessage) => listener(message));
  },
  /** A window's channel lives as long as the window. */
  onClose: (_listener: () => void) => undefined,
});
