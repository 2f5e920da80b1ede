import type { EnvironmentDefinition, ScriptDefinition, StepTemplate } from '../model/index.ts';
import type { Range } from '../text/range.ts';
import type { Node, ScalarNode } from '../yaml/index.ts';
import type { LanguageDocument } from './document.ts';

export type OutlineKind =
  | 'parameter'
  | 'environment'
  | 'step'
  | 'taskParameter'
  | 'action'
  | 'file';

export interface SymbolNode {
  readonly name: string;
  readonly kind: OutlineKind;
  readonly detail?: string;
  readonly range: Range;
  /** What is selected when it is chosen: its name. */
  readonly selection: Range;
  readonly children: readonly SymbolNode[];
}

/** The parts of a template that people look for. */
export function outline(document: LanguageDocument): readonly SymbolNode[] {
  return document.fact('outline', () => {
    const { template } = document;
    if (template === undefined) return [];
    const parameters = template.parameterDefinitions.map(({ name, nameNode, type, node }) =>
      symbol(name, 'parameter', node, nameNode, [], type),
    );
    if (template.kind === 'environment') {
      const { environment } = template;
      return [...parameters, ...(environment === undefined ? [] : [ofEnvironment(environment)])];
    }
    return [
      ...parameters,
      ...template.jobEnvironments.map(ofEnvironment),
      ...template.steps.map(ofStep),
    ];
  });
}

function ofStep(step: StepTemplate): SymbolNode {
  const parameters = (step.parameterSpace?.parameters ?? []).map(({ name, nameNode, type, node }) =>
    symbol(name, 'taskParameter', node, nameNode, [], type),
  );
  return symbol(step.name?.value ?? 'step', 'step', step.node, step.name?.node, [
    ...parameters,
    ...step.stepEnvironments.map(ofEnvironment),
    ...ofScript(step.script),
  ]);
}

function ofEnvironment({ name, node, script }: EnvironmentDefinition): SymbolNode {
  return symbol(name?.value ?? 'environment', 'environment', node, name?.node, ofScript(script));
}

function ofScript(script: ScriptDefinition | undefined): SymbolNode[] {
  if (script === undefined) return [];
  const actions = Object.entries(script.actions).map(([name, action]) => {
    const command = script.interpreter ?? action.command?.format.source;
    return symbol(name, 'action', action.node, undefined, [], command);
  });
  const files = script.embeddedFiles
    .filter(({ implicit }) => !implicit)
    .map(({ name, nameNode, node, filename }) =>
      symbol(name, 'file', node, nameNode, [], filename?.value),
    );
  return [...actions, ...files];
}

function symbol(
  name: string,
  kind: OutlineKind,
  node: Node,
  nameNode: ScalarNode | undefined,
  children: readonly SymbolNode[],
  detail?: string,
): SymbolNode {
  const { range } = node;
  const within =
    nameNode !== undefined &&
    nameNode.range.start >= range.start &&
    nameNode.range.end <= range.end;
  const selection = within ? nameNode.range : { start: range.start, end: range.start };
  return { name, kind, ...(detail === undefined ? {} : { detail }), range, selection, children };
}
