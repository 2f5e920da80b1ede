import type { PropertySchema, ValueSchema } from '../model/index.ts';

/** What a value can be, in words. */
function describeValue(value: ValueSchema): string {
  switch (value.kind) {
    case 'text':
      return value.format === undefined ? 'text' : 'format string';
    case 'integer':
      return value.format === undefined ? 'integer' : 'integer or format string';
    case 'number':
      return value.format === undefined ? 'number' : 'number or format string';
    case 'enum':
      return value.values.join(' · ');
    case 'literal':
      return value.value;
    case 'list':
      return `list of ${describeValue(value.item)}`;
    case 'range':
      return 'list or range expression';
    case 'identifier':
      return 'identifier';
    case 'boolean':
    case 'bool':
      return 'true or false';
    case 'rangeText':
      return 'range expression';
    case 'parameterType':
    case 'taskParameterType':
      return 'type';
    case 'jobParameter':
      return 'job parameters';
    case 'taskParameter':
      return 'task parameters';
    case 'variables':
      return 'names and values';
    case 'object':
      return 'mapping';
    default:
      return '';
  }
}

/** Markdown about a property: what it is, what it takes, where the specification says so. */
export function describeProperty(key: string, property: PropertySchema): string {
  const facts = [describeValue(property.value)];
  if (property.required === true) facts.push('required');
  if (property.extension !== undefined) facts.push(`needs ${property.extension}`);
  return `**${key}** — ${facts.filter((fact) => fact !== '').join(', ')}\n\n${property.description}\n\n_Template Schemas ${property.section}_`;
}
