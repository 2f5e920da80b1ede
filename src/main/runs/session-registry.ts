import fs from 'node:fs';
import path from 'node:path';
import { findTree, HOST_MARK, killTree } from '../process/index.ts';
import { removeDirectory } from '../session/index.ts';
import { hostIdentity, isHostAlive } from './host-identity.ts';

interface Entry {
  readonly directory: string;
  readonly host: string;
  readonly hostMark: string;
  readonly runId: string;
}

export interface LeftoverSession {
  readonly id: string;
  readonly directory: string;
  readonly bytes?: number;
  readonly processes: number;
}

/**
 * A note on disk for each open session. One whose host is dead names a folder and processes that a crash
 * has left; they are shown at the next start and cleaned when the user says so.
 */
export class SessionRegistry {
  readonly #folder: string;
  readonly #host = hostIdentity();

  constructor(folder: string) {
    this.#folder = folder;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  add(runId: string, directory: string): void {
    const entry: Entry = { directory, host: this.#host, hostMark: HOST_MARK, runId };
    fs.writeFileSync(this.#file(path.basename(directory)), JSON.stringify(entry), { mode: 0o600 });
  }

  remove(directory: string): void {
    fs.rmSync(this.#file(path.basename(directory)), { force: true });
  }

  async leftovers(): Promise<LeftoverSession[]> {
    const found: LeftoverSession[] = [];
    for (const id of await this.#ids()) {
      const entry = await this.#read(id);
      if (entry === undefined || isHostAlive(entry.host)) continue;
      const processes = (await findTree({ mark: `${entry.hostMark}.` })).length;
      const exists = fs.existsSync(entry.directory);
      if (!exists && processes === 0) {
        fs.rmSync(this.#file(id), { force: true });
        continue;
      }
      const bytes = exists ? await sizeOf(entry.directory) : 0;
      found.push({ id, directory: entry.directory, bytes, processes });
    }
    return found;
  }

  /** Ends the processes and deletes the folders of sessions whose host is dead. */
  async clean(ids: readonly string[]): Promise<void> {
    const known = new Set(await this.#ids());
    for (const id of ids) {
      if (!known.has(id)) continue;
      const entry = await this.#read(id);
      if (entry === undefined || isHostAlive(entry.host)) continue;
      await killTree({ mark: `${entry.hostMark}.` });
      const problem = await removeDirectory(entry.directory);
      if (problem !== undefined) throw new Error(problem);
      fs.rmSync(this.#file(id), { force: true });
    }
  }

  async #ids(): Promise<string[]> {
    const names = await fs.promises.readdir(this.#folder);
    return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
  }

  async #read(id: string): Promise<Entry | undefined> {
    try {
      const text = await fs.promises.readFile(this.#file(id), 'utf8');
      const entry: unknown = JSON.parse(text);
      if (typeof entry !== 'object' || entry === null) return undefined;
      const { directory, host, hostMark, runId } = entry as Record<string, unknown>;
      const complete = [directory, host, hostMark, runId].every((one) => typeof one === 'string');
      // The folder's name is the note's: a damaged note never leads to another folder.
      if (!complete || path.basename(String(directory)) !== id) return undefined;
      if (!/^[0-9a-f]{16}$/.test(String(hostMark))) return undefined;
      return entry as Entry;
    } catch {
      return undefined;
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }
}

/** Bytes of a folder; a large one is not counted to its end. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  let left = 5000;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && left > 0; next = folders.pop()) {
    const entries = await fs.promises.readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (left-- <= 0) break;
      const name = path.join(next, entry.name);
      if (entry.isDirectory()) folders.push(name);
      else bytes += (await fs.promises.lstat(name).catch(() => undefined))?.size ?? 0;
    }
  }
  return bytes;
}
