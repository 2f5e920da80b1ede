import { LineIndex } from '../../text/line-index.ts';
import type { ScalarNode } from '../../yaml/index.ts';
import type { Place } from '../collector.ts';
import type { EnvironmentDefinition, Template } from '../template/types.ts';
import type { ValidationContext } from './context.ts';

interface Named {
  readonly name: string;
  readonly node: ScalarNode;
  readonly place: Place | undefined;
}

/** Names that must differ: parameters, steps, environments, files and task parameters. */
export function validateUniqueness(template: Template, context: ValidationContext): void {
  const unique = (noun: string, items: readonly Named[], before: readonly Named[] = []): void =>
    requireUnique(context, noun, items, before);
  unique(
    'parameter',
    template.parameterDefinitions.map(({ name, nameNode, place }) => ({
      name,
      node: nameNode,
      place,
    })),
  );
  if (template.kind === 'environment') {
    uniqueFiles(template.environment, unique);
    return;
  }
  const jobEnvironments = namesOf(template.jobEnvironments);
  unique('environment', jobEnvironments);
  for (const environment of template.jobEnvironments) uniqueFiles(environment, unique);
  unique(
    'step',
    template.steps.flatMap(({ name, place }) =>
      name ? [{ name: name.value, node: name.node, place }] : [],
    ),
  );
  for (const step of template.steps) {
    // §3: step environments differ from each other and from the job's, not from those of other steps.
    unique('environment', namesOf(step.stepEnvironments), jobEnvironments);
    for (const environment of step.stepEnvironments) uniqueFiles(environment, unique);
    uniqueFiles(step, unique);
    const parameters = step.parameterSpace?.parameters ?? [];
    unique(
      'task parameter',
      parameters.map(({ name, nameNode, place }) => ({ name, node: nameNode, place })),
    );
  }
}

function namesOf(environments: readonly EnvironmentDefinition[]): Named[] {
  return environments.flatMap(({ name, place }) =>
    name === undefined ? [] : [{ name: name.value, node: name.node, place }],
  );
}

function uniqueFiles(
  owner: Pick<EnvironmentDefinition, 'script'> | undefined,
  unique: (noun: string, items: readonly Named[]) => void,
): void {
  const files = owner?.script?.embeddedFiles ?? [];
  unique(
    'embedded file',
    files.map(({ name, nameNode, place }) => ({ name, node: nameNode, place })),
  );
}

function requireUnique(
  context: ValidationContext,
  noun: string,
  items: readonly Named[],
  before: readonly Named[],
): void {
  if (items.length + before.length < 2) return;
  const seen = new Map(before.map((item) => [item.name, item]));
  for (const item of items) {
    const first = seen.get(item.name);
    if (first === undefined) {
      seen.set(item.name, item);
      continue;
    }
    const { line } = new LineIndex(first.node.source.text).positionAt(first.node.range.start);
    context.collector.error(
      'duplicate-name',
      `There is already ${noun === 'environment' || noun === 'embedded file' ? 'an' : 'a'} ${noun} named "${item.name}", on line ${line}. Names must differ.`,
      item.node.range,
      item.place,
      { name: item.name, first: first.node.range.start },
    );
  }
}
