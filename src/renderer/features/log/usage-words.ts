import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { text as words } from '../../text/en.ts';
import { bytes, duration } from '../../text/numbers.ts';

/** What an action took: `12 s, peak 1.2 GB, 40 s CPU`. */
export function usageWords({ startedAt, endedAt, peakMemory, cpuTime }: ActionRecord): string {
  return [
    endedAt === undefined ? undefined : duration(endedAt - startedAt),
    peakMemory === undefined ? undefined : words.timeline.peak(bytes(peakMemory)),
    cpuTime === undefined ? undefined : words.timeline.cpu(duration(cpuTime * 1000)),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
