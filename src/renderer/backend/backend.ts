import { ProtocolClient } from '../../shared/protocol/client.ts';
import { ProtocolError } from '../../shared/protocol/errors.ts';
import type {
  EventData,
  EventName,
  MethodName,
  Params,
  Result,
} from '../../shared/protocol/methods.ts';
import type { ClientTransport } from '../../shared/protocol/transport.ts';
import { connectTransport } from './transports.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

type Listener = (data: never) => void;

/**
 * The page's one line to the backend. It outlives single connections: when one drops it tries again,
 * carries the listeners over, and says so, so that stores can read again what they may have missed.
 */
export class Backend {
  readonly #connect: () => Promise<ClientTransport>;
  readonly #listeners = new Map<EventName, Set<Listener>>();
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  #client: ProtocolClient | undefined;
  #state: ConnectionState = 'connecting';
  #attempts = 0;

  constructor(connect: () => Promise<ClientTransport> = connectTransport) {
    this.#connect = connect;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Begins to connect; resolves with the first connection. */
  async start(): Promise<void> {
    for (;;) {
      try {
        const client = new ProtocolClient(await this.#connect());
        this.#client = client;
        for (const event of this.#listeners.keys()) this.#forward(client, event);
        client.onClose(() => this.#dropped(client));
        this.#attempts = 0;
        this.#setState('open');
        return;
      } catch {
        this.#attempts++;
        if (this.#attempts > 3) this.#setState('lost');
        await new Promise((done) => setTimeout(done, Math.min(5000, 100 * 2 ** this.#attempts)));
      }
    }
  }

  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    if (!this.#client || this.#state !== 'open')
      return Promise.reject(new ProtocolError('disconnected', 'Not connected.'));
    return this.#client.call(method, params);
  }

  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void {
    let set = this.#listeners.get(event);
    if (!set) {
      set = new Set();
      this.#listeners.set(event, set);
      if (this.#client) this.#forward(this.#client, event);
    }
    set.add(listener as Listener);
    return () => set.delete(listener as Listener);
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  #forward(client: ProtocolClient, event: EventName): void {
    client.on(event, (data) => {
      for (const listener of this.#listeners.get(event) ?? []) listener(data as never);
    });
  }

  #dropped(client: ProtocolClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#setState('lost');
    void this.start();
  }

  #setState(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}

export const backend = new Backend();

/** Words for a failure of a call: what the backend said, or what is known. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
