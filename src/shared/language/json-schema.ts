import { EXTENSIONS, type Extension } from '../model/extensions.ts';
import { type Limits, limitsFor } from '../model/limits.ts';
import {
  type ENVIRONMENT_VERSION,
  JOB_VERSION,
  type ObjectName,
  type ObjectSchema,
  PARAMETER_OBJECTS,
  type PropertySchema,
  SCHEMA,
  TASK_PARAMETER_OBJECTS,
  type TextSchema,
  type ValueSchema,
} from '../model/schema/index.ts';

type JsonSchema = { readonly [key: string]: unknown };

/** A text with an expression in it; what it resolves to cannot be judged by a schema. */
const FORMAT_STRING = { type: 'string', pattern: '\\{\\{' } as const;
/** Scalars that YAML writes without quotes and that stand for texts all the same are left to the checker. */
const INTEGER_TEXT = '^\\s*[+-]?[0-9]+\\s*$';
const NUMBER_TEXT = '^\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*$';

interface Context {
  readonly extensions: ReadonlySet<Extension>;
  readonly limits: Limits;
}

/**
 * A JSON Schema (2020-12) for other editors, made from the table that our own checks go by. It refuses
 * what a schema can refuse (names, kinds, numbers of things) and accepts every valid template; scopes,
 * references and values are the checker's.
 *
 * @param version the `specificationVersion` of the documents it is for.
 * @param extensions those that documents may declare.
 */
export function jsonSchema(
  version: typeof JOB_VERSION | typeof ENVIRONMENT_VERSION,
  extensions: readonly Extension[] = EXTENSIONS,
): JsonSchema {
  const set = new Set(extensions);
  const context: Context = { extensions: set, limits: limitsFor(set) };
  const root: ObjectName = version === JOB_VERSION ? 'JobTemplate' : 'EnvironmentTemplate';
  const definitions = Object.fromEntries(
    reachable(root, context).map((name) => [name, objectSchema(name, context)]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: version === JOB_VERSION ? 'OpenJD job template' : 'OpenJD environment template',
    $ref: `#/$defs/${root}`,
    $defs: definitions,
  };
}

function allowed(property: PropertySchema, { extensions }: Context): boolean {
  return property.extension === undefined || extensions.has(property.extension);
}

function objectSchema(name: ObjectName, context: Context): JsonSchema {
  const object: ObjectSchema = SCHEMA[name];
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const [key, property] of Object.entries(object.properties)) {
    if (!allowed(property, context)) continue;
    const value = valueSchema(property.value, context);
    const nullable = property.required !== true && property.nullIsWrong !== true;
    properties[key] = {
      description: `${property.description} (${property.section})`,
      ...(nullable ? { anyOf: [value, { type: 'null' }] } : value),
    };
    if (property.required) required.push(key);
  }
  return {
    type: 'object',
    description: `${object.description} (${object.section})`,
    properties,
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
  };
}

function valueSchema(value: ValueSchema, context: Context): JsonSchema {
  switch (value.kind) {
    case 'text':
      return textSchema(value, context.limits);
    case 'identifier':
      return {
        type: 'string',
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        maxLength: context.limits.identifier,
      };
    case 'literal':
      return { const: value.value };
    case 'boolean':
      return { type: 'boolean' };
    case 'bool':
      return {
        anyOf: [
          { type: 'boolean' },
          { enum: [0, 1] },
          {
            type: 'string',
            pattern:
              '^([tT][rR][uU][eE]|[yY][eE][sS]|[oO][nN]|1|[fF][aA][lL][sS][eE]|[nN][oO]|[oO][fF][fF]|0)$',
          },
        ],
      };
    case 'rangeText':
      return { type: 'string', minLength: 1 };
    case 'enum':
      return oneOf([
        { enum: value.values },
        ...(value.format && context.extensions.has(value.format) ? [FORMAT_STRING] : []),
      ]);
    case 'integer':
      return oneOf([
        { type: 'integer', ...bounds(value.min, value.max) },
        ...(isAllowed(value.text, context) ? [{ type: 'string', pattern: INTEGER_TEXT }] : []),
        ...(isAllowed(value.format, context) ? [FORMAT_STRING] : []),
      ]);
    case 'number':
      return oneOf([
        {
          type: 'number',
          ...bounds(value.min, undefined),
          ...(value.above === undefined ? {} : { exclusiveMinimum: value.above }),
        },
        ...(isAllowed(value.text, context) ? [{ type: 'string', pattern: NUMBER_TEXT }] : []),
        ...(isAllowed(value.format, context) ? [FORMAT_STRING] : []),
      ]);
    case 'list':
      return {
        type: 'array',
        items: valueSchema(value.item, context),
        ...(value.min === undefined ? {} : { minItems: value.min }),
        ...(value.max === undefined ? {} : { maxItems: context.limits[value.max] }),
      };
    case 'range':
      return oneOf([
        {
          type: 'array',
          items: valueSchema(value.item, context),
          minItems: 1,
          maxItems: context.limits.rangeList,
        },
        ...(isAllowed(value.text, context) ? [{ type: 'string', minLength: 1 }] : []),
      ]);
    case 'object':
      return { $ref: `#/$defs/${value.object}` };
    case 'jobParameter':
      return byType(Object.entries(PARAMETER_OBJECTS), context, (type) => isBaseParameter(type));
    case 'taskParameter':
      return byType(
        Object.entries(TASK_PARAMETER_OBJECTS),
        context,
        (type) => type !== 'CHUNK[INT]',
      );
    case 'parameterType':
    case 'taskParameterType':
      // The type decides which object it is; it is asked where that choice is made.
      return { type: 'string' };
    case 'variables':
      return {
        type: 'object',
        minProperties: 1,
        propertyNames: {
          pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
          maxLength: context.limits.variableName,
        },
        additionalProperties: { type: 'string' },
      };
  }
}

