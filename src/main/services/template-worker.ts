import { parentPort } from 'node:worker_threads';
import type { JobPiece } from '../../shared/model/index.ts';
import { ProtocolError } from '../../shared/protocol/index.ts';
import { performTask } from './template-task.ts';
import type { Answer, Question } from './template-work.ts';

/** The thread of {@link TemplateWork}: one question at a time; a job goes back a piece at a time. */
const pieces = new Map<number, JobPiece[]>();

parentPort?.on('message', (question: Question) => {
  void answer(question).then((given) => parentPort?.postMessage(given));
});

async function answer({ id, task, request }: Question): Promise<Answer> {
  try {
    if (request === undefined) return nextPiece(id);
    const result = await performTask(task, request);
    if (task !== 'job') return { id, result };
    pieces.set(id, [...(result as readonly JobPiece[])]);
    return nextPiece(id);
  } catch (error) {
    if (error instanceof ProtocolError) return { id, refused: error.toData() };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function nextPiece(id: number): Answer {
  const left = pieces.get(id) ?? [];
  const piece = left.shift();
  if (left.length === 0) pieces.delete(id);
  return { id, result: { piece, last: left.length === 0 } };
}
