import { floatValue, intValue, parseFormatString, stringValue } from '../../expr/index.ts';
import { within } from '../collector.ts';
import { optional } from '../optional.ts';
import type { TaskParameterType } from '../parameter-types.ts';
import type {
  ChunksDefinition,
  Located,
  ParameterSpaceDefinition,
  RangeDefinition,
  RangeItem,
  TaskParameterDefinition,
} from '../template/types.ts';
import { taskParameterType } from './parameter-objects.ts';
import { isText, type Reader, toFormat } from './reader.ts';
import { isInt64, readInteger, readNumber } from './scalars.ts';

export function readParameterSpace(reader: Reader): ParameterSpaceDefinition {
  return {
    node: reader.node,
    place: reader.place,
    parameters: reader.objects('taskParameterDefinitions', readTaskParameter),
    ...optional('combination', reader.text('combination')),
  };
}

function readTaskParameter(reader: Reader): TaskParameterDefinition | undefined {
  const type = taskParameterType(reader.node, true);
  const name = reader.text('name');
  if (type === undefined || name === undefined) return undefined;
  const chunks = reader.object('chunks');
  return {
    node: reader.node,
    place: reader.place,
    name: name.value,
    nameNode: name.node,
    type,
    ...optional('range', readRange(reader, type)),
    ...optional('chunks', chunks && readChunks(chunks)),
  };
}

function readRange(reader: Reader, type: TaskParameterType): RangeDefinition | undefined {
  const range = reader.get('range');
  if (range?.place === undefined) return undefined;
  const { node, place } = range;
  if (node.kind === 'seq') {
    const items = node.items.flatMap(
      (item, index) =>
        readItem({ node: item, place: within(place, index) }, type, reader.expr) ?? [],
    );
    return { kind: 'list', node, place, items };
  }
  const format = toFormat(range, reader.expr);
  return format === undefined ? undefined : { kind: 'expression', ...format };
}

function readItem(located: Located, type: TaskParameterType, expr: boolean): RangeItem | undefined {
  const { node, place } = located;
  if (node.kind !== 'scalar') return undefined;
  if (isText(node) && (node.text.includes('{{') || node.text.includes('}}'))) {
    return { node, place, value: parseFormatString(node.text, { expr }) };
  }
  if (type === 'STRING' || type === 'PATH') {
    return isText(node) ? { node, place, value: stringValue(node.text) } : undefined;
  }
  if (type === 'FLOAT') {
    const number = readNumber(node, true);
    return number === undefined
      ? undefined
      : { node, place, value: floatValue(number, node.text.trim()) };
  }
  const integer = readInteger(node, true);
  if (integer === undefined || !isInt64(integer)) return undefined;
  return { node, place, value: intValue(integer) };
}

function readChunks(reader: Reader): ChunksDefinition {
  return {
    node: reader.node,
    place: reader.place,
    ...optional('defaultTaskCount', reader.numeric('defaultTaskCount')),
    ...optional('targetRuntimeSeconds', reader.numeric('targetRuntimeSeconds')),
    ...optional(
      'rangeConstraint',
      reader.oneOf('rangeConstraint', ['CONTIGUOUS', 'NONCONTIGUOUS']),
    ),
  };
}
