import { errorCode, ProtocolError } from './errors.ts';
import type { EventData, EventName, MethodName, Params, Result } from './methods.ts';
import type { ClientTransport } from './transport.ts';

type Listener = (data: never) => void;

/** The page's (and the command line's) end of the protocol: typed calls and events over any transport. */
export class ProtocolClient {
  readonly #transport: ClientTransport;
  readonly #pending = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: ProtocolError) => void }
  >();
  readonly #listeners = new Map<EventName, Set<Listener>>();
  readonly #closeListeners = new Set<() => void>();
  #nextId = 1;
  #closed = false;

  constructor(transport: ClientTransport) {
    this.#transport = transport;
    transport.onMessage((message) => {
      if ('event' in message) {
        for (const listener of this.#listeners.get(message.event as EventName) ?? [])
          listener(message.data as never);
        return;
      }
      const waiting = this.#pending.get(message.id);
      if (!waiting) return;
      this.#pending.delete(message.id);
      if ('error' in message) {
        const code = errorCode.safeParse(message.error.code);
        waiting.reject(
          new ProtocolError(
            code.success ? code.data : 'internal',
            message.error.message,
            message.error.data,
          ),
        );
      } else waiting.resolve(message.result as never);
    });
    transport.onClose(() => {
      this.#closed = true;
      const error = new ProtocolError('disconnected', 'The connection to Jobwright was lost.');
      for (const waiting of this.#pending.values()) waiting.reject(error);
      this.#pending.clear();
      for (const listener of this.#closeListeners) listener();
    });
  }

  /** Calls a method. Rejects with a {@link ProtocolError}, `disconnected` when the other end is gone. */
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.#closed)
      return Promise.reject(
        new ProtocolError('disconnected', 'The connection to Jobwright was lost.'),
      );
    const id = this.#nextId++;
    return new Promise<Result<M>>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#transport.send({ id, method, params });
    });
  }

  /** Listens to an event; the returned function stops it. */
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void {
    let set = this.#listeners.get(event);
    if (!set) {
      set = new Set();
      this.#listeners.set(event, set);
    }
    set.add(listener as Listener);
    return () => set.delete(listener as Listener);
  }

  onClose(listener: () => void): () => void {
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  close(): void {
    this.#transport.close();
  }
}
