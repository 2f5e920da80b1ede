import type { MapNode } from '../../yaml/index.ts';
import type { Extension } from '../extensions.ts';
import { optional } from '../optional.ts';
import { ENVIRONMENT_VERSION, JOB_VERSION } from '../schema/index.ts';
import type { EnvironmentTemplate, JobTemplate } from '../template/types.ts';
import { readEnvironment } from './read-environment.ts';
import { readParameterDefinition } from './read-parameter.ts';
import { readStep } from './read-step.ts';
import { Reader } from './reader.ts';

/** A job template from its document, as much of it as can be read. */
export function readJobTemplate(node: MapNode, extensions: ReadonlySet<Extension>): JobTemplate {
  const reader = new Reader(node, undefined, extensions.has('EXPR'));
  return {
    kind: 'job',
    node,
    place: undefined,
    specificationVersion: JOB_VERSION,
    extensions,
    ...optional('name', reader.format('name')),
    ...optional('description', reader.string('description')),
    parameterDefinitions: reader.objects('parameterDefinitions', readParameterDefinition),
    jobEnvironments: reader.objects('jobEnvironments', readEnvironment),
    steps: reader.objects('steps', readStep),
  };
}

export function readEnvironmentTemplate(
  node: MapNode,
  extensions: ReadonlySet<Extension>,
): EnvironmentTemplate {
  const reader = new Reader(node, undefined, extensions.has('EXPR'));
  const environment = reader.object('environment');
  return {
    kind: 'environment',
    node,
    place: undefined,
    specificationVersion: ENVIRONMENT_VERSION,
    extensions,
    parameterDefinitions: reader.objects('parameterDefinitions', readParameterDefinition),
    ...optional('environment', environment && readEnvironment(environment)),
  };
}
