import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { atomicWrite } from './atomic-write.ts';

/** Is told of a file that is damaged, and where what it held is now; undefined: still there. */
export type TellDamaged = (path: string, aside: string | undefined) => void;

/** What was in the file, and by what a later look tells that another application has written it since. */
interface Read<T> {
  readonly value: T;
  readonly stamp: string;
}

/** The stamp of a file that does not exist. */
const NONE = '';

/**
 * A small JSON file of the application's own, written whole, and read again only when another application over
 * the same folder has written it. A damaged file is set aside (`name.damaged`) and the application starts with
 * the fallback, never not at all.
 */
export class JsonStore<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #fallback: () => T;
  readonly #tellDamaged: TellDamaged | undefined;
  #read: Read<T> | undefined;
  #parsing: { readonly stamp: string; readonly value: Promise<T> } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, schema: z.ZodType<T>, fallback: () => T, tellDamaged?: TellDamaged) {
    this.#path = path;
    this.#schema = schema;
    this.#fallback = fallback;
    this.#tellDamaged = tellDamaged;
  }

  /** The value; the fallback where the file cannot be read at this moment. */
  async read(): Promise<T> {
    try {
      return await this.#load();
    } catch {
      return this.#read?.value ?? this.#fallback();
    }
  }

  /**
   * Changes the value; changes follow one another and each sees the one before. It counts once it is on disk:
   * what could not be written did not happen.
   *
   * @throws NodeJS.ErrnoException also where the file is there and cannot be read: a change of the fallback would
   *   write over what it holds.
   */
  update(change: (value: T) => T): Promise<T> {
    const result = this.#last.then(async () => {
      const next = change(await this.#load());
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      await atomicWrite(this.#path, `${JSON.stringify(next, null, 2)}\n`);
      this.#read = { value: next, stamp: await this.#stamp() };
      return next;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #load(): Promise<T> {
    // Looked at before it is read: what is written in between is found the next time.
    const stamp = await this.#stamp();
    // Nobody has changed anything by deleting it: what is known is written again with the next change.
    if (this.#read !== undefined && stamp === NONE) return this.#read.value;
    if (this.#read?.stamp !== stamp) {
      // Once for all who ask: a damaged file is set aside once, and not the one that was written after it.
      if (this.#parsing?.stamp !== stamp) this.#parsing = { stamp, value: this.#parse(stamp) };
      const parsing = this.#parsing;
      try {
        this.#read = { value: await parsing.value, stamp };
      } finally {
        if (this.#parsing === parsing) this.#parsing = undefined;
      }
    }
    return this.#read.value;
  }

  async #parse(stamp: string): Promise<T> {
    if (stamp === NONE) return this.#fallback();
    const text = await readFile(this.#path, 'utf8');
    try {
      return this.#schema.parse(JSON.parse(text));
    } catch {
      const aside = `${this.#path}.damaged`;
      const isAside = await rename(this.#path, aside).then(
        () => true,
        () => false,
      );
      this.#tellDamaged?.(this.#path, isAside ? aside : undefined);
      return this.#fallback();
    }
  }

  /** Every writing makes a new file: its number and time are never both those of the one before. */
  async #stamp(): Promise<string> {
    try {
      const { ino, mtimeMs, size } = await stat(this.#path);
      return `${ino} ${mtimeMs} ${size}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NONE;
      throw error;
    }
  }
}
