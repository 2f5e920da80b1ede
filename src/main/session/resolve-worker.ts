import { parentPort } from 'node:worker_threads';
import { type JobPiece, performPacked, ResolveError } from '../../shared/model/index.ts';
import type { ResolveAnswer } from './resolve-thread.ts';

/** The thread of a {@link ResolveThread}: one request at a time. */
parentPort?.on('message', (pieces: readonly JobPiece[]) => parentPort?.postMessage(answer(pieces)));

function answer(pieces: readonly JobPiece[]): ResolveAnswer {
  try {
    return { result: performPacked(pieces) };
  } catch (error) {
    if (!(error instanceof ResolveError)) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
    const { code, message, origin, range } = error;
    return { refused: { code, message, origin, range } };
  }
}
