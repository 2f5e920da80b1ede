import { createStepGraph, type GraphStep } from '../../shared/model/job/step-graph.ts';

/** The chain that a dependency would close, from the step back to itself; undefined when there is none. */
export function cycleWith(
  steps: readonly GraphStep[],
  step: string,
  on: string,
): readonly string[] | undefined {
  if (step === on) return [step, step];
  const changed = steps.map(({ name, dependencies }) =>
    name === step ? { name, dependencies: [...dependencies, on] } : { name, dependencies },
  );
  return createStepGraph(changed).cycles.find(
    (chain) => chain.includes(step) && chain.includes(on),
  );
}
