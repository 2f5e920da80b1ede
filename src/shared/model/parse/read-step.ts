import { givenEntry } from '../given.ts';
import { optional } from '../optional.ts';
import { INTERPRETERS } from '../schema/index.ts';
import type {
  AmountDefinition,
  AttributeDefinition,
  HostRequirementsDefinition,
  ScriptDefinition,
  StepTemplate,
} from '../template/types.ts';
import { readEnvironment, readScript } from './read-environment.ts';
import { readParameterSpace } from './read-parameter-space.ts';
import type { Reader } from './reader.ts';
import { expandSimpleAction } from './simple-action.ts';

export function readStep(reader: Reader): StepTemplate {
  const name = reader.text('name');
  const requirements = reader.object('hostRequirements');
  const space = reader.object('parameterSpace');
  return {
    node: reader.node,
    place: reader.place,
    ...optional('name', name),
    ...optional('description', reader.string('description')),
    let: reader.bindings(),
    dependencies: reader.objects('dependencies', (dependency) => dependency.text('dependsOn')),
    stepEnvironments: reader.objects('stepEnvironments', readEnvironment),
    ...optional('hostRequirements', requirements && readHostRequirements(requirements)),
    ...optional('parameterSpace', space && readParameterSpace(space)),
    ...optional('script', readStepScript(reader, name?.value ?? 'script')),
  };
}

/** The script, or the simple action that stands in its place or inside of it (§3.5, §8). */
function readStepScript(reader: Reader, stepName: string): ScriptDefinition | undefined {
  const script = reader.object('script');
  if (script === undefined) return readSimple(reader, stepName);
  const simple = readSimple(script, stepName);
  const plain = readScript(script, ['onRun']);
  if (simple === undefined) return plain;
  return { ...simple, let: [...plain.let, ...simple.let] };
}

function readSimple(reader: Reader, stepName: string): ScriptDefinition | undefined {
  for (const interpreter of INTERPRETERS) {
    const entry = givenEntry(reader.node, interpreter);
    const simple = reader.object(interpreter);
    if (entry === undefined || simple === undefined) continue;
    return expandSimpleAction(simple, interpreter, entry.key, stepName);
  }
  return undefined;
}

function readHostRequirements(reader: Reader): HostRequirementsDefinition {
  return {
    node: reader.node,
    place: reader.place,
    amounts: reader.objects('amounts', readAmount),
    attributes: reader.objects('attributes', readAttribute),
  };
}

function readAmount(reader: Reader): AmountDefinition {
  return {
    node: reader.node,
    place: reader.place,
    ...optional('name', reader.format('name')),
    ...optional('min', reader.numeric('min')),
    ...optional('max', reader.numeric('max')),
  };
}

function readAttribute(reader: Reader): AttributeDefinition {
  return {
    node: reader.node,
    place: reader.place,
    ...optional('name', reader.format('name')),
    ...(reader.has('anyOf') ? { anyOf: reader.formats('anyOf') } : {}),
    ...(reader.has('allOf') ? { allOf: reader.formats('allOf') } : {}),
  };
}
