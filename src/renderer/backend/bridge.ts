import type { RequestMessage, ServerMessage } from '../../shared/protocol/transport.ts';

/** What the desktop window's preload puts into the page: the protocol's messages and nothing else. */
export interface DesktopBridge {
  send(message: RequestMessage): void;
  onMessage(listener: (message: ServerMessage) => void): void;
  onClose(listener: () => void): void;
  /** The path of a file that was dropped; a browser does not tell. */
  pathForFile?(file: File): string;
}

declare global {
  interface Window {
    readonly jobwright?: DesktopBridge;
  }
}

/** The bridge of the desktop window, absent in a browser. */
export function desktopBridge(): DesktopBridge | undefined {
  return window.jobwright;
}
