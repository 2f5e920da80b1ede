import type { EnvironmentTemplate, JobTemplate } from '../../shared/model/index.ts';
import type { LineIndex } from '../../shared/text/line-index.ts';
import type { Outline, OutlineItem } from './contract.ts';
import { placeIn } from './problems.ts';

/** What a template consists of, each part with its place. */
export function outlineOf(
  template: JobTemplate | EnvironmentTemplate | undefined,
  lines: LineIndex,
): Outline {
  if (!template) return { steps: [], parameters: [], environments: [] };
  const item = (name: string | undefined, detail: string, range: { start: number; end: number }) =>
    name === undefined
      ? []
      : [{ name, detail, place: placeIn(lines, range) } satisfies OutlineItem];
  const parameters = template.parameterDefinitions.flatMap((one) =>
    item(one.name, one.type, one.node.range),
  );
  if (template.kind === 'environment') {
    const { environment } = template;
    return {
      steps: [],
      parameters,
      environments: environment
        ? item(environment.name?.value, 'external', environment.node.range)
        : [],
    };
  }
  return {
    steps: template.steps.flatMap((step) => item(step.name?.value, '', step.node.range)),
    parameters,
    environments: [
      ...template.jobEnvironments.flatMap((one) => item(one.name?.value, 'job', one.node.range)),
      ...template.steps.flatMap((step) =>
        step.stepEnvironments.flatMap((one) =>
          item(one.name?.value, step.name?.value ?? 'step', one.node.range),
        ),
      ),
    ],
  };
}
