import type { EventData, EventName, MethodName, Params, Result } from '../shared/protocol/index.ts';

/** One page (or command) that is connected; events that concern it alone go through it. */
export interface Connection {
  readonly id: number;
  emit<E extends EventName>(event: E, data: EventData<E>): void;
  /**
   * Runs when the other end is gone, however it went; at once where it is already.
   *
   * @returns takes the listener off again, where what it was to end has ended before.
   */
  onClose(listener: () => void): () => void;
}

/** The protocol's implementation: a function for each method, whatever transport calls it. */
export type Backend = {
  readonly [M in MethodName]: (params: Params<M>, connection: Connection) => Promise<Result<M>>;
};

/** Sends an event to every connection. */
export type Broadcast = <E extends EventName>(event: E, data: EventData<E>) => void;
