import fs from 'node:fs';
import { ExclusiveCpu } from './exclusive-cpu.ts';
import { HAS_PROC, type ProcessEntry, readEntry } from './proc-table.ts';
import type { ProcessIdentity, Usage } from './types.ts';

/** Milliseconds from one look to the next: close together at first, for short actions. */
const DELAYS = [4, 12, 30, 60, 100, 200, 400, 800];
const PAGE = 4096;
const TICKS_PER_SECOND = 100;

/**
 * Measures a process tree while it runs: the highest resident memory and the CPU time. A look costs a
 * few file reads per process; they are rare for long actions. It also remembers who was seen, so that a
 * descendant that dropped its environment and its parent is still known when the tree is to end.
 */
export class UsageSampler {
  readonly #root: ProcessIdentity;
  readonly #seen = new Map<number, { startTime: string; ticks: number }>();
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;
  #peakPages = 0;
  readonly #exclusive = new ExclusiveCpu();
  #exclusiveTicks = 0;

  constructor(root: ProcessIdentity) {
    this.#root = root;
    if (HAS_PROC) this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#exclusiveTicks = this.#exclusive.stop();
  }

  usage(): Usage {
    if (this.#peakPages === 0) return {};
    let ticks = 0;
    for (const one of this.#seen.values()) ticks += one.ticks;
    ticks = Math.max(ticks, this.#exclusiveTicks);
    return { peakMemory: this.#peakPages * PAGE, cpuTime: ticks / TICKS_PER_SECOND };
  }

  /** Descendants seen so far. */
  known(): ProcessIdentity[] {
    return [...this.#seen].map(([pid, { startTime }]) => ({ pid, startTime }));
  }

  #look(): void {
    const entries = new Map<number, ProcessEntry>();
    this.#walk(this.#root.pid, entries);
    for (const pid of this.#seen.keys()) {
      if (!entries.has(pid)) this.#walk(pid, entries);
    }
    let pages = 0;
    for (const entry of entries.values()) pages += entry.residentPages;
    this.#peakPages = Math.max(this.#peakPages, pages, peakOf(this.#root.pid));
    this.#remember(entries);
    this.#schedule();
  }

  #schedule(): void {
    const delay = DELAYS[Math.min(this.#looks++, DELAYS.length - 1)] ?? 800;
    this.#timer = setTimeout(() => this.#look(), delay);
    this.#timer.unref();
  }

  #walk(pid: number, entries: Map<number, ProcessEntry>): void {
    const entry = readEntry(pid);
    if (entry === undefined) return;
    const expected = pid === this.#root.pid ? this.#root.startTime : this.#seen.get(pid)?.startTime;
    if (expected !== undefined && expected !== entry.startTime) return;
    entries.set(pid, entry);
    for (const child of childrenOf(pid)) {
      if (!entries.has(child)) this.#walk(child, entries);
    }
  }

  /** A child that is gone was waited for by its parent, whose own figures include it from then on. */
  #remember(entries: ReadonlyMap<number, ProcessEntry>): void {
    for (const [pid, entry] of entries) {
      this.#seen.set(pid, { startTime: entry.startTime, ticks: entry.ticks });
    }
    for (const pid of this.#seen.keys()) {
      if (!entries.has(pid)) this.#seen.delete(pid);
    }
  }
}

function childrenOf(pid: number): number[] {
  try {
    const text = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** The most memory a process ever had, which a look between two peaks would miss. */
function peakOf(pid: number): number {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');
    return (Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024) / PAGE;
  } catch {
    return 0;
  }
}
