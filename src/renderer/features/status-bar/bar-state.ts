import type { RunRecord } from '../../../shared/protocol/run.ts';
import type { useJob } from '../../stores/job-store.ts';
import { text as words } from '../../text/en.ts';
import type { StateName } from '../../ui/state-glyph.tsx';

const GLYPHS: Record<RunRecord['state'], StateName> = {
  waiting: 'waiting',
  running: 'running',
  stopping: 'running',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'canceled',
  interrupted: 'failed',
};

/** What the status bar begins with: the run, else the state of the template. */
export function barState(
  open: boolean,
  run: RunRecord | undefined,
  job: ReturnType<typeof useJob.getState>,
): { glyph: StateName; text: string } {
  if (run) return { glyph: GLYPHS[run.state], text: words.run.states[run.state] };
  if (!open) return { glyph: 'idle', text: words.run.noBundle };
  if (!job.check) return { glyph: 'idle', text: words.run.checking };
  if (!job.check.valid || job.valueProblems.some(({ severity }) => severity === 'error'))
    return { glyph: 'failed', text: words.run.hasProblems };
  return { glyph: 'idle', text: words.run.ready };
}
