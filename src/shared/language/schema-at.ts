import {
  JOB_PARAMETER_TYPES,
  type ObjectSchema,
  PARAMETER_OBJECTS,
  type PropertySchema,
  SCHEMA,
  TASK_PARAMETER_OBJECTS,
  TASK_PARAMETER_TYPES,
  type ValueSchema,
} from '../model/index.ts';
import { entryOf, type Node } from '../yaml/index.ts';
import type { LanguageDocument } from './document.ts';
import { nodeAt, type Path } from './node-at.ts';

/** What the schema's table says about a place. */
export interface SchemaPlace {
  readonly value: ValueSchema;
  /** The property that the place is the value of, or an item of. */
  readonly property: PropertySchema | undefined;
  readonly key: string | undefined;
  /** The object that has the property. */
  readonly owner: ObjectSchema | undefined;
}

/** What may stand at a path; undefined below properties that do not exist. */
export function schemaAt(document: LanguageDocument, path: Path): SchemaPlace | undefined {
  const root = document.kind === 'job' ? 'JobTemplate' : 'EnvironmentTemplate';
  let place: SchemaPlace = {
    value: { kind: 'object', object: root },
    property: undefined,
    key: undefined,
    owner: undefined,
  };
  for (const [depth, segment] of path.entries()) {
    const next = step(place, segment, nodeAt(document.root, path.slice(0, depth)));
    if (next === undefined) return undefined;
    place = next;
  }
  return place;
}

function step(
  place: SchemaPlace,
  segment: string | number,
  node: Node | undefined,
): SchemaPlace | undefined {
  const { value } = place;
  if (typeof segment === 'number') {
    if (value.kind !== 'list' && value.kind !== 'range') return undefined;
    return { ...place, value: value.item };
  }
  if (value.kind === 'variables') {
    const text: ValueSchema = { kind: 'text', max: 'variableValue', format: 'host' };
    return { ...place, value: text, key: segment };
  }
  const owner = objectOf(value, node);
  const property =
    owner && Object.hasOwn(owner.properties, segment) ? owner.properties[segment] : undefined;
  if (owner === undefined || property === undefined) return undefined;
  return { value: property.value, property, key: segment, owner };
}

/** The object that a value must be; for parameters by the type that stands in them. */
export function objectOf(value: ValueSchema, node: Node | undefined): ObjectSchema | undefined {
  if (value.kind === 'object') return SCHEMA[value.object];
  const type = typeOf(node);
  if (value.kind === 'jobParameter') {
    const known = JOB_PARAMETER_TYPES.find((each) => each === type);
    return known === undefined ? ANY_PARAMETER : SCHEMA[PARAMETER_OBJECTS[known]];
  }
  if (value.kind === 'taskParameter') {
    const known = TASK_PARAMETER_TYPES.find((each) => each === type);
    return known === undefined ? ANY_TASK_PARAMETER : SCHEMA[TASK_PARAMETER_OBJECTS[known]];
  }
  return undefined;
}

function typeOf(node: Node | undefined): string | undefined {
  if (node?.kind !== 'map') return undefined;
  const type = entryOf(node, 'type')?.value;
  return type?.kind === 'scalar' ? type.text : undefined;
}

/** As long as no type is written, a parameter may become any of them. */
function anyOf(objects: readonly ObjectSchema[], noun: string): ObjectSchema {
  const [first] = objects;
  const properties = Object.assign({}, ...objects.toReversed().map((each) => each.properties));
  return {
    noun,
    section: first?.section.replace(/\.\d+$/, '') ?? '',
    description: first === undefined ? '' : `The type says which properties ${noun} has.`,
    properties,
  };
}

const ANY_PARAMETER = anyOf(
  Object.values(PARAMETER_OBJECTS).map((name) => SCHEMA[name]),
  'a job parameter',
);
const ANY_TASK_PARAMETER = anyOf(
  Object.values(TASK_PARAMETER_OBJECTS).map((name) => SCHEMA[name]),
  'a task parameter',
);

/** True when a value is a text in which `{{ }}` is resolved. */
export function formatStage(
  value: ValueSchema,
  extensions: ReadonlySet<string>,
): 'job' | 'host' | undefined {
  if (value.kind === 'text') return value.format;
  if (value.kind === 'range') return 'job';
  if (value.kind === 'integer' || value.kind === 'number' || value.kind === 'enum') {
    const { format } = value;
    return format === true || (format !== undefined && extensions.has(format)) ? 'job' : undefined;
  }
  return undefined;
}
