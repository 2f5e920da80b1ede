import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ProtocolError, type Result, type TextFile } from '../../shared/protocol/index.ts';
import type { Broadcast, Connection } from '../backend.ts';
import { pathInBundle } from './bundle-paths.ts';
import type { DraftService } from './draft-service.ts';
import { FileWatcher } from './file-watcher.ts';
import type { PlaceService } from './place-service.ts';
import { readTextFile, writeTextFile } from './text-files.ts';
import type { TrustService } from './trust-service.ts';

interface WriteRequest {
  readonly path: string;
  readonly text: string;
  readonly baseHash: string | null;
  readonly force?: boolean | undefined;
}

/** Text beside the template that is edited in the window; larger files are data. */
const MAX_EDITED_BYTES = 4 * 1024 * 1024;

/** Reads, saves and watches the files that pages have open. */
export class FileService {
  readonly #trust: TrustService;
  readonly #drafts: DraftService;
  readonly #places: PlaceService;
  readonly #watcher: FileWatcher;
  readonly #tell: (path: string, hash: string | null) => void;
  /** Of each file that a page watches what takes its end off the page's own. */
  readonly #watched = new WeakMap<Connection, Map<string, () => void>>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    services: { trust: TrustService; drafts: DraftService; places: PlaceService },
    broadcast: Broadcast,
  ) {
    this.#trust = services.trust;
    this.#drafts = services.drafts;
    this.#places = services.places;
    this.#tell = (path, hash) => broadcast('file.changed', { path, hash });
    this.#watcher = new FileWatcher(this.#tell);
  }

  read(path: string): Promise<TextFile> {
    return readTextFile(path);
  }

  /** Reads a file and watches it for as long as the connection lives. */
  async readAndWatch(path: string, connection: Connection): Promise<TextFile> {
    const file = await readTextFile(path);
    this.watch(path, file.hash, connection);
    return file;
  }

  /** Saves atomically; a bundle that was trusted stays so, because the edit came from inside. */
  write(request: WriteRequest): Promise<TextFile> {
    return this.#save(dirname(request.path), request);
  }

  /**
   * A file of a bundle, with what was typed and not saved. It is watched while the connection lives.
   *
   * @throws ProtocolError `outside-bundle`, and those of reading.
   */
  async readOfBundle(
    { root, path: name }: { root: string; path: string },
    connection: Connection,
  ): Promise<Result<'bundle.readFile'>> {
    const path = await pathInBundle(root, name);
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (size > MAX_EDITED_BYTES)
      throw new ProtocolError(
        'too-large',
        `${name} has ${size} bytes. Files above ${MAX_EDITED_BYTES} bytes are not edited here.`,
      );
    const [file, draft, place] = await Promise.all([
      readTextFile(path),
      this.#drafts.load(path),
      this.#places.load(path),
    ]);
    this.watch(path, file.hash, connection);
    return {
      ...file,
      ...(draft && draft.text !== file.text ? { draft } : {}),
      ...(place ? { place } : {}),
    };
  }

  /** @throws ProtocolError `outside-bundle`, and those of writing. */
  async writeOfBundle(request: WriteRequest & { readonly root: string }): Promise<TextFile> {
    const path = await pathInBundle(request.root, request.path);
    // A new file may be the first one of its folder; what is in the way is told by the write.
    if (request.baseHash === null)
      await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
    const written = await this.#save(request.root, { ...request, path });
    await this.#drafts.discard(path).catch(() => undefined);
    return written;
  }

  /** What there is at paths that a bundle's files name. Shares of other machines are not asked for. */
  findPaths(root: string, paths: readonly string[]): Promise<Result<'bundle.findPaths'>> {
    return Promise.all(
      paths.map(async (path) => {
        if (/^[\\/]{2}/.test(path) || path.includes('\0'))
          return { path, kind: 'unknown' as const };
        const info = await stat(resolve(root, path)).catch(() => undefined);
        if (info === undefined) return { path, kind: 'missing' as const };
        return { path, kind: info.isDirectory() ? ('directory' as const) : ('file' as const) };
      }),
    );
  }

  /** Watches a file for as long as the connection lives. */
  watch(path: string, hash: string, connection: Connection): void {
    let own = this.#watched.get(connection);
    if (!own) {
      own = new Map();
      this.#watched.set(connection, own);
    }
    if (own.has(path)) {
      this.#watcher.note(path, hash);
      return;
    }
    this.#watcher.add(path, hash);
    own.set(
      path,
      connection.onClose(() => this.#watcher.remove(path)),
    );
  }

  /** Lets go of all that a page watches, but for one file. */
  unwatchOthers(kept: string | null, connection: Connection): void {
    const own = this.#watched.get(connection);
    for (const [path, takeOff] of own ?? []) {
      if (path === kept) continue;
      own?.delete(path);
      takeOff();
      this.#watcher.remove(path);
    }
  }

  close(): void {
    this.#watcher.close();
  }

  /** One after the other: each finds the trust that the one before has kept. */
  #save(root: string, { path, text, baseHash, force }: WriteRequest): Promise<TextFile> {
    const save = async () => {
      const before = await this.#trust.stateOf(root);
      const written = await writeTextFile(path, text, baseHash, force ?? false);
      this.#watcher.note(path, written.hash);
      if (before === 'trusted') await this.#trust.keepAfterEdit(root);
      // The watcher is silent about our own saves; another page that has the file open must hear of them.
      this.#tell(path, written.hash);
      return written;
    };
    const saved = this.#writing.then(save, save);
    this.#writing = saved.catch(() => undefined);
    return saved;
  }
}
