import { type Node, placeOf, type ScalarNode } from '../../yaml/index.ts';
import type { Place } from '../collector.ts';
import type { Allowed, IntegerSchema, NumberSchema } from '../schema/types.ts';
import { quote } from '../text.ts';
import { isInt64, readInteger, readNumber } from './scalars.ts';
import { requireExtension, type StructureContext } from './structure.ts';
import { wrongType } from './values.ts';

function expectedInteger(schema: IntegerSchema): string {
  const { min, max } = schema;
  if (min !== undefined && max !== undefined) return `an integer from ${min} to ${max}`;
  if (min === 1) return 'a positive integer';
  if (min === 0) return 'an integer of 0 or more';
  return min === undefined ? 'an integer' : `an integer of at least ${min}`;
}

export function checkInteger(
  context: StructureContext,
  node: Node,
  schema: IntegerSchema,
  place: Place | undefined,
  label: string,
): void {
  if (isAllowedText(context, node, schema, place, label)) return;
  const expected = expectedInteger(schema);
  const value = readInteger(node, schema.text !== undefined);
  if (value === undefined) {
    wrongType(context, node, expected, place, label);
    return;
  }
  const { min, max } = schema;
  if ((min !== undefined && value < BigInt(min)) || (max !== undefined && value > BigInt(max))) {
    context.collector.error(
      'out-of-range',
      `${label} must be ${expected}, but is ${value}.`,
      placeOf(node),
      place,
    );
  } else if (schema.int64 === true && !isInt64(value)) {
    context.collector.error(
      'integer-overflow',
      `${label} must be a 64-bit integer (-2^63 to 2^63-1), but is ${value}.`,
      placeOf(node),
      place,
    );
  }
}

export function checkNumber(
  context: StructureContext,
  node: Node,
  schema: NumberSchema,
  place: Place | undefined,
  label: string,
): void {
  if (isAllowedText(context, node, schema, place, label)) return;
  const { min, above } = schema;
  const expected =
    above === 0 ? 'a number greater than 0' : min === 0 ? 'a number of 0 or more' : 'a number';
  const value = readNumber(node, schema.text !== undefined);
  if (value === undefined) {
    const numeric = node.kind === 'scalar' && (node.type === 'int' || node.type === 'float');
    const hint = numeric ? ' Infinity and NaN are no values.' : '';
    wrongType(context, node, expected, place, label, hint);
  } else if ((min !== undefined && value < min) || (above !== undefined && value <= above)) {
    context.collector.error(
      'out-of-range',
      `${label} must be ${expected}, but is ${value}.`,
      placeOf(node),
      place,
    );
  }
}

/** True when the node is a text that another check takes over: a format string, or one that is refused. */
function isAllowedText(
  context: StructureContext,
  node: Node,
  schema: { readonly text?: Allowed; readonly format?: Allowed },
  place: Place | undefined,
  label: string,
): boolean {
  if (node.kind !== 'scalar' || node.type !== 'string') return false;
  const isFormat = node.text.includes('{{');
  if (isFormat && schema.format !== undefined) {
    gate(context, node, schema.format, `A format string as ${label}`, place);
    return true;
  }
  if (schema.text === undefined || isFormat) return false;
  // Without the extension the fault is the quotes, unless the text is no number anyway.
  if (schema.text !== true && readNumber(node, true) !== undefined) {
    return !gate(context, node, schema.text, `The text ${quote(node.text)} as ${label}`, place);
  }
  return false;
}

function gate(
  context: StructureContext,
  node: ScalarNode,
  allowed: Allowed,
  feature: string,
  place: Place | undefined,
): boolean {
  return allowed === true || requireExtension(context, allowed, feature, node.range, place);
}
