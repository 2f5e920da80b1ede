import { z } from 'zod';
import {
  type EventData,
  type EventName,
  type MethodName,
  methods,
  ProtocolError,
  type ProtocolErrorData,
  type ServerTransport,
} from '../shared/protocol/index.ts';
import type { Backend, Connection } from './backend.ts';
import { diskProblem } from './disk-problem.ts';

const request = z.object({
  id: z.number().int(),
  method: z.string().max(100),
  params: z.unknown(),
});

/**
 * Answers requests from any transport: only methods of the table, only parameters that fit, errors as
 * data. It knows nothing of what the methods do.
 */
export class Dispatcher {
  readonly #backend: Backend;
  readonly #connections = new Set<LiveConnection>();
  readonly #onInternalError: (method: string, error: unknown) => void;
  #nextId = 1;

  constructor(backend: Backend, onInternalError: (method: string, error: unknown) => void) {
    this.#backend = backend;
    this.#onInternalError = onInternalError;
  }

  /** Serves one connected page until its transport closes. */
  serve(transport: ServerTransport): void {
    const connection = new LiveConnection(this.#nextId++, transport);
    this.#connections.add(connection);
    transport.onClose(() => {
      this.#connections.delete(connection);
      connection.closed();
    });
    transport.onMessage((message) => void this.#answer(connection, transport, message));
  }

  broadcast<E extends EventName>(event: E, data: EventData<E>): void {
    for (const connection of this.#connections) connection.emit(event, data);
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  async #answer(
    connection: Connection,
    transport: ServerTransport,
    message: unknown,
  ): Promise<void> {
    const parsed = request.safeParse(message);
    // Without an id there is nobody to answer; a page of ours never sends such a message.
    if (!parsed.success) return;
    const { id, method, params } = parsed.data;
    try {
      transport.send({ id, result: await this.#call(connection, method, params) });
    } catch (error) {
      transport.send({ id, error: this.#describe(method, error) });
    }
  }

  async #call(connection: Connection, method: string, params: unknown): Promise<unknown> {
    if (!Object.hasOwn(methods, method))
      throw new ProtocolError('unknown-method', `There is no method ${JSON.stringify(method)}.`);
    const name = method as MethodName;
    const checked = methods[name].params.safeParse(params ?? {});
    if (!checked.success)
      throw new ProtocolError(
        'invalid-params',
        `${method}: ${z.prettifyError(checked.error).replaceAll('\n', ' ')}`,
      );
    // The table ties name, parameters and result together; the checker cannot follow it through a variable.
    const handler = this.#backend[name] as (
      params: unknown,
      connection: Connection,
    ) => Promise<unknown>;
    return handler(checked.data, connection);
  }

  #describe(method: string, error: unknown): ProtocolErrorData {
    if (error instanceof ProtocolError) return error.toData();
    if (error instanceof z.ZodError)
      return {
        code: 'invalid-params',
        message: `${method}: ${z.prettifyError(error).replaceAll('\n', ' ')}`,
      };
    this.#onInternalError(method, error);
    const disk = diskProblem(error);
    if (disk !== undefined) return { code: 'not-writable', message: disk };
    return { code: 'internal', message: `Jobwright failed at ${method}. Its log has the details.` };
  }
}

class LiveConnection implements Connection {
  readonly id: number;
  readonly #transport: ServerTransport;
  readonly #listeners = new Set<() => void>();
  #open = true;

  constructor(id: number, transport: ServerTransport) {
    this.id = id;
    this.#transport = transport;
  }

  emit<E extends EventName>(event: E, data: EventData<E>): void {
    if (this.#open) this.#transport.send({ event, data });
  }

  onClose(listener: () => void): () => void {
    // What was begun for a page that has gone since is over at once.
    if (!this.#open) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  closed(): void {
    this.#open = false;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
