import type { BigIntStats } from 'node:fs';

/** Files that are remembered; of more the oldest are looked at again. */
const MOST = 40_000;
/**
 * A file that changed this shortly ago may change again without a new time, as its file system counts: it is not
 * remembered. The time is that of the inode, which no program can set.
 */
const SETTLED_MS = 2500n;

/** What was found out of files, for as long as their size, times and inode stay. */
export class FileMemory<T> {
  readonly #known = new Map<string, { readonly stamp: string; readonly value: T }>();

  get(path: string | Buffer, info: BigIntStats): T | undefined {
    const known = this.#known.get(keyOf(path));
    return known?.stamp === stampOf(info) ? known.value : undefined;
  }

  /** `before` and `after` it was found out: of a file that was written meanwhile nothing is kept. */
  put(path: string | Buffer, before: BigIntStats, after: BigIntStats, value: T): void {
    const key = keyOf(path);
    const stamp = stampOf(after);
    this.#known.delete(key);
    if (stampOf(before) !== stamp) return;
    if (BigInt(Date.now()) - after.ctimeMs < SETTLED_MS) return;
    const oldest = this.#known.size < MOST ? undefined : this.#known.keys().next();
    if (oldest && !oldest.done) this.#known.delete(oldest.value);
    this.#known.set(key, { stamp, value });
  }
}

function keyOf(path: string | Buffer): string {
  return (typeof path === 'string' ? Buffer.from(path) : path).toString('latin1');
}

function stampOf({ dev, ino, size, mode, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mode} ${mtimeNs} ${ctimeNs}`;
}
