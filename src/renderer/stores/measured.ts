import type { RequiredAmount } from '../language-worker/contract.ts';
import type { Measured } from './run-data.ts';

const MEBIBYTE = 2 ** 20;

/** More than the highest that was seen: the next frame may need more. */
const MEMORY_MARGIN = 1.25;

/** Memory is asked for in steps of so many MiB. */
const MEMORY_STEP = 64;

/** A little over a whole number of processors is that number. */
const CPU_TOLERANCE = 0.15;

/** What a host must have at least, by what the tasks of a step took; `amount.worker.memory` is in MiB. */
export function proposedAmounts({ peakMemory, cores }: Measured): readonly RequiredAmount[] {
  const amounts: RequiredAmount[] = [];
  if (cores !== undefined)
    amounts.push({
      name: 'amount.worker.vcpu',
      min: Math.max(1, Math.ceil(cores - CPU_TOLERANCE)),
    });
  if (peakMemory !== undefined)
    amounts.push({
      name: 'amount.worker.memory',
      min: Math.ceil((peakMemory * MEMORY_MARGIN) / MEBIBYTE / MEMORY_STEP) * MEMORY_STEP,
    });
  return amounts;
}
