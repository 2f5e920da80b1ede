import { Worker } from 'node:worker_threads';
import { type Job, type JobPiece, JobUnpacker } from '../../shared/model/index.ts';
import { ProtocolError, type ProtocolErrorData } from '../../shared/protocol/index.ts';
import { jobOfRequest } from './job-of-request.ts';
import {
  type JobRequest,
  performTask,
  type TemplateTask,
  type TemplateTasks,
} from './template-task.ts';

/** What the thread is asked; without a request, for the next piece of an answer. */
export interface Question {
  readonly id: number;
  readonly task: TemplateTask;
  readonly request?: JobRequest;
}

export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly refused?: ProtocolErrorData;
  readonly failed?: string;
}

/**
 * Texts up to this length, without expressions, are worked on at once: that takes less than a thread's
 * start and than a frame of the screen. Expressions may compute for long, however short they are.
 */
const SMALL = 8 << 10;

/** The thread is kept this long for the next request. */
const IDLE_MILLISECONDS = 5 * 60_000;

/** A template that takes longer than this is given up. */
const LONGEST_MILLISECONDS = 60_000;

/** For a task that looks at one text alone. */
const NO_JOB = { templatePath: '', parameters: {}, environments: [], pathMappingRules: [] };

/** Sources run as they are; built, the thread's program lies beside the others. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? './template-worker.ts' : '../workers/template.js',
  import.meta.url,
);

/**
 * Reads templates for runs beside the event loop: what is large, or may compute for long, is done by one
 * thread, and a large job comes back in pieces that are put together a little at a time.
 */
class TemplateWork {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #count = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  /** @throws ProtocolError `invalid-job` with every error as data. */
  async job(request: JobRequest): Promise<Job> {
    if (isSmall(request)) return jobOfRequest(request);
    const unpacker = new JobUnpacker();
    const id = ++this.#count;
    for (let asked: JobRequest | undefined = request; ; asked = undefined) {
      const { piece, last } = (await this.#ask('job', id, asked)) as {
        piece: JobPiece;
        last: boolean;
      };
      unpacker.add(piece);
      if (last) return unpacker.job();
    }
  }

  /** @throws ProtocolError `invalid-job` with every error as data. */
  commands(request: JobRequest): Promise<TemplateTasks['commands']> {
    return this.#perform('commands', request);
  }

  /** @throws ProtocolError `invalid-job` with every error as data. */
  checks(request: JobRequest): Promise<TemplateTasks['checks']> {
    return this.#perform('checks', request);
  }

  /** Where a job writes; nothing where its inputs make no job any more. */
  outputs(request: JobRequest): Promise<TemplateTasks['outputs']> {
    return this.#perform('outputs', request);
  }

  /** The paths that a job only reads, likewise. */
  inputs(request: JobRequest): Promise<TemplateTasks['inputs']> {
    return this.#perform('inputs', request);
  }

  /** What the text of a `parameter_values` file gives. */
  values(text: string): Promise<TemplateTasks['values']> {
    return this.#perform('values', { ...NO_JOB, text });
  }

  /** Starts the thread where a template will need it, so that the click that runs it does not wait. */
  prepare(text: string): void {
    if (!isSmall({ text, environments: [] })) this.#ready();
  }

  async #perform<K extends TemplateTask>(task: K, request: JobRequest): Promise<TemplateTasks[K]> {
    if (isSmall(request)) return performTask(task, request);
    return (await this.#ask(task, ++this.#count, request)) as TemplateTasks[K];
  }

  async #ask(task: TemplateTask, id: number, request: JobRequest | undefined): Promise<unknown> {
    const worker = this.#ready();
    worker.ref();
    const timer = setTimeout(() => void this.#giveUp(worker), LONGEST_MILLISECONDS);
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      const question: Question = {
        id,
        task,
        ...(request === undefined ? {} : { request: partsOf(request) }),
      };
      worker.postMessage(question);
    });
    clearTimeout(timer);
    if (this.#waiting.size === 0) worker.unref();
    if (answer.refused !== undefined) {
      const { code, message, data } = answer.refused;
      throw new ProtocolError(code, message, data);
    }
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer.result;
  }

  #ready(): Worker {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#waiting.size === 0) this.#drop();
    }, IDLE_MILLISECONDS).unref();
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(PROGRAM);
    this.#worker = worker;
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const resolve = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      resolve?.(answer);
    });
    const lost = (reason: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#answerAll({ failed: reason });
    };
    worker.on('error', (error) => lost(String((error as Error).stack ?? error)));
    worker.on('exit', () => lost('The thread that reads templates has ended.'));
    return worker;
  }

  /** Nobody who waits is left without an answer. */
  #answerAll(answer: Omit<Answer, 'id'>): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [id, resolve] of waiting) resolve({ id, ...answer });
  }

  #giveUp(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#drop();
    const message = `The template was given up: it was not ready after ${LONGEST_MILLISECONDS / 1000} s. Its expressions compute too much, or it is too large.`;
    this.#answerAll({ refused: { code: 'invalid-job', message } });
  }

  #drop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }
}

/** What a task needs of a request; a request to run holds more. */
function partsOf(request: JobRequest): JobRequest {
  const { templatePath, text, parameters, environments, pathMappingRules, scope, page } = request;
  return {
    templatePath,
    text,
    parameters,
    environments,
    pathMappingRules,
    ...(scope === undefined ? {} : { scope }),
    ...(page === undefined ? {} : { page }),
  };
}

function isSmall({ text, environments }: Pick<JobRequest, 'text' | 'environments'>): boolean {
  const texts = [text, ...environments.map((one) => one.text)];
  const length = texts.reduce((sum, one) => sum + one.length, 0);
  return length <= SMALL && !texts.some((one) => one.includes('EXPR'));
}

export const templateWork = new TemplateWork();
