import type { ManagedProcess } from '../process/index.ts';

interface Kept {
  readonly owner: string;
  readonly process: ManagedProcess;
}

/** The owner of what is to live until the session's end. */
export const SESSION_OWNER = '';

/**
 * Processes that finished actions have left running. They live on as they would on a farm: what an
 * environment started until that environment has exited, all else until the session ends.
 */
export class Leftovers {
  #kept: Kept[] = [];

  /** Looks after an action's process has ended; gives the numbers of what it left. */
  async note(process: ManagedProcess, owner: string): Promise<number[]> {
    const pids = await process.leftovers();
    if (pids.length === 0) process.release();
    else this.#kept.push({ owner, process });
    return pids;
  }

  /** Ends what an owner's actions left; gives how many processes that were. */
  async endOf(owner: string): Promise<number> {
    const ending = this.#kept.filter((one) => one.owner === owner);
    this.#kept = this.#kept.filter((one) => one.owner !== owner);
    return this.#end(ending);
  }

  async endAll(): Promise<number> {
    const ending = this.#kept;
    this.#kept = [];
    return this.#end(ending);
  }

  async #end(ending: readonly Kept[]): Promise<number> {
    let count = 0;
    for (const { process } of ending) {
      count += (await process.leftovers()).length;
      await process.killTree();
      process.release();
    }
    return count;
  }
}

/** A count in words. */
export function countOf(processes: number): string {
  return processes === 1 ? 'one process' : `${processes} processes`;
}
