import type {
  ClientTransport,
  RequestMessage,
  ServerMessage,
} from '../../shared/protocol/transport.ts';
import { type DesktopBridge, desktopBridge } from './bridge.ts';

/** Connects the way this page can: through the desktop's bridge, else by WebSocket to where it came from. */
export async function connectTransport(): Promise<ClientTransport> {
  const bridge = desktopBridge();
  return bridge ? bridgeTransport(bridge) : await socketTransport(socketAddress(window.location));
}

function socketAddress(location: { protocol: string; host: string }): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
}

function bridgeTransport(bridge: DesktopBridge): ClientTransport {
  return {
    send: (message) => bridge.send(message),
    onMessage: (listener) => bridge.onMessage(listener),
    onClose: (listener) => bridge.onClose(listener),
    close: () => {},
  };
}

function socketTransport(address: string): Promise<ClientTransport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const closeListeners: (() => void)[] = [];
    let messageListener: ((message: ServerMessage) => void) | undefined;
    let opened = false;
    socket.onmessage = (event: MessageEvent) => {
      if (typeof event.data === 'string')
        messageListener?.(JSON.parse(event.data) as ServerMessage);
    };
    socket.onclose = () => {
      if (!opened) reject(new Error(`No connection to ${address}`));
      for (const listener of closeListeners) listener();
    };
    socket.onopen = () => {
      opened = true;
      resolve({
        send: (message: RequestMessage) => socket.send(JSON.stringify(message)),
        onMessage: (listener) => {
          messageListener = listener;
        },
        onClose: (listener) => closeListeners.push(listener),
        close: () => socket.close(),
      });
    };
  });
}
