import type { JobSummary, StepSummary } from '../language-worker/contract.ts';

/**
 * Which tasks a run was made of, so that states are not shown on tasks that are others by now: a step
 * whose parameters changed since has another shape.
 */
export type RunShape = Readonly<Record<string, string>>;

const REMEMBERED = 'jobwright.run.shape';

function shapeOfStep(step: StepSummary): string {
  return JSON.stringify([step.count, step.parameters]);
}

export function shapeOfJob(job: JobSummary | undefined): RunShape {
  return Object.fromEntries((job?.steps ?? []).map((step) => [step.name, shapeOfStep(step)]));
}

/** True while a step has the tasks that ran; of a run that began elsewhere nothing else is known. */
export function hasShape(shape: RunShape | undefined, step: StepSummary): boolean {
  const known = shape?.[step.name];
  return known === undefined || known === shapeOfStep(step);
}

/** Keeps the shape over a reload of the page. */
export function rememberShape(runId: string, shape: RunShape): void {
  sessionStorage.setItem(REMEMBERED, JSON.stringify({ runId, shape }));
}

export function recallShape(runId: string): RunShape | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? 'null') as {
      runId: string;
      shape: RunShape;
    } | null;
    return kept?.runId === runId ? kept.shape : undefined;
  } catch {
    return undefined;
  }
}
