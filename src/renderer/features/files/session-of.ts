import type { ResultRoot } from '../../../shared/protocol/results.ts';
import type { RunRecord } from '../../../shared/protocol/run.ts';

/** The session whose folder a file lies in; for files that lie elsewhere the first that has a folder. */
export function sessionOf(run: RunRecord, root: ResultRoot | undefined): number | undefined {
  const at = root?.kind === 'session' ? run.sessionDirectories.indexOf(root.path) : -1;
  return run.sessionNumbers?.[Math.max(0, at)];
}
