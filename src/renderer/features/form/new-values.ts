import { type ObjectName, SCHEMA, type ValueSchema } from '../../../shared/model/schema/index.ts';
import { freeName } from '../../../shared/text/free-name.ts';
import type { PlainInput } from '../../../shared/yaml/edit/document.ts';

const ACTION = { command: 'echo', args: ['Hello'] };

/** What a new object begins with, where its required properties alone would say little. */
const STARTS: Partial<Record<ObjectName, { readonly [key: string]: PlainInput }>> = {
  StepTemplate: { name: 'Step', script: { actions: { onRun: ACTION } } },
  StepScript: { actions: { onRun: ACTION } },
  Action: ACTION,
  Environment: { name: 'Environment', variables: { NAME: 'value' } },
  EnvironmentScript: { actions: { onEnter: ACTION } },
  EnvironmentActions: { onEnter: ACTION },
  EmbeddedFile: { name: 'Script', type: 'TEXT', data: 'echo Hello\n' },
  SimpleAction: { script: 'echo Hello\n' },
  HostRequirements: { amounts: [{ name: 'amount.worker.vcpu', min: 1 }] },
  AmountRequirement: { name: 'amount.worker.vcpu', min: 1 },
  AttributeRequirement: { name: 'attr.worker.os.family', anyOf: ['linux'] },
  JobPathParameterFileFilter: { label: 'All files', patterns: ['*.*'] },
  Chunks: { defaultTaskCount: 10, rangeConstraint: 'CONTIGUOUS' },
};

/** A value to begin with, as near to a valid one as can be known. */
export function newValue(value: ValueSchema, steps: readonly string[] = []): PlainInput {
  switch (value.kind) {
    case 'object':
      return value.object === 'StepDependency'
        ? { dependsOn: steps[0] ?? '' }
        : newObject(value.object);
    case 'jobParameter':
      return { name: 'Parameter', type: 'STRING', default: '' };
    case 'taskParameter':
      return { name: 'Frame', type: 'INT', range: '1-10' };
    case 'list':
      return [newValue(value.item, steps)];
    case 'range':
      return '1-10';
    case 'rangeText':
      return '1-10';
    case 'integer':
    case 'number':
      return Math.max(1, value.min ?? 1);
    case 'enum':
      return value.values[0] ?? '';
    case 'boolean':
    case 'bool':
      return true;
    case 'literal':
      return value.value;
    case 'identifier':
      return 'Name';
    case 'variables':
      return { NAME: 'value' };
    case 'parameterType':
      return 'STRING';
    case 'taskParameterType':
      return 'INT';
    case 'text':
      return value.min ? 'text' : '';
  }
}

function newObject(name: ObjectName): PlainInput {
  const known = STARTS[name];
  if (known) return known;
  const { properties } = SCHEMA[name];
  const required = Object.entries(properties).filter(([, property]) => property.required === true);
  const first = Object.entries(properties).slice(0, 1);
  return Object.fromEntries(
    (required.length > 0 ? required : first).map(([key, property]) => [
      key,
      newValue(property.value),
    ]),
  );
}

/** The same with a name that no other item has. */
export function withFreeName(value: PlainInput, taken: readonly string[]): PlainInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const object = value as { readonly [key: string]: PlainInput };
  const { name } = object;
  if (typeof name !== 'string') return value;
  // Names of parameters and files are identifiers; a number fits everywhere.
  return { ...object, name: freeName(name, (one) => taken.includes(one)) };
}
