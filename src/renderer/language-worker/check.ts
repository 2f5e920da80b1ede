import {
  decodeTemplate,
  type EnvironmentTemplate,
  type JobTemplate,
  type MergedParameter,
  mergeParameterDefinitions,
} from '../../shared/model/index.ts';
import { LineIndex } from '../../shared/text/line-index.ts';
import type { CheckParams, CheckResult } from './contract.ts';
import { formParameter } from './form-model.ts';
import { graphOf } from './graph.ts';
import { outlineOf } from './outline.ts';
import { toProblems } from './problems.ts';

/** A checked document: what the page is told, and what jobs are made from. */
export interface Checked {
  readonly text: string;
  readonly result: CheckResult;
  readonly template: JobTemplate | EnvironmentTemplate | undefined;
  readonly environments: readonly EnvironmentTemplate[];
  readonly definitions: readonly MergedParameter[];
}

export function checkDocument(params: CheckParams): Checked {
  const began = performance.now();
  const decoded = decodeTemplate(params.text, { format: params.format });
  const { template } = decoded;
  const environments = params.environments.flatMap((text) => {
    const layer = decodeTemplate(text, { kind: 'environment' }).template;
    return layer?.kind === 'environment' ? [layer] : [];
  });
  const merged = mergeParameterDefinitions(
    template?.kind === 'job' ? template : undefined,
    template?.kind === 'environment' ? [template, ...environments] : environments,
  );
  const lines = new LineIndex(params.text);
  const result: CheckResult = {
    ...(decoded.kind === undefined ? {} : { kind: decoded.kind }),
    ...(template?.kind === 'job' && template.name ? { name: template.name.format.source } : {}),
    ...(template?.specificationVersion === undefined
      ? {}
      : { specificationVersion: template.specificationVersion }),
    extensions: [...(template?.extensions ?? [])],
    valid: decoded.valid,
    problems: toProblems(params.text, [...decoded.diagnostics, ...merged.issues]),
    outline: outlineOf(template, lines),
    ...graphOf(template, lines),
    form: merged.definitions.map(formParameter),
    elapsed: performance.now() - began,
  };
  return { text: params.text, result, template, environments, definitions: merged.definitions };
}
