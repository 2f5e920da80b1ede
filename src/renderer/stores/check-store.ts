import { create } from 'zustand';
import type { RunFinding } from '../../shared/protocol/methods.ts';
import { backend } from '../backend/backend.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import { isActive } from './run-data.ts';
import { makeRequest, useRun } from './run-store.ts';

interface CheckState {
  /** What would keep the job from running here; undefined until it was looked at. */
  readonly findings: readonly RunFinding[] | undefined;
  /** The findings that were put away; others are shown again. */
  readonly hidden: string;
}

export const useChecks = create<CheckState>()(() => ({ findings: undefined, hidden: '' }));

/** What tells one set of findings from another. */
export function findingsKey(findings: readonly RunFinding[]): string {
  return findings.map(({ kind, subject, where }) => `${kind} ${subject} ${where}`).join('\n');
}

export function hideFindings(): void {
  useChecks.setState(({ findings }) => ({ hidden: findingsKey(findings ?? []) }));
}

let waiting: ReturnType<typeof setTimeout> | undefined;
let newest = 0;

/** Looks at this machine a moment after the last change. */
function lookSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => void look(), 400);
}

async function look(): Promise<void> {
  const question = ++newest;
  const { check, job, jobIsCurrent } = useJob.getState();
  const whole = jobIsCurrent && job?.missing === undefined;
  const request = check?.kind === 'job' && whole ? makeRequest({ kind: 'job' }) : undefined;
  const findings = request && (await backend.call('run.check', request).catch(() => undefined));
  if (question === newest) useChecks.setState({ findings });
}

useJob.subscribe((state, before) => {
  if (state.built !== before.built) lookSoon();
});

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path === before.bundle?.template.path) return;
  newest++;
  useChecks.setState({ findings: undefined, hidden: '' });
});

// A run may have made what was missing.
useRun.subscribe((state, before) => {
  if (isActive(before.run) && !isActive(state.run)) lookSoon();
});

// So may someone in another window.
window.addEventListener('focus', () => {
  if (useChecks.getState().findings?.length) lookSoon();
});
