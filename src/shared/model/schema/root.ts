import { EXTENSIONS } from '../extensions.ts';
import type { ObjectName, ObjectSchema, PropertySchema } from './types.ts';
import { DESCRIPTION, listOfValues, object } from './values.ts';

export const JOB_VERSION = 'jobtemplate-2023-09';
export const ENVIRONMENT_VERSION = 'environment-2023-09';

const EXTENSION_LIST: PropertySchema = {
  value: listOfValues({ kind: 'enum', values: EXTENSIONS }),
  description: 'The extensions of the specification that this template uses.',
  section: '§1.1.2',
};

const SCHEMA: PropertySchema = {
  value: { kind: 'text' },
  description: 'The JSON Schema for editors. It has no effect.',
  section: '§1.1',
};

export const ROOTS = {
  JobTemplate: {
    noun: 'a job template',
    section: '§1.1',
    description: 'The shape of a job: its parameters, environments and steps.',
    properties: {
      specificationVersion: {
        value: { kind: 'literal', value: JOB_VERSION },
        required: true,
        description: 'Says that this is a job template and of which version.',
        section: '§1.1',
      },
      $schema: SCHEMA,
      extensions: EXTENSION_LIST,
      name: {
        value: { kind: 'text', min: 1, max: 'jobName', characters: 'printable', format: 'job' },
        required: true,
        description: 'The name of the jobs that are made from the template.',
        section: '§1.1.1',
      },
      description: DESCRIPTION,
      parameterDefinitions: {
        value: listOfValues({ kind: 'jobParameter' }, { max: 'jobParameters' }),
        description: 'What can be chosen when a job is submitted.',
        section: '§2',
      },
      jobEnvironments: {
        value: listOfValues(object('Environment')),
        description: 'Environments around all tasks of the job, entered in this order.',
        section: '§4',
      },
      steps: {
        value: listOfValues(object('StepTemplate')),
        required: true,
        description: 'The steps of the job.',
        section: '§3',
      },
    },
  },
  EnvironmentTemplate: {
    noun: 'an environment template',
    section: '§1.2',
    description: 'An environment that is put around jobs from outside.',
    properties: {
      specificationVersion: {
        value: { kind: 'literal', value: ENVIRONMENT_VERSION },
        required: true,
        description: 'Says that this is an environment template and of which version.',
        section: '§1.2',
      },
      $schema: SCHEMA,
      extensions: EXTENSION_LIST,
      parameterDefinitions: {
        value: listOfValues({ kind: 'jobParameter' }, { max: 'environmentParameters' }),
        description: 'What can be chosen when a job is submitted together with the environment.',
        section: '§2',
      },
      environment: {
        value: object('Environment'),
        required: true,
        description: 'The environment.',
        section: '§4',
      },
    },
  },
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
