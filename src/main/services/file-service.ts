import { dirname } from 'node:path';
import type { TextFile } from '../../shared/protocol/index.ts';
import type { Broadcast, Connection } from '../backend.ts';
import { FileWatcher } from './file-watcher.ts';
import { readTextFile, writeTextFile } from './text-files.ts';
import type { TrustService } from './trust-service.ts';

/** Reads, saves and watches the files that pages have open. */
export class FileService {
  readonly #trust: TrustService;
  readonly #watcher: FileWatcher;

  constructor(trust: TrustService, broadcast: Broadcast) {
    this.#trust = trust;
    this.#watcher = new FileWatcher((path, hash) => broadcast('file.changed', { path, hash }));
  }

  read(path: string): Promise<TextFile> {
    return readTextFile(path);
  }

  /** Saves atomically; a bundle that was trusted stays so, because the edit came from inside. */
  async write(request: {
    path: string;
    text: string;
    baseHash: string | null;
    force?: boolean | undefined;
  }): Promise<TextFile> {
    const root = dirname(request.path);
    const before = await this.#trust.stateOf(root);
    const written = await writeTextFile(
      request.path,
      request.text,
      request.baseHash,
      request.force ?? false,
    );
    this.#watcher.note(request.path, written.hash);
    if (before === 'trusted') await this.#trust.keepAfterEdit(root);
    return written;
  }

  /** Watches a file for as long as the connection lives. */
  watch(path: string, hash: string, connection: Connection): void {
    this.#watcher.add(path, hash);
    connection.onClose(() => this.#watcher.remove(path));
  }

  close(): void {
    this.#watcher.close();
  }
}
