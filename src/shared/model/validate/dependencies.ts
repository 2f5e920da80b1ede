import { closest } from '../../expr/index.ts';
import { createStepGraph } from '../job/step-graph.ts';
import type { Template } from '../template/types.ts';
import { quote } from '../text.ts';
import type { ValidationContext } from './context.ts';

/** §3.2: dependencies name other steps, each once, and never lead back. */
export function validateDependencies(template: Template, context: ValidationContext): void {
  if (template.kind === 'environment') return;
  const { collector } = context;
  const names = template.steps.flatMap(({ name }) => (name ? [name.value] : []));
  for (const { name, dependencies } of template.steps) {
    const seen = new Set<string>();
    for (const { value, node, place } of dependencies) {
      if (value === name?.value) {
        const message = `The step ${quote(value)} cannot depend on itself.`;
        collector.error('dependency-cycle', message, node.range, place);
      } else if (!names.includes(value)) {
        const suggestion = closest(value, names);
        const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
        const message = `There is no step named ${quote(value)}.${hint}`;
        const data = suggestion === undefined ? undefined : { suggestion };
        collector.error('unknown-step', message, node.range, place, data);
      } else if (seen.has(value)) {
        const message = `The dependency on ${quote(value)} is there already. Remove one of them.`;
        collector.error('duplicate-dependency', message, node.range, place);
      }
      seen.add(value);
    }
  }
  reportCycles(template, context);
}

function reportCycles(
  template: Template & { kind: 'job' },
  { collector }: ValidationContext,
): void {
  const steps = template.steps.flatMap(({ name, dependencies }) =>
    name === undefined
      ? []
      : [
          {
            name: name.value,
            dependencies: dependencies
              .map(({ value }) => value)
              .filter((other) => other !== name.value),
          },
        ],
  );
  for (const chain of createStepGraph(steps).cycles) {
    const [first, second] = chain;
    const step = template.steps.find(({ name }) => name?.value === first);
    const dependency = step?.dependencies.find(({ value }) => value === second);
    if (dependency === undefined) continue;
    const words = chain.map(quote).join(' → ');
    const message = `These steps wait for each other: ${words}. Remove one of the dependencies.`;
    const data = { chain: [...chain] };
    collector.error('dependency-cycle', message, dependency.node.range, dependency.place, data);
  }
}
