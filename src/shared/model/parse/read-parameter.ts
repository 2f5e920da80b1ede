import type { Value } from '../../expr/index.ts';
import type { Node } from '../../yaml/index.ts';
import { optional } from '../optional.ts';
import type { JobParameterType } from '../parameter-types.ts';
import { coerceInput } from '../parameters/coerce.ts';
import { nodeToInput } from '../parameters/input.ts';
import { itemType } from '../parameters/types.ts';
import type {
  Constraints,
  FileFilter,
  JobParameterDefinition,
  UserInterface,
} from '../template/types.ts';
import { jobParameterType } from './parameter-objects.ts';
import type { Reader } from './reader.ts';

export function readParameterDefinition(reader: Reader): JobParameterDefinition | undefined {
  const type = jobParameterType(reader.node, true);
  const name = reader.text('name');
  if (type === undefined || name === undefined) return undefined;
  const userInterface = reader.object('userInterface');
  return {
    node: reader.node,
    place: reader.place,
    name: name.value,
    nameNode: name.node,
    type,
    ...optional('description', reader.string('description')),
    ...optional('default', reader.get('default')),
    constraints: readConstraints(reader, type),
    ...optional('objectType', reader.oneOf('objectType', ['FILE', 'DIRECTORY'])),
    ...optional('dataFlow', reader.oneOf('dataFlow', ['NONE', 'IN', 'OUT', 'INOUT'])),
    ...optional('userInterface', userInterface && readUserInterface(userInterface)),
  };
}

function readConstraints(reader: Reader, type: JobParameterType): Constraints {
  const item = reader.object('item');
  const of = itemType(type);
  const allowed = reader.get('allowedValues')?.node;
  return {
    ...optional('minLength', reader.number('minLength')),
    ...optional('maxLength', reader.number('maxLength')),
    ...optional('minValue', readValue(reader.get('minValue')?.node, type)),
    ...optional('maxValue', readValue(reader.get('maxValue')?.node, type)),
    ...(allowed?.kind === 'seq'
      ? { allowedValues: allowed.items.flatMap((node) => readValue(node, type) ?? []) }
      : {}),
    ...(item !== undefined && of !== undefined ? { item: readConstraints(item, of) } : {}),
  };
}

function readValue(node: Node | undefined, type: JobParameterType): Value | undefined {
  const input = node === undefined ? undefined : nodeToInput(node);
  if (input === undefined) return undefined;
  const result = coerceInput(type, input);
  return 'value' in result ? result.value : undefined;
}

function readUserInterface(reader: Reader): UserInterface {
  const filter = reader.object('fileFilterDefault');
  return {
    node: reader.node,
    ...optional('control', reader.string('control')),
    ...optional('label', reader.string('label')),
    ...optional('groupLabel', reader.string('groupLabel')),
    ...optional('decimals', reader.number('decimals')),
    ...optional('singleStepDelta', reader.number('singleStepDelta')),
    ...(reader.has('fileFilters')
      ? { fileFilters: reader.objects('fileFilters', readFilter) }
      : {}),
    ...optional('fileFilterDefault', filter && readFilter(filter)),
  };
}

function readFilter(reader: Reader): FileFilter | undefined {
  const label = reader.string('label');
  if (label === undefined) return undefined;
  const patterns = reader.items('patterns').flatMap(({ node }) => {
    return node.kind === 'scalar' && node.type === 'string' ? [node.text] : [];
  });
  return { label, patterns };
}
