import {
  decodeTemplate,
  type EnvironmentTemplate,
  type mergeParameterDefinitions,
} from '../../shared/model/index.ts';
import type { Diagnostic } from '../../shared/text/diagnostic.ts';
import type { LayerCheck, OtherText } from './contract.ts';
import { toProblems } from './problems.ts';

type Merged = ReturnType<typeof mergeParameterDefinitions>;

/** An environment template as it was read; without a template it cannot be layered. */
export interface Layer extends OtherText {
  readonly template: EnvironmentTemplate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function readLayer({ path, text }: OtherText): Layer {
  const { template, diagnostics } = decodeTemplate(text, {
    kind: 'environment',
    format: path.toLowerCase().endsWith('.json') ? 'json' : 'yaml',
  });
  return {
    path,
    text,
    template: template?.kind === 'environment' ? template : undefined,
    diagnostics,
  };
}

/** Conflicts of definitions that stand in the job template's own text. */
export function issuesOfJob({ definitions, issues }: Merged): readonly Diagnostic[] {
  return issues.filter((issue) => documentOf(definitions, issue) === 0);
}

/** What each layer adds and what is wrong with it; a conflict is said in every file that takes part in it. */
export function layerChecks(layers: readonly Layer[], { issues }: Merged): LayerCheck[] {
  return layers.map(({ path, text, template, diagnostics }) => {
    const parameters = template?.parameterDefinitions ?? [];
    const conflicts = issues.flatMap((issue) => {
      const own = parameters.find(({ name }) => name === issue.path[1]);
      return own ? [{ ...issue, range: own.nameNode.range }] : [];
    });
    const found = [...diagnostics, ...conflicts];
    const script = template?.environment?.script;
    return {
      path,
      ...(template?.environment?.name ? { name: template.environment.name.value } : {}),
      valid: template !== undefined && !found.some(({ severity }) => severity === 'error'),
      problems: toProblems(text, found),
      parameters: parameters.map(({ name }) => name),
      variables: template?.environment?.variables.map(({ name }) => name) ?? [],
      actions: Object.keys(script?.actions ?? {}),
    };
  });
}

function documentOf(definitions: Merged['definitions'], issue: Diagnostic): number {
  return definitions.find(({ name }) => name === issue.path[1])?.origin.document ?? 0;
}
