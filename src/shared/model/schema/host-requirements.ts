import type { ObjectName, ObjectSchema, PropertySchema } from './types.ts';
import { listOfValues, object } from './values.ts';

const NAME: PropertySchema = {
  value: { kind: 'text', min: 1, max: 'capabilityName', format: 'job' },
  required: true,
  description: 'The dotted name of the capability.',
  section: '§3.3.1.1',
};

function values(which: string): PropertySchema {
  return {
    value: listOfValues(
      { kind: 'text', min: 1, max: 'attributeValue', format: 'job' },
      { max: 'attributeValues' },
    ),
    description: `The host must have ${which} of these values.`,
    section: '§3.3.2',
  };
}

export const HOST_REQUIREMENTS = {
  HostRequirements: {
    noun: 'the host requirements',
    section: '§3.3',
    description: 'What a host must have to run the tasks of a step.',
    properties: {
      amounts: {
        value: listOfValues(object('AmountRequirement')),
        description: 'Things that are counted and reserved: CPUs, memory, licences.',
        section: '§3.3.1',
      },
      attributes: {
        value: listOfValues(object('AttributeRequirement')),
        description: 'Properties that a host has or has not.',
        section: '§3.3.2',
      },
    },
  },
  AmountRequirement: {
    noun: 'an amount requirement',
    section: '§3.3.1',
    description: 'How much of something a host must have.',
    properties: {
      name: NAME,
      min: {
        value: { kind: 'number', min: 0, text: 'FEATURE_BUNDLE_1', format: 'FEATURE_BUNDLE_1' },
        description: 'The least amount.',
        section: '§3.3.1',
      },
      max: {
        value: { kind: 'number', above: 0, text: 'FEATURE_BUNDLE_1', format: 'FEATURE_BUNDLE_1' },
        description: 'The greatest amount.',
        section: '§3.3.1',
      },
    },
  },
  AttributeRequirement: {
    noun: 'an attribute requirement',
    section: '§3.3.2',
    description: 'Which values of an attribute a host must have.',
    properties: { name: NAME, anyOf: values('at least one'), allOf: values('all') },
  },
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
