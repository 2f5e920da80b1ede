import type {
  LanguageMethod,
  LanguageParams,
  LanguageRequest,
  LanguageResponse,
  LanguageResult,
} from './contract.ts';

/** The page's end of the language worker: typed calls, answered in the order they were made. */
export class LanguageClient {
  #worker: Worker | undefined;
  readonly #waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  #nextId = 1;

  call<M extends LanguageMethod>(method: M, params: LanguageParams<M>): Promise<LanguageResult<M>> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#start().postMessage({ id, method, params } satisfies LanguageRequest);
    });
  }

  /** Loads the worker; calls do so themselves, an early call only saves time. */
  warmUp(): void {
    this.#start();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      type: 'module',
      name: 'language',
    });
    worker.onmessage = (event: MessageEvent<LanguageResponse>) => {
      const waiting = this.#waiting.get(event.data.id);
      if (!waiting) return;
      this.#waiting.delete(event.data.id);
      if ('error' in event.data) waiting.reject(new Error(event.data.error));
      else waiting.resolve(event.data.result as never);
    };
    worker.onerror = (event) => {
      // A worker that fell over is replaced by the next call; what it was doing is lost.
      worker.terminate();
      if (this.#worker === worker) this.#worker = undefined;
      for (const waiting of this.#waiting.values()) waiting.reject(new Error(event.message));
      this.#waiting.clear();
    };
    this.#worker = worker;
    return worker;
  }
}

export const language = new LanguageClient();
