import { text as words } from '../../text/en.ts';
import type { Decoded, PictureRequest, PictureResponse } from './picture-worker.ts';

/** A picture that takes longer than this is given up, with the worker that is stuck in it. */
const PATIENCE = 20_000;

interface Waiting {
  resolve(picture: Decoded): void;
  reject(error: Error): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

let worker: Worker | undefined;
let nextId = 1;
const waiting = new Map<number, Waiting>();

/** Decodes a picture in the worker, no larger than `edge`. */
export function decodePicture(request: Omit<PictureRequest, 'id'>): Promise<Decoded> {
  const id = nextId++;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => giveUp(words.results.tooSlow), PATIENCE);
    waiting.set(id, { resolve, reject, timer });
    start().postMessage({ id, ...request }, { transfer: [request.bytes.buffer] });
  });
}

function start(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./picture-worker.ts', import.meta.url), {
    type: 'module',
    name: 'pictures',
  });
  worker.onmessage = (event: MessageEvent<PictureResponse>) => {
    const found = waiting.get(event.data.id);
    if (!found) return;
    waiting.delete(event.data.id);
    clearTimeout(found.timer);
    if ('bitmap' in event.data) found.resolve(event.data);
    else found.reject(new Error(reason(event.data.error)));
  };
  worker.onerror = () => giveUp(words.results.broken);
  return worker;
}

function reason(error: string): string {
  const known: Readonly<Record<string, string>> = words.results.exr;
  return (Object.hasOwn(known, error) ? known[error] : undefined) ?? words.results.broken;
}

/** Ends the worker and everything that it has not answered; the next picture gets a new one. */
function giveUp(why: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(new Error(why));
  }
  waiting.clear();
}
