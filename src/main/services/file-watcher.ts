import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readTextFile } from './text-files.ts';

/**
 * Tells when an open file changes on disk by other hands. The folder is watched, not the file, because
 * most programs save by renaming; what counts is the content's hash, so our own saves are silent.
 */
export class FileWatcher {
  readonly #watched = new Map<string, { hash: string | null; watcher: FSWatcher; users: number }>();
  readonly #onChange: (path: string, hash: string | null) => void;

  constructor(onChange: (path: string, hash: string | null) => void) {
    this.#onChange = onChange;
  }

  /** Begins or goes on watching a file whose content is known to have this hash. */
  add(path: string, hash: string): void {
    const known = this.#watched.get(path);
    if (known) {
      known.hash = hash;
      known.users++;
      return;
    }
    try {
      const folder = dirname(path);
      // A folder that goes away is told under its own name.
      const names = new Set([basename(path), basename(folder)]);
      let timer: NodeJS.Timeout | undefined;
      const watcher = watch(folder, { persistent: false }, (_event, changed) => {
        if (changed !== null && !names.has(changed)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void this.#look(path), 60);
      });
      watcher.on('error', () => this.remove(path));
      this.#watched.set(path, { hash, watcher, users: 1 });
      // What happened between the reading of the file and now, nobody tells.
      void this.#look(path);
    } catch {
      // Some network file systems cannot be watched; a save still notices the conflict.
    }
  }

  /** What we have just written ourselves. */
  note(path: string, hash: string): void {
    const known = this.#watched.get(path);
    if (known) known.hash = hash;
  }

  remove(path: string): void {
    const known = this.#watched.get(path);
    if (!known || --known.users > 0) return;
    known.watcher.close();
    this.#watched.delete(path);
  }

  close(): void {
    for (const { watcher } of this.#watched.values()) watcher.close();
    this.#watched.clear();
  }

  async #look(path: string): Promise<void> {
    const hash = await readTextFile(path).then(
      (file) => file.hash,
      () => null,
    );
    const known = this.#watched.get(path);
    if (!known || known.hash === hash) return;
    known.hash = hash;
    this.#onChange(path, hash);
  }
}
