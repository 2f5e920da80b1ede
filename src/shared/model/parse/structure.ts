import { closest } from '../../expr/index.ts';
import type { Range } from '../../text/range.ts';
import { type MapNode, type Node, placeOf } from '../../yaml/index.ts';
import { type Collector, type Place, within } from '../collector.ts';
import type { Extension } from '../extensions.ts';
import { isNull } from '../given.ts';
import type { Limits } from '../limits.ts';
import {
  type ObjectName,
  type ObjectSchema,
  type PropertySchema,
  SCHEMA,
} from '../schema/index.ts';
import { quote } from '../text.ts';
import { describeNode } from './describe.ts';
import { checkValue } from './values.ts';

/** What the structural check of a template knows about it. */
export interface StructureContext {
  readonly collector: Collector;
  readonly extensions: ReadonlySet<Extension>;
  readonly limits: Limits;
  /** Which gated features were met, for the hint about declared extensions that nothing uses. */
  readonly used: Set<Extension>;
}

/**
 * Checks a mapping against its description in the schema table: unknown and missing properties,
 * extensions that are not declared, and every value against its type.
 */
export function checkObject(
  context: StructureContext,
  node: Node,
  name: ObjectName,
  place: Place | undefined,
  label: string,
): void {
  const schema = SCHEMA[name];
  if (node.kind !== 'map') {
    const found = describeNode(node);
    context.collector.error(
      'wrong-type',
      `${label} must be a mapping (${schema.noun}), but is ${found}.`,
      placeOf(node),
      place,
    );
    return;
  }
  for (const { key, value } of node.entries) {
    const property = Object.hasOwn(schema.properties, key.text)
      ? schema.properties[key.text]
      : undefined;
    const at = within(place, key.text);
    if (property === undefined) reportUnknown(context, schema, key.text, key.range, at, name);
    else if (property.required === true || property.nullIsWrong === true || !isNull(value)) {
      requireExtension(context, property.extension, quote(key.text), key.range, at);
      checkValue(context, value, property.value, at, quote(key.text));
    }
  }
  for (const key in schema.properties) {
    if (schema.properties[key]?.required !== true) continue;
    if (node.entries.some((entry) => entry.key.text === key)) continue;
    reportMissing(context, node, schema, key, place);
  }
}

/** Reports a feature whose extension the template does not declare. */
export function requireExtension(
  context: StructureContext,
  extension: Extension | undefined,
  feature: string,
  range: Range,
  place: Place | undefined,
): boolean {
  if (extension === undefined) return true;
  context.used.add(extension);
  if (context.extensions.has(extension)) return true;
  context.collector.error(
    'extension-required',
    `${feature} needs the ${extension} extension. Add ${extension} to "extensions" of the template.`,
    range,
    place,
    { extension },
  );
  return false;
}

function reportMissing(
  context: StructureContext,
  node: MapNode,
  schema: ObjectSchema,
  key: string,
  place: Place | undefined,
): void {
  const range = node.entries[0]?.key.range ?? placeOf(node);
  const noun = schema.noun.charAt(0).toUpperCase() + schema.noun.slice(1);
  context.collector.error('missing-property', `${noun} needs "${key}".`, range, place, {
    property: key,
  });
}

function reportUnknown(
  context: StructureContext,
  schema: ObjectSchema,
  key: string,
  range: Range,
  place: Place,
  name: ObjectName,
): void {
  if (key === '<<') {
    const message = 'YAML 1.2 has no merge keys ("<<"). Write the properties out or use an alias.';
    context.collector.error('unknown-property', message, range, place);
    return;
  }
  const suggestion = closest(key, Object.keys(schema.properties));
  const elsewhere = suggestion === undefined ? whereElse(key, name) : undefined;
  const message =
    suggestion !== undefined
      ? `${quote(key)} is no property of ${schema.noun}. Did you mean "${suggestion}"?`
      : `${quote(key)} is no property of ${schema.noun}.${elsewhere ?? ` It has ${listOf(schema.properties)}.`}`;
  const data = suggestion === undefined ? { property: key } : { property: key, suggestion };
  context.collector.error('unknown-property', message, range, place, data);
}

function listOf(properties: Readonly<Record<string, PropertySchema>>): string {
  return Object.keys(properties)
    .map((key) => `"${key}"`)
    .join(', ');
}

/** People put a property one level too high or too low: says where it belongs. */
function whereElse(key: string, here: ObjectName): string | undefined {
  const homes: Partial<Record<ObjectName, readonly ObjectName[]>> = {
    JobTemplate: ['StepTemplate', 'Environment', 'StepScript'],
    EnvironmentTemplate: ['Environment', 'EnvironmentScript', 'JobTemplate'],
    StepTemplate: [
      'StepScript',
      'StepActions',
      'Action',
      'StepParameterSpaceDefinition',
      'JobTemplate',
    ],
    StepScript: ['StepActions', 'Action', 'StepTemplate'],
    StepActions: ['Action', 'StepScript'],
    Environment: ['EnvironmentScript', 'EnvironmentActions'],
    EnvironmentScript: ['EnvironmentActions', 'Environment'],
    EnvironmentActions: ['EnvironmentScript', 'Action'],
    Action: ['CancelationMethod', 'EmbeddedFile', 'StepScript'],
    SimpleAction: ['CancelationMethod', 'StepTemplate'],
  };
  for (const home of homes[here] ?? []) {
    if (Object.hasOwn(SCHEMA[home].properties, key)) return ` It belongs to ${SCHEMA[home].noun}.`;
  }
  return undefined;
}
