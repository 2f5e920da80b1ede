import { Worker } from 'node:worker_threads';
import {
  type HostContext,
  type JobPiece,
  type Origin,
  packResolve,
  type Resolved,
  ResolveError,
  type ResolveRequest,
  resolveQuickly,
} from '../../shared/model/index.ts';
import type { Range } from '../../shared/text/range.ts';

export interface ResolveAnswer {
  readonly result?: unknown;
  readonly refused?: {
    readonly code: string;
    readonly message: string;
    readonly origin: Origin;
    readonly range: Range;
  };
  readonly failed?: string;
}

/** Sources run as they are; built, the thread's program lies beside the others. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? './resolve-worker.ts' : '../workers/resolve.js',
  import.meta.url,
);

const CANCELED: ResolveAnswer = { failed: 'Canceled while its values were worked out.' };
const ENDED: ResolveAnswer = { failed: 'The thread that works out values has ended.' };

/**
 * Resolves a session's actions: at once what takes a few milliseconds, which is nearly everything, and
 * expressions that compute for long in a thread of their own, so that the other sessions go on. One request
 * at a time, as a session has one action at a time.
 */
export class ResolveThread {
  #worker: Worker | undefined;
  #answer: ((answer: ResolveAnswer) => void) | undefined;

  /**
   * @throws ResolveError where a value of the template cannot be resolved, any other error when the signal
   * came first.
   */
  async resolve<R extends ResolveRequest>(
    host: HostContext,
    request: R,
    signal: AbortSignal,
  ): Promise<Resolved<R>> {
    const quick = resolveQuickly(host, request);
    if (quick !== undefined) return quick;
    const { result, refused, failed } = await this.#ask(packResolve(host, request), signal);
    if (refused !== undefined) {
      throw new ResolveError(refused.code, refused.message, refused.origin, refused.range);
    }
    if (failed !== undefined) throw new Error(failed);
    return result as Resolved<R>;
  }

  close(): void {
    if (this.#worker !== undefined) this.#lose(this.#worker, ENDED);
  }

  /** One question; the thread is kept for the next one. */
  async #ask(pieces: readonly JobPiece[], signal: AbortSignal): Promise<ResolveAnswer> {
    if (signal.aborted) return CANCELED;
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const cancel = () => this.#lose(worker, CANCELED);
    signal.addEventListener('abort', cancel);
    const answer = await new Promise<ResolveAnswer>((resolve) => {
      this.#answer = resolve;
      worker.postMessage(pieces);
    });
    signal.removeEventListener('abort', cancel);
    worker.unref();
    return answer;
  }

  #start(): Worker {
    const worker = new Worker(PROGRAM);
    // What a thread said that was given up is no answer to the next question.
    worker.on('message', (answer: ResolveAnswer) => {
      if (this.#worker === worker) this.#answer?.(answer);
    });
    worker.on('error', (error) => this.#lose(worker, { failed: (error as Error).message }));
    worker.on('exit', () => this.#lose(worker, ENDED));
    return worker;
  }

  /** Whoever waits is not left without an answer. */
  #lose(worker: Worker, answer: ResolveAnswer): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    void worker.terminate();
    this.#answer?.(answer);
  }
}
