import { create } from 'zustand';
import { backend } from '../backend/backend.ts';
import type { PlanScope, PlanSummary } from '../language-worker/contract.ts';
import { useDocument } from './document-store.ts';
import { useJob } from './job-store.ts';
import { showBottomTab, useLayout } from './layout-store.ts';
import { makeRequest } from './run-store.ts';
import { planActions } from './task-data.ts';

/** What the menu of Run offers; what a run left over is known where that run is kept. */
export type DryRunScope =
  | Exclude<PlanScope, { kind: 'spans' }>
  | { readonly kind: 'failed'; readonly runId: string };

interface PlanState {
  readonly scope: DryRunScope;
  /** Undefined until it was made; null: the job does not have this scope. */
  readonly summary: PlanSummary | null | undefined;
  /** Counts plans that were made: rows of an older one are read again. */
  readonly made: number;
  readonly selected: bigint;
}

const INITIAL: PlanState = { scope: { kind: 'job' }, summary: undefined, made: 0, selected: 0n };

/** The dry run that is shown: every action of a scope in its order, none of them started. */
export const usePlan = create<PlanState>()(() => INITIAL);

/** Shows a dry run of a scope; `selected` is the row whose details are shown. */
export function dryRun(scope: DryRunScope, selected = 0n): void {
  usePlan.setState({ scope, selected });
  showBottomTab('plan');
  void makePlan();
}

/** Shows one task with all that happens around it. */
export function showTaskDetails(step: string, index: bigint, layers: number): void {
  dryRun({ kind: 'tasks', step, indices: [String(index)] }, BigInt(layers) + 1n);
}

export function selectPlanRow(selected: bigint): void {
  usePlan.setState({ selected });
}

let newest = 0;

export async function makePlan(): Promise<void> {
  const question = ++newest;
  const scope = await placesOf(usePlan.getState().scope);
  const summary = scope ? await planActions(scope) : null;
  if (question !== newest) return;
  usePlan.setState(({ made, selected }) => {
    const rows = BigInt(summary?.rows ?? 0);
    return { summary, made: made + 1, selected: selected < rows ? selected : 0n };
  });
}

/** Undefined where what a run left over cannot be told. */
async function placesOf(scope: DryRunScope): Promise<PlanScope | undefined> {
  if (scope.kind !== 'failed') return scope;
  const request = makeRequest(scope);
  const rest = request && (await backend.call('run.rest', request).catch(() => undefined));
  return rest && { kind: 'spans', steps: rest.steps };
}

useJob.subscribe((state, before) => {
  if (state.built === before.built || useLayout.getState().bottomTab !== 'plan') return;
  void makePlan();
});

useDocument.subscribe((state, before) => {
  if (state.bundle?.template.path !== before.bundle?.template.path) usePlan.setState(INITIAL);
});
