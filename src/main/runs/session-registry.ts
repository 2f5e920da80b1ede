import fs from 'node:fs';
import path from 'node:path';
import type { Leftover } from '../../shared/protocol/run.ts';
import { commandOf, findTree, HOST_MARK, killTree } from '../process/index.ts';
import { removeDirectory } from '../session/index.ts';
import { hostIdentity, isHostAlive } from './host-identity.ts';

interface Entry {
  readonly directory: string;
  readonly host: string;
  readonly hostMark: string;
  readonly runId: string;
  /** The session's id, by which its processes are marked. */
  readonly session: string;
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

  /** Notes that a session is open. */
  add(runId: string, { id: session, directory }: { id: string; directory: string }): void {
    const entry: Entry = { directory, host: this.#host, hostMark: HOST_MARK, runId, session };
    const file = this.#file(path.basename(directory));
    try {
      fs.writeFileSync(`${file}.new`, JSON.stringify(entry), { mode: 0o600 });
      fs.renameSync(`${file}.new`, file);
    } catch {
      // On a full disk a session runs all the same; only what a crash would leave of it is not offered.
    }
  }

  /** The session is closed. */
  remove(directory: string): void {
    try {
      fs.rmSync(this.#file(path.basename(directory)), { force: true });
    } catch {
      // A note that stays is taken away when its folder is found to be gone.
    }
  }

  async leftovers(): Promise<Leftover[]> {
    const found: Leftover[] = [];
    for (const [hostMark, sessions] of await this.#ofDeadHosts()) {
      const processes = await processesOf(hostMark, sessions);
      for (const [id, { directory }] of sessions) {
        const own = processes.get(id) ?? [];
        const exists = fs.existsSync(directory);
        if (!exists && own.length === 0) {
          fs.rmSync(this.#file(id), { force: true });
          continue;
        }
        // Another window may have cleaned it up meanwhile.
        const openedAt = fs.statSync(this.#file(id), { throwIfNoEntry: false })?.mtimeMs;
        if (openedAt === undefined) continue;
        found.push({
          id,
          directory,
          exists,
          ...(await sizeOf(directory)),
          openedAt,
          processes: own,
        });
      }
    }
    return found.sort((one, other) => one.openedAt - other.openedAt);
  }

  /** Ends the processes and deletes the folders of sessions whose host is dead; tells what could not be. */
  async clean(ids: readonly string[]): Promise<string[]> {
    const problems: string[] = [];
    for (const [hostMark, sessions] of await this.#ofDeadHosts()) {
      const chosen = [...sessions].filter(([id]) => ids.includes(id));
      if (chosen.length === 0) continue;
      await killTree({ mark: `${hostMark}.` });
      for (const [id, { directory }] of chosen) {
        const problem = await removeDirectory(directory);
        if (problem === undefined) fs.rmSync(this.#file(id), { force: true });
        else problems.push(problem);
      }
    }
    return problems;
  }

  /** Notes of dead hosts, by the marks of the hosts. */
  async #ofDeadHosts(): Promise<Map<string, Map<string, Entry>>> {
    const found = new Map<string, Map<string, Entry>>();
    for (const id of await this.#ids()) {
      const entry = await this.#read(id);
      if (entry === undefined || isHostAlive(entry.host)) continue;
      const sessions = found.get(entry.hostMark) ?? new Map<string, Entry>();
      found.set(entry.hostMark, sessions.set(id, entry));
    }
    return found;
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
      const { directory, host, hostMark, runId, session } = entry as Record<string, unknown>;
      const complete = [directory, host, hostMark, runId].every((one) => typeof one === 'string');
      // The folder's name is the note's: a damaged note never leads to another folder.
      if (!complete || path.basename(String(directory)) !== id) return undefined;
      if (!/^[0-9a-f]{16}$/.test(String(hostMark))) return undefined;
      return { ...(entry as Entry), session: typeof session === 'string' ? session : '' };
    } catch {
      return undefined;
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }
}

/** A dead host's processes by session. Those of none, as of its terminals, go with the first. */
async function processesOf(
  hostMark: string,
  sessions: ReadonlyMap<string, Entry>,
): Promise<Map<string, Leftover['processes']>> {
  const found = new Map<string, Leftover['processes']>();
  const [first = ''] = sessions.keys();
  for (const { pid, mark } of await findTree({ mark: `${hostMark}.` })) {
    const owner = [...sessions].find(([, { session }]) =>
      mark?.startsWith(`${hostMark}.${session}.`),
    );
    const id = owner?.[0] ?? first;
    found.set(id, [...(found.get(id) ?? []), { pid, command: commandOf(pid) }]);
  }
  return found;
}

/** A folder with more entries than this is not counted to its end. */
const COUNTED = 5000;

async function sizeOf(folder: string): Promise<{ bytes: number; more: boolean }> {
  let bytes = 0;
  let left = COUNTED;
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const entries = await fs.promises.readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (left-- <= 0) return { bytes, more: true };
      const name = path.join(next, entry.name);
      if (entry.isDirectory()) folders.push(name);
      else bytes += (await fs.promises.lstat(name).catch(() => undefined))?.size ?? 0;
    }
  }
  return { bytes, more: false };
}
