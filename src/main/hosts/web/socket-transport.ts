import type { WebSocket } from 'ws';
import type {
  RequestMessage,
  ServerMessage,
  ServerTransport,
} from '../../../shared/protocol/index.ts';

/** One WebSocket as a transport: JSON text, one message a frame. */
export function socketTransport(socket: WebSocket): ServerTransport {
  return {
    send(message: ServerMessage) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) return;
        let message: unknown;
        try {
          message = JSON.parse(data.toString());
        } catch {
          socket.close(1007, 'not JSON');
          return;
        }
        // The dispatcher checks every field before it believes one.
        listener(message as RequestMessage);
      });
    },
    onClose(listener) {
      socket.on('close', listener);
    },
    close() {
      socket.close();
    },
  };
}