function textSchema(value: TextSchema, limits: Limits): JsonSchema {
  const max = value.max === undefined ? undefined : limits[value.max];
  const literal = {
    type: 'string',
    ...(value.min === undefined ? {} : { minLength: value.min }),
  };
  if (max === undefined) return literal;
  if (value.format === undefined) return { ...literal, maxLength: max };
  // A format string may be longer than what it resolves to.
  return { ...literal, anyOf: [{ maxLength: max }, FORMAT_STRING] };
}

function byType(
  objects: readonly [string, ObjectName][],
  context: Context,
  isBase: (type: string) => boolean,
): JsonSchema {
  const available = objects.filter(
    ([type]) =>
      isBase(type) || context.extensions.has(type === 'CHUNK[INT]' ? 'TASK_CHUNKING' : 'EXPR'),
  );
  return {
    type: 'object',
    required: ['type'],
    properties: {
      type: typeNames(
        available.map(([type]) => type),
        context,
      ),
    },
    allOf: available.map(([type, object]) => ({
      if: { properties: { type: typeNames([type], context) }, required: ['type'] },
      // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema
      then: { $ref: `#/$defs/${object}` },
    })),
  };
}

/** With EXPR the names of types are case-insensitive (§2); JSON Schema says that letter by letter. */
function typeNames(types: readonly string[], { extensions }: Context): JsonSchema {
  if (!extensions.has('EXPR')) return { enum: types };
  const patterns = types.map((type) =>
    type.replace(/[A-Z[\]]/g, (letter) =>
      /[A-Z]/.test(letter) ? `[${letter}${letter.toLowerCase()}]` : `\\${letter}`,
    ),
  );
  return { type: 'string', pattern: `^(${patterns.join('|')})$` };
}

function isBaseParameter(type: string): boolean {
  return ['STRING', 'PATH', 'INT', 'FLOAT'].includes(type);
}

function isAllowed(rule: true | Extension | undefined, { extensions }: Context): boolean {
  return rule === true || (rule !== undefined && extensions.has(rule));
}

function bounds(minimum: number | undefined, maximum: number | undefined): JsonSchema {
  return {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function oneOf(schemas: readonly JsonSchema[]): JsonSchema {
  return schemas.length === 1 ? (schemas[0] as JsonSchema) : { anyOf: schemas };
}

/** The objects that a root leads to, so that a schema defines nothing it does not use. */
function reachable(root: ObjectName, context: Context): ObjectName[] {
  const found = new Set<ObjectName>();
  const visit = (name: ObjectName): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const property of Object.values(SCHEMA[name].properties) as PropertySchema[])
      if (allowed(property, context)) follow(property.value);
  };
  const follow = (value: ValueSchema): void => {
    if (value.kind === 'object') visit(value.object);
    else if (value.kind === 'list' || value.kind === 'range') follow(value.item);
    else if (value.kind === 'jobParameter') Object.values(PARAMETER_OBJECTS).forEach(visit);
    else if (value.kind === 'taskParameter') Object.values(TASK_PARAMETER_OBJECTS).forEach(visit);
  };
  visit(root);
  return [...found];
}
