import {
  STANDARD_AMOUNTS,
  STANDARD_ATTRIBUTES,
  standardValuesOf,
} from '../../model/capabilities.ts';
import { EXTENSIONS } from '../../model/extensions.ts';
import { JOB_PARAMETER_TYPES, TASK_PARAMETER_TYPES, type ValueSchema } from '../../model/index.ts';
import { isPlainText } from '../../yaml/edit/scalar-text.ts';
import type { Location } from '../locate.ts';
import { nodeAt } from '../node-at.ts';
import type { Completion, CompletionKind, LanguageContext } from './completion.ts';
import { completeNames } from './names.ts';

/** Values that are known beforehand: enums, types, names of things that exist. */
export function completeValues(location: Location, context: LanguageContext): Completion[] {
  const { schema, path, document } = location;
  if (schema === undefined) return [];
  const named = completeNames(location, context);
  if (named !== undefined) return named;
  const { value } = schema;
  switch (value.kind) {
    case 'enum':
      return enumValues(location, value);
    case 'literal':
      return options(location, [value.value], 'enum');
    case 'boolean':
    case 'bool':
      return bare(location, ['true', 'false']);
    case 'parameterType':
      return types(location, JOB_PARAMETER_TYPES);
    case 'taskParameterType':
      return types(location, TASK_PARAMETER_TYPES);
    case 'text':
      return capabilities(location);
    default:
      break;
  }
  // A default can be one of the values that are allowed.
  return path.at(-1) === 'default'
    ? allowedValues(location, nodeAt(document.root, path.slice(0, -1)))
    : [];
}

function enumValues(location: Location, value: ValueSchema & { kind: 'enum' }): Completion[] {
  if (value.values !== EXTENSIONS) return options(location, value.values, 'enum');
  const declared = location.document.extensions;
  const own = location.scalar?.text;
  return options(
    location,
    EXTENSIONS.filter((name) => !declared.has(name) || name === own),
    'enum',
  );
}

/** Types that need EXPR say so. */
function types(location: Location, names: readonly string[]): Completion[] {
  const base = new Set(['STRING', 'PATH', 'INT', 'FLOAT']);
  return names.map((name, index) => {
    const needs = name === 'CHUNK[INT]' ? 'TASK_CHUNKING' : 'EXPR';
    const detail = base.has(name) ? undefined : `needs ${needs}`;
    return option(location, name, 'enum', index, detail);
  });
}

function capabilities(location: Location): Completion[] {
  const { path, document } = location;
  const list = path.at(-3);
  if (path.at(-1) === 'name' && list === 'amounts')
    return options(location, STANDARD_AMOUNTS, 'capability');
  if (path.at(-1) === 'name' && list === 'attributes')
    return options(location, Object.keys(STANDARD_ATTRIBUTES), 'capability');
  const isValue = path.at(-2) === 'anyOf' || path.at(-2) === 'allOf';
  if (!isValue)
    return path.at(-1) === 'default'
      ? allowedValues(location, nodeAt(document.root, path.slice(0, -1)))
      : [];
  const requirement = nodeAt(document.root, path.slice(0, -2));
  const name =
    requirement?.kind === 'map'
      ? requirement.entries.find(({ key }) => key.text === 'name')?.value
      : undefined;
  const known = name?.kind === 'scalar' ? standardValuesOf(name.text) : undefined;
  return options(location, known ?? [], 'capability');
}

function allowedValues(location: Location, parameter: ReturnType<typeof nodeAt>): Completion[] {
  const list =
    parameter?.kind === 'map'
      ? parameter.entries.find(({ key }) => key.text === 'allowedValues')?.value
      : undefined;
  if (list?.kind !== 'seq') return [];
  return options(
    location,
    list.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])),
    'value',
  );
}

function bare(location: Location, words: readonly string[]): Completion[] {
  const { replace } = location;
  return words.map((word, index) => ({
    label: word,
    kind: 'value',
    insert: word,
    replace,
    sort: String(index),
  }));
}

export function options(
  location: Location,
  values: readonly string[],
  kind: CompletionKind,
): Completion[] {
  return values.map((value, index) => option(location, value, kind, index));
}

function option(
  location: Location,
  value: string,
  kind: CompletionKind,
  index: number,
  detail?: string,
): Completion {
  return {
    label: value,
    kind,
    ...(detail === undefined ? {} : { detail }),
    insert: written(location, value),
    replace: location.replace,
    sort: String(index).padStart(3, '0'),
  };
}

/** A text as it is written where the cursor is: in the quotes that stand there, or in those it needs. */
function written({ document, scalar, inFlow }: Location, value: string): string {
  if (document.format === 'json' || scalar?.style === 'double') return JSON.stringify(value);
  if (scalar?.style === 'single') return `'${value.replaceAll("'", "''")}'`;
  return isPlainText(value, inFlow) ? value : JSON.stringify(value);
}
