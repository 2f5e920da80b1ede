import type { EnvironmentTemplate, JobTemplate } from '../../shared/model/index.ts';
import type { LineIndex } from '../../shared/text/line-index.ts';
import type { GraphStep } from './contract.ts';

/** The steps and what they depend on, as far as they can be read; nothing for what is no job template. */
export function graphOf(
  template: JobTemplate | EnvironmentTemplate | undefined,
  lines: LineIndex,
): { graph?: readonly GraphStep[] } {
  if (template?.kind !== 'job') return {};
  const graph = template.steps.flatMap((step, index) =>
    step.name === undefined
      ? []
      : [
          {
            name: step.name.value,
            index,
            line: lines.positionAt(step.node.range.start).line,
            dependencies: step.dependencies.map(({ value }) => value),
            environments: step.stepEnvironments.flatMap(({ name }) => name?.value ?? []),
          },
        ],
  );
  return { graph };
}
