import { closest, parseRangeExpr } from '../../expr/index.ts';
import { type Node, placeOf, type ScalarNode, sourceRange } from '../../yaml/index.ts';
import { type Place, within } from '../collector.ts';
import { bundleAllows, type LimitName, needsBundle } from '../limits.ts';
import type { EnumSchema, ListSchema, TextSchema, ValueSchema } from '../schema/types.ts';
import {
  codePoints,
  findForbidden,
  IDENTIFIER,
  listWords,
  nameCharacter,
  plural,
  quote,
} from '../text.ts';
import { describeNode, quotingHint } from './describe.ts';
import { checkInteger, checkNumber } from './numbers.ts';
import {
  checkParameter,
  checkParameterType,
  checkTaskParameter,
  checkTaskParameterType,
} from './parameter-objects.ts';
import { readBool } from './scalars.ts';
import { checkObject, requireExtension, type StructureContext } from './structure.ts';
import { checkVariables } from './variables.ts';

/** Checks a value against its description; `label` is what messages call it. */
export function checkValue(
  context: StructureContext,
  node: Node,
  schema: ValueSchema,
  place: Place | undefined,
  label: string,
): void {
  switch (schema.kind) {
    case 'text':
      checkText(context, node, schema, place, label);
      return;
    case 'integer':
      checkInteger(context, node, schema, place, label);
      return;
    case 'number':
      checkNumber(context, node, schema, place, label);
      return;
    case 'list':
      checkList(context, node, schema, place, label);
      return;
    case 'object':
      checkObject(context, node, schema.object, place, label);
      return;
    case 'enum':
      checkEnum(context, node, schema, place, label);
      return;
    case 'identifier':
      checkIdentifier(context, node, place, label);
      return;
    case 'range':
      checkRange(context, node, schema, place, label);
      return;
    case 'variables':
      checkVariables(context, node, place, label);
      return;
    case 'jobParameter':
      checkParameter(context, node, place, label);
      return;
    case 'taskParameter':
      checkTaskParameter(context, node, place, label);
      return;
    case 'parameterType':
      checkParameterType(context, node, place);
      return;
    case 'taskParameterType':
      checkTaskParameterType(context, node, place);
      return;
    default:
      checkSimple(context, node, schema, place, label);
  }
}

export function wrongType(
  context: StructureContext,
  node: Node,
  expected: string,
  place: Place | undefined,
  label: string,
  hint = '',
): undefined {
  context.collector.error(
    'wrong-type',
    `${label} must be ${expected}, but is ${describeNode(node)}.${hint}`,
    placeOf(node),
    place,
  );
  return undefined;
}

/** The node as a text, or a report that it is none. */
export function textOf(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
  label: string,
  expected = 'a text',
): ScalarNode | undefined {
  if (node.kind === 'scalar' && node.type === 'string') return node;
  return wrongType(context, node, expected, place, label, quotingHint(node));
}

export function checkText(
  context: StructureContext,
  node: Node,
  schema: TextSchema,
  place: Place | undefined,
  label: string,
): void {
  const scalar = textOf(context, node, place, label);
  if (scalar === undefined) return;
  const { text } = scalar;
  if (text.length < (schema.min ?? 0)) {
    context.collector.error('too-short', `${label} must not be empty.`, scalar.range, place);
  }
  if (schema.characters !== undefined) checkCharacters(context, scalar, schema, place, label);
  if (schema.braces !== undefined) checkBraces(context, scalar, place, label);
  if (schema.max === undefined) return;
  if (schema.format !== undefined && text.includes('{{')) {
    // What it resolves to may be as long as the extension allows.
    if (schema.max === 'jobName') context.used.add('FEATURE_BUNDLE_1');
    return;
  }
  checkLength(context, scalar, schema.max, place, label);
}

/** §3.1: any printable character may stand in a name, but who writes braces expects a value in their place. */
function checkBraces(
  context: StructureContext,
  scalar: ScalarNode,
  place: Place | undefined,
  label: string,
): void {
  const at = scalar.text.indexOf('{{');
  if (at < 0) return;
  context.collector.warning(
    'not-a-format-string',
    `${label} is no format string: the braces are taken as they stand.`,
    sourceRange(scalar, at, at + 2),
    place,
  );
}

function checkCharacters(
  context: StructureContext,
  scalar: ScalarNode,
  schema: TextSchema,
  place: Place | undefined,
  label: string,
): void {
  const wanted = schema.characters ?? 'any';
  const rule = wanted === 'argument' && context.extensions.has('EXPR') ? 'exprArgument' : wanted;
  const at = findForbidden(scalar.text, rule);
  if (at < 0) return;
  const code = scalar.text.charCodeAt(at);
  const tab = code === 9 && rule === 'argument' ? ' With the EXPR extension it may.' : '';
  context.collector.error(
    'control-character',
    `${label} must not hold a ${nameCharacter(code)}.${tab}`,
    sourceRange(scalar, at, at + 1),
    place,
  );
}

export function checkLength(
  context: StructureContext,
  scalar: ScalarNode,
  limit: LimitName,
  place: Place | undefined,
  label: string,
): void {
  // Code points are never more than units, so most texts are measured by their length alone.
  if (!needsBundle(limit, scalar.text.length)) return;
  const max = context.limits[limit];
  const length = codePoints(scalar.text);
  if (length <= max) {
    if (needsBundle(limit, length)) context.used.add('FEATURE_BUNDLE_1');
    return;
  }
  const bundle =
    max < length && bundleAllows(limit, length) ? ' FEATURE_BUNDLE_1 would allow it.' : '';
  context.collector.error(
    'too-long',
    `${label} has ${length} characters; at most ${max} are allowed.${bundle}`,
    scalar.range,
    place,
    bundle === '' ? undefined : { extension: 'FEATURE_BUNDLE_1' },
  );
}

