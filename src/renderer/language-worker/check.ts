import { hints, scriptsOf } from '../../shared/language/index.ts';
import {
  decodeTemplate,
  type EnvironmentTemplate,
  FARM_CODES,
  type FarmProfile,
  type JobTemplate,
  type MergedParameter,
  mergeParameterDefinitions,
} from '../../shared/model/index.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import { LineIndex } from '../../shared/text/line-index.ts';
import type { CheckParams, CheckResult, OtherText } from './contract.ts';
import { formParameter } from './form-model.ts';
import { graphOf } from './graph.ts';
import { issuesOfJob, layerChecks, readLayer } from './layers.ts';
import { outlineOf } from './outline.ts';
import { toProblems } from './problems.ts';

/** A checked document: what the page is told, and what jobs are made from. */
export interface Checked {
  readonly text: string;
  readonly result: CheckResult;
  readonly template: JobTemplate | EnvironmentTemplate | undefined;
  readonly environments: readonly EnvironmentTemplate[];
  readonly layers: readonly OtherText[];
  readonly definitions: readonly MergedParameter[];
  readonly profile: FarmProfile | undefined;
}

export function checkDocument(params: CheckParams): Checked {
  const began = performance.now();
  const profile = params.farmProfile;
  const decoded = decodeTemplate(params.text, {
    format: params.format,
    ...(profile === undefined ? {} : { profile }),
  });
  const findings = decoded.diagnostics.map(asWarningOfFarm);
  const { template } = decoded;
  const layers = params.environments.map(readLayer);
  const environments = layers.flatMap(({ template: layer }) => layer ?? []);
  const merged = mergeParameterDefinitions(
    template?.kind === 'job' ? template : undefined,
    template?.kind === 'environment' ? [template, ...environments] : environments,
  );
  const lines = new LineIndex(params.text);
  const missing = params.missingCommands ?? [];
  const surprises = hints(
    { template },
    { commands: Object.fromEntries(missing.map((name) => [name, null])) },
  );
  const result: CheckResult = {
    ...(decoded.kind === undefined ? {} : { kind: decoded.kind }),
    ...(template?.kind === 'job' && template.name ? { name: template.name.format.source } : {}),
    ...(template?.specificationVersion === undefined
      ? {}
      : { specificationVersion: template.specificationVersion }),
    extensions: [...(template?.extensions ?? [])],
    valid: !findings.some(({ severity }) => severity === 'error'),
    problems: toProblems(params.text, [...findings, ...issuesOfJob(merged), ...surprises]),
    commands: commandsOf(template),
    outline: outlineOf(template, lines),
    ...graphOf(template, lines),
    form: merged.definitions.map((definition) => formParameter(definition, layers)),
    environments: layerChecks(layers, merged),
    elapsed: performance.now() - began,
  };
  return {
    text: params.text,
    result,
    template,
    environments,
    layers: params.environments,
    definitions: merged.definitions,
    profile,
  };
}

/** The commands that can be looked for on a machine: those that are written out. */
function commandsOf(template: Checked['template']): readonly string[] {
  const commands = scriptsOf({ template }).flatMap(({ actions }) =>
    Object.values(actions).flatMap(({ command }) =>
      command?.format.isLiteral ? [command.format.source] : [],
    ),
  );
  return [...new Set(commands)];
}

/** What only the farm lacks does not keep the template from running here. */
export function asWarningOfFarm(found: Diagnostic): Diagnostic {
  return FARM_CODES.has(found.code) ? { ...found, severity: 'warning' } : found;
}
