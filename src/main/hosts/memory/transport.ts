import type {
  ClientTransport,
  RequestMessage,
  ServerMessage,
  ServerTransport,
  Transport,
} from '../../../shared/protocol/index.ts';

/**
 * Two ends joined in memory, for the command line and for tests. Messages are cloned as every other
 * transport does, so that nothing works here that would not work over a wire.
 */
export function memoryTransport(): { client: ClientTransport; server: ServerTransport } {
  const client = new End<RequestMessage, ServerMessage>();
  const server = new End<ServerMessage, RequestMessage>();
  client.peer = server;
  server.peer = client;
  return { client, server };
}

class End<Out, In> implements Transport<Out, In> {
  peer: End<In, Out> | undefined;
  readonly #messageListeners: ((message: In) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #open = true;

  send(message: Out): void {
    if (!this.#open) return;
    const copy = structuredClone(message);
    queueMicrotask(() => this.peer?.deliver(copy));
  }

  deliver(message: In): void {
    if (this.#open) for (const listener of this.#messageListeners) listener(message);
  }

  onMessage(listener: (message: In) => void): void {
    this.#messageListeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const listener of this.#closeListeners) listener();
    this.peer?.close();
  }
}