function checkIdentifier(
  context: StructureContext,
  node: Node,
  place: Place | undefined,
  label: string,
): void {
  const scalar = textOf(context, node, place, label, 'a name');
  if (scalar === undefined) return;
  if (!IDENTIFIER.test(scalar.text)) {
    const suggestion = scalar.text.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=[0-9])/, '_');
    const valid = IDENTIFIER.test(suggestion);
    context.collector.error(
      'invalid-name',
      scalar.text === ''
        ? `${label} must not be empty.`
        : `${quote(scalar.text)} is not a valid name: only letters A-Z, digits and "_", not starting with a digit.`,
      scalar.range,
      place,
      valid ? { suggestion } : undefined,
    );
  }
  checkLength(context, scalar, 'identifier', place, label);
}

function checkList(
  context: StructureContext,
  node: Node,
  schema: ListSchema,
  place: Place | undefined,
  label: string,
): void {
  if (node.kind !== 'seq') {
    wrongType(context, node, 'a list', place, label);
    return;
  }
  const count = node.items.length;
  if (count < (schema.min ?? 0)) {
    context.collector.error(
      'empty-list',
      `${label} must hold at least one item. Add one or remove the property.`,
      placeOf(node),
      place,
    );
  }
  const max = schema.max === undefined ? Number.POSITIVE_INFINITY : context.limits[schema.max];
  if (schema.max !== undefined && needsBundle(schema.max, count))
    context.used.add('FEATURE_BUNDLE_1');
  if (count > max && schema.max !== undefined) {
    const bundle = bundleAllows(schema.max, count) ? ' FEATURE_BUNDLE_1 would allow it.' : '';
    context.collector.error(
      'too-many',
      `${label} has ${plural(count, 'item')}; at most ${max} are allowed.${bundle}`,
      placeOf(node),
      place,
      bundle === '' ? undefined : { extension: 'FEATURE_BUNDLE_1' },
    );
  }
  for (const [index, item] of node.items.entries()) {
    checkValue(context, item, schema.item, within(place, index), `Item ${index + 1} of ${label}`);
  }
}

function checkRange(
  context: StructureContext,
  node: Node,
  schema: ValueSchema & { kind: 'range' },
  place: Place | undefined,
  label: string,
): void {
  if (node.kind === 'seq') {
    checkList(
      context,
      node,
      { kind: 'list', item: schema.item, min: 1, max: 'rangeList' },
      place,
      label,
    );
    return;
  }
  const text = schema.text === true ? 'a list or a range expression like "1-10"' : 'a list';
  if (node.kind !== 'scalar' || node.type !== 'string') {
    const number = node.kind === 'scalar' && node.type === 'int' ? quotingHint(node) : '';
    wrongType(context, node, text, place, label, number);
    return;
  }
  if (schema.text === true) return;
  // A list by an expression: "{{Param.Cameras}}" (Expression Language §1.3.1).
  if (node.text.includes('{{')) {
    requireExtension(context, schema.text, 'A range that is an expression', node.range, place);
  } else wrongType(context, node, text, place, label);
}

function checkEnum(
  context: StructureContext,
  node: Node,
  schema: EnumSchema,
  place: Place | undefined,
  label: string,
): void {
  const { values } = schema;
  const scalar = textOf(context, node, place, label, `one of ${listWords(values)}`);
  if (scalar === undefined || values.includes(scalar.text)) return;
  if (schema.format !== undefined && scalar.text.includes('{{')) {
    requireExtension(context, schema.format, `A format string as ${label}`, scalar.range, place);
    return;
  }
  const suggestion =
    values.find((value) => value.toLowerCase() === scalar.text.toLowerCase()) ??
    closest(scalar.text, values);
  const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
  context.collector.error(
    'invalid-value',
    `${quote(scalar.text)} is no value of ${label}. It can be ${listWords(values)}.${hint}`,
    scalar.range,
    place,
    suggestion === undefined ? undefined : { suggestion },
  );
}

function checkSimple(
  context: StructureContext,
  node: Node,
  schema: ValueSchema & { kind: 'literal' | 'boolean' | 'bool' | 'rangeText' },
  place: Place | undefined,
  label: string,
): void {
  switch (schema.kind) {
    case 'literal': {
      const scalar = textOf(context, node, place, label, `"${schema.value}"`);
      if (scalar !== undefined && scalar.text !== schema.value) {
        context.collector.error(
          'invalid-value',
          `${label} must be "${schema.value}", but is ${quote(scalar.text)}.`,
          scalar.range,
          place,
          { suggestion: schema.value },
        );
      }
      return;
    }
    case 'boolean':
      if (node.kind !== 'scalar' || node.type !== 'bool') {
        wrongType(context, node, 'true or false', place, label);
      }
      return;
    case 'bool':
      if (readBool(node) === undefined) {
        wrongType(context, node, 'true, false, yes, no, on, off, 1 or 0', place, label);
      }
      return;
    case 'rangeText': {
      const scalar = textOf(context, node, place, label, 'a range expression like "1-10"');
      if (scalar === undefined) return;
      const parsed = parseRangeExpr(scalar.text);
      if ('issue' in parsed) context.collector.issue(parsed.issue, scalar, place);
      return;
    }
  }
}
