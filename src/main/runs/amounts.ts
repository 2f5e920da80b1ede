import os from 'node:os';
import type { HostRequirements } from '../../shared/model/index.ts';

/** What this machine has of the amounts that the specification names (§3.3.1). */
export function machineAmounts(): Map<string, number> {
  return new Map([
    ['amount.worker.vcpu', os.availableParallelism()],
    ['amount.worker.memory', Math.floor(os.totalmem() / 2 ** 20)],
  ]);
}

/**
 * Shares the machine among sessions that run at the same time: each takes the minimum its step asks for,
 * and another one begins only where that is left. One alone always may, whatever it asks for.
 */
export class Amounts {
  readonly #total: ReadonlyMap<string, number>;
  readonly #taken = new Map<string, number>();
  #users = 0;

  constructor(total: ReadonlyMap<string, number> = machineAmounts()) {
    this.#total = total;
  }

  take(requirements: HostRequirements | undefined): boolean {
    const wanted = requirements?.amounts ?? [];
    const fits = wanted.every(({ name, min = 0 }) => {
      const total = this.#total.get(name);
      return total === undefined || (this.#taken.get(name) ?? 0) + min <= total;
    });
    if (!fits && this.#users > 0) return false;
    this.#users++;
    for (const { name, min = 0 } of wanted) this.#add(name, min);
    return true;
  }

  giveBack(requirements: HostRequirements | undefined): void {
    this.#users--;
    for (const { name, min = 0 } of requirements?.amounts ?? []) this.#add(name, -min);
  }

  #add(name: string, amount: number): void {
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + amount);
  }
}
