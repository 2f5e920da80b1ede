import { within } from '../collector.ts';
import { optional } from '../optional.ts';
import type {
  ActionDefinition,
  ActionName,
  EnvironmentDefinition,
  ScriptDefinition,
  VariableDefinition,
} from '../template/types.ts';
import { readAction, readEmbeddedFile } from './read-action.ts';
import { type Reader, toFormat } from './reader.ts';

const ENVIRONMENT_ACTIONS = [
  'onEnter',
  'onWrapEnvEnter',
  'onWrapTaskRun',
  'onWrapEnvExit',
  'onExit',
] as const;

export function readEnvironment(reader: Reader): EnvironmentDefinition {
  const script = reader.object('script');
  return {
    node: reader.node,
    place: reader.place,
    ...optional('name', reader.text('name')),
    ...optional('description', reader.string('description')),
    variables: readVariables(reader),
    ...optional('script', script && readScript(script, ENVIRONMENT_ACTIONS)),
  };
}

function readVariables(reader: Reader): VariableDefinition[] {
  const variables = reader.get('variables');
  if (variables?.node.kind !== 'map') return [];
  return variables.node.entries.flatMap(({ key, value: node }) => {
    const value = toFormat({ node, place: within(variables.place, key.text) }, reader.expr);
    return value === undefined ? [] : [{ name: key.text, keyNode: key, value }];
  });
}

/** `<StepScript>` or `<EnvironmentScript>`: the two differ in their actions only. */
export function readScript(reader: Reader, names: readonly ActionName[]): ScriptDefinition {
  const actions: Partial<Record<ActionName, ActionDefinition>> = {};
  const container = reader.object('actions');
  for (const name of names) {
    const action = container?.object(name);
    if (action !== undefined) actions[name] = readAction(action);
  }
  return {
    node: reader.node,
    place: reader.place,
    let: reader.bindings(),
    embeddedFiles: reader.objects('embeddedFiles', readEmbeddedFile),
    actions,
  };
}
