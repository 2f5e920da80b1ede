import { create } from 'zustand';
import type { RunFinding } from '../../shared/protocol/methods.ts';
import type { RunScope } from '../../shared/protocol/run.ts';
import { backend } from '../backend/backend.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import { indices } from './ranges.ts';
import { isActive } from './run-data.ts';
import { makeRequest, useRun } from './run-store.ts';
import { shownStep, useTasks } from './task-store.ts';

/** What would keep a job from running here, and whether the selected tasks would run nevertheless. */
export interface CheckFinding extends RunFinding {
  readonly elsewhere?: true;
}

interface CheckState {
  /** Those of the selected tasks come first; undefined until it was looked at. */
  readonly findings: readonly CheckFinding[] | undefined;
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

/** Selected tasks that are asked about; the others are of the same step. */
const MOST_LOOKED_AT = 1000;

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
  const findings = request && (await ask(request));
  const scope = selectedScope();
  const own = findings?.length && scope ? await ask(makeRequest(scope)) : undefined;
  if (question === newest) useChecks.setState({ findings: findings && inOrder(findings, own) });
}

function ask(request: ReturnType<typeof makeRequest>): Promise<RunFinding[] | undefined> {
  return request === undefined
    ? Promise.resolve(undefined)
    : backend.call('run.check', request).catch(() => undefined);
}

/** The tasks that "Run selected" would take. */
function selectedScope(): RunScope | undefined {
  const { step: chosen, selected } = useTasks.getState();
  const step = shownStep(useJob.getState().job?.steps, chosen);
  if (!step || selected.length === 0) return undefined;
  return { kind: 'tasks', step: step.name, indices: indices(selected, MOST_LOOKED_AT) };
}

/** What is in the way of the selected tasks first; the rest of the job's is marked. */
function inOrder(
  findings: readonly RunFinding[],
  own: readonly RunFinding[] | undefined,
): readonly CheckFinding[] {
  if (!own) return findings;
  const keys = new Set(own.map((one) => findingsKey([one])));
  const others = findings.filter((one) => !keys.has(findingsKey([one])));
  return [...own, ...others.map((one) => ({ ...one, elsewhere: true as const }))];
}

useJob.subscribe((state, before) => {
  if (state.built !== before.built) lookSoon();
});

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path === before.bundle?.template.path) return;
  newest++;
  useChecks.setState({ findings: undefined, hidden: '' });
});

useTasks.subscribe((state, before) => {
  if (state.selected === before.selected && state.step === before.step) return;
  if (useChecks.getState().findings?.length) lookSoon();
});

// A run may have made what was missing.
useRun.subscribe((state, before) => {
  if (isActive(before.run) && !isActive(state.run)) lookSoon();
});

// So may someone in another window.
window.addEventListener('focus', () => {
  if (useChecks.getState().findings?.length) lookSoon();
});
