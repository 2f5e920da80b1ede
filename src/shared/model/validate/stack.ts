import type { Collector } from '../collector.ts';
import { isWrapHook } from '../scopes.ts';
import type {
  ActionName,
  EnvironmentDefinition,
  EnvironmentTemplate,
  JobTemplate,
} from '../template/types.ts';

/**
 * §4.3, single-layer rule, for a whole submission: environment templates, job environments and those of
 * one step make a session, and one of them may wrap. Found before anything is entered.
 */
export function validateStack(
  template: JobTemplate,
  environments: readonly EnvironmentTemplate[],
  collector: Collector,
): void {
  const outer = environments.flatMap(({ environment }) => (environment ? [environment] : []));
  const layers = [...outer, ...template.jobEnvironments].filter(wraps);
  report(layers, collector);
  for (const step of template.steps) {
    const own = step.stepEnvironments.filter(wraps);
    if (own.length > 0) report([...layers.slice(0, 1), ...own], collector);
  }
}

function wraps({ script }: EnvironmentDefinition): boolean {
  return Object.keys(script?.actions ?? {}).some((name) => isWrapHook(name as ActionName));
}

function report(layers: readonly EnvironmentDefinition[], collector: Collector): void {
  const [first, ...others] = layers;
  for (const { name, node, place } of others) {
    const message = `A session can have one environment with wrap hooks, but "${first?.name?.value}" and "${name?.value}" both have them.`;
    collector.error('second-wrap-layer', message, name?.node.range ?? node.range, place);
  }
}
