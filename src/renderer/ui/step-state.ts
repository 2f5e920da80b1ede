import type { StepProgress } from '../../shared/protocol/run.ts';
import type { StateName } from './state-glyph.tsx';

/** A step's state as one word: what is wrong first, then what moves. */
export function stepState(progress: StepProgress | undefined): StateName {
  if (!progress) return 'idle';
  if (progress.failed > 0) return 'failed';
  if (progress.running > 0) return 'running';
  if (progress.canceled > 0) return 'canceled';
  if (progress.total !== '0' && String(progress.succeeded) === progress.total) return 'done';
  return progress.succeeded > 0 ? 'running' : 'waiting';
}
