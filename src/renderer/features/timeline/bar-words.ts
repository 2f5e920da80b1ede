import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { inertText } from '../../../shared/text/inert.ts';
import { text as words } from '../../text/en.ts';
import { bytes, duration } from '../../text/numbers.ts';
import type { StateName } from '../../ui/state-glyph.tsx';

export const GLYPHS: Record<ActionRecord['state'], StateName> = {
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  timeout: 'failed',
  canceled: 'canceled',
};

/** What is told of a bar, part by part: label, state, time taken, memory. */
export function barWords(bar: ActionRecord, now: number): string {
  return [
    inertText(bar.label),
    words.timeline.states[bar.state],
    duration(Math.max(0, (bar.endedAt ?? now) - bar.startedAt)),
    bar.stalledSince === undefined
      ? undefined
      : words.timeline.stalled(duration(now - bar.stalledSince)),
    bar.peakMemory === undefined ? undefined : bytes(bar.peakMemory),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
