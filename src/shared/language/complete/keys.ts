import type { ObjectSchema, PropertySchema, ValueSchema } from '../../model/index.ts';
import { columnOf } from '../../yaml/edit/document.ts';
import { describeProperty } from '../describe.ts';
import type { Location } from '../locate.ts';
import { nodeAt } from '../node-at.ts';
import { objectOf } from '../schema-at.ts';
import type { Completion } from './completion.ts';
import { SNIPPETS } from './snippets.ts';

/** The properties that an object can still have, in the schema's order, and its snippets. */
export function completeKeys(location: Location): Completion[] {
  const { schema, path, document, mapping } = location;
  if (schema === undefined) return [];
  const node = mapping ?? nodeAt(document.root, path);
  const object = objectOf(schema.value, node);
  if (object === undefined) return [];
  const present = new Set(
    mapping?.entries.filter(({ key }) => key !== location.scalar).map(({ key }) => key.text),
  );
  const keys = Object.entries(object.properties)
    .filter(([key]) => !present.has(key))
    .map(([key, property], index) => keyCompletion(key, property, location, index));
  return present.size > 0 ? keys : [...keys, ...snippets(object, location)];
}

function keyCompletion(
  key: string,
  property: PropertySchema,
  location: Location,
  index: number,
): Completion {
  const quoted = location.document.format === 'json' || isQuoted(location);
  const name = quoted ? JSON.stringify(key) : key;
  // A key that has its colon already keeps it.
  const text = location.document.text;
  const hasColon = /^[ \t]*:/.test(text.slice(location.replace.end));
  const insert = hasColon ? name : name + opening(property.value, location);
  return {
    label: key,
    kind: 'property',
    detail: property.required === true ? 'required' : (property.extension ?? undefined),
    documentation: describeProperty(key, property),
    insert,
    ...(insert.includes('$') ? { snippet: true } : {}),
    ...(insert.endsWith('$0') && beginsObject(property.value) ? { begins: true } : {}),
    replace: location.replace,
    sort: `${property.required === true ? 0 : 1}${String(index).padStart(2, '0')}`,
  } as Completion;
}

function isQuoted({ scalar }: Location): boolean {
  return scalar?.style === 'double' || scalar?.style === 'single';
}

/** What follows a key: a blank, or a line of its own for what is made of lines. */
function opening(value: ValueSchema, location: Location): string {
  if (location.document.format === 'json') {
    if (value.kind === 'list') return ': [$0]';
    return isMade(value) ? ': {$0}' : ': ';
  }
  if (location.inFlow || (!isMade(value) && value.kind !== 'list')) return ': ';
  const space = ' '.repeat(columnOf(location.document.text, location.replace.start) + 2);
  return value.kind === 'list' ? `:\n${space}- $0` : `:\n${space}$0`;
}

/** `variables` have keys too, but of the user's own. */
function beginsObject(value: ValueSchema): boolean {
  if (value.kind === 'list') return beginsObject(value.item);
  return ['object', 'jobParameter', 'taskParameter'].includes(value.kind);
}

function isMade(value: ValueSchema): boolean {
  return value.kind === 'object' || value.kind === 'variables';
}

function snippets(object: ObjectSchema, location: Location): Completion[] {
  if (location.inFlow || location.document.format === 'json') return [];
  const noun = object.noun;
  const found = SNIPPETS[noun] ?? [];
  const column = columnOf(location.document.text, location.replace.start);
  return found.map(({ label, description, lines }) => ({
    label,
    kind: 'snippet',
    documentation: description,
    insert: lines.join(`\n${' '.repeat(column)}`),
    snippet: true,
    replace: location.replace,
    sort: `2${label}`,
  }));
}
