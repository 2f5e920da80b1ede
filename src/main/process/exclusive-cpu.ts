import { HAS_PROC, readEntry } from './proc-table.ts';

/** Those running now; each learns when it is no longer the only one. */
const running = new Set<ExclusiveCpu>();

/**
 * CPU time of a process that ended between two looks: the system adds it to the host's "waited for
 * children" when it is reaped. The figure is this action's only while no other one runs beside it.
 */
export class ExclusiveCpu {
  readonly #before: number;
  #exclusive: boolean;

  constructor() {
    this.#before = waitedTicks();
    this.#exclusive = running.size === 0;
    for (const other of running) other.#exclusive = false;
    running.add(this);
  }

  /** Ticks used, or 0 when they cannot be told apart. */
  stop(): number {
    running.delete(this);
    return this.#exclusive ? Math.max(0, waitedTicks() - this.#before) : 0;
  }
}

function waitedTicks(): number {
  return HAS_PROC ? (readEntry(process.pid)?.waitedTicks ?? 0) : 0;
}
