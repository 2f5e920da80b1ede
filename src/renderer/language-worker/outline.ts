import type {
  EnvironmentDefinition,
  EnvironmentTemplate,
  JobTemplate,
  ScriptDefinition,
} from '../../shared/model/index.ts';
import type { LineIndex } from '../../shared/text/line-index.ts';
import { sourceRange } from '../../shared/yaml/index.ts';
import type { Outline, OutlineAction, OutlineItem, OutlineScript } from './contract.ts';
import { placeIn } from './problems.ts';

/** What a template consists of, each part with its place. */
export function outlineOf(
  template: JobTemplate | EnvironmentTemplate | undefined,
  lines: LineIndex,
): Outline {
  if (!template) return { steps: [], parameters: [], environments: [], scripts: [], actions: [] };
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
      scripts: environment ? scriptsOf(environment, lines) : [],
      actions: environment ? actionsOf(environment.script, ownerOf(environment), lines) : [],
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
    scripts: [
      ...template.jobEnvironments.flatMap((one) => scriptsOf(one, lines)),
      ...template.steps.flatMap((step) => [
        ...filesOf(step.script, { step: step.name?.value ?? '' }, lines),
        ...step.stepEnvironments.flatMap((one) => scriptsOf(one, lines)),
      ]),
    ],
    actions: [
      ...template.jobEnvironments.flatMap((one) => actionsOf(one.script, ownerOf(one), lines)),
      ...template.steps.flatMap((step) => [
        ...actionsOf(step.script, { step: step.name?.value ?? '' }, lines),
        ...step.stepEnvironments.flatMap((one) => actionsOf(one.script, ownerOf(one), lines)),
      ]),
    ],
  };
}

type Owner = { readonly step: string } | { readonly environment: string };

function ownerOf({ name }: EnvironmentDefinition): Owner {
  return { environment: name?.value ?? '' };
}

function scriptsOf(environment: EnvironmentDefinition, lines: LineIndex): OutlineScript[] {
  return filesOf(environment.script, ownerOf(environment), lines);
}

function actionsOf(
  script: ScriptDefinition | undefined,
  owner: Owner,
  lines: LineIndex,
): OutlineAction[] {
  return Object.entries(script?.actions ?? {}).map(([name, { node }]) => ({
    ...owner,
    name,
    line: placeIn(lines, node.range).line,
  }));
}

/** Lines of one file that are told; a line further on is shown at the last of them. */
const LINES_TOLD = 5000;

function filesOf(
  script: ScriptDefinition | undefined,
  owner: Owner,
  lines: LineIndex,
): OutlineScript[] {
  return (script?.embeddedFiles ?? []).flatMap(({ name, data }) => {
    if (!data) return [];
    const { node } = data;
    const told: number[] = [];
    for (let at = 0; told.length < LINES_TOLD; ) {
      told.push(placeIn(lines, sourceRange(node, at, at)).line);
      const next = node.text.indexOf('\n', at) + 1;
      if (next === 0 || next >= node.text.length) break;
      at = next;
    }
    return [{ ...owner, name, lines: told }];
  });
}
