import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { atomicWrite } from './atomic-write.ts';

/**
 * A small JSON file of the application's own, read once and written whole. A damaged file is set aside
 * (`name.damaged`) and the application starts with the fallback, never not at all.
 */
export class JsonStore<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #fallback: () => T;
  #value: Promise<T> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, schema: z.ZodType<T>, fallback: () => T) {
    this.#path = path;
    this.#schema = schema;
    this.#fallback = fallback;
  }

  read(): Promise<T> {
    this.#value ??= this.#load();
    return this.#value;
  }

  /**
   * Changes the value; changes follow one another and each sees the one before. It counts once it is on disk:
   * what could not be written did not happen.
   */
  update(change: (value: T) => T): Promise<T> {
    const result = this.#last.then(async () => {
      const next = change(await this.read());
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      await atomicWrite(this.#path, `${JSON.stringify(next, null, 2)}\n`);
      this.#value = Promise.resolve(next);
      return next;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #load(): Promise<T> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch {
      return this.#fallback();
    }
    try {
      return this.#schema.parse(JSON.parse(text));
    } catch {
      await rename(this.#path, `${this.#path}.damaged`).catch(() => undefined);
      return this.#fallback();
    }
  }
}
