import type {
  Allowed,
  ObjectName,
  ObjectSchema,
  PropertySchema,
  TaskParameterObjectName,
  ValueSchema,
} from './types.ts';
import { listOfValues, object } from './values.ts';

const STRING: ValueSchema = { kind: 'text', min: 1, max: 'taskParameterString', format: 'job' };

/** Numbers, texts of numbers, and format strings that resolve to them. */
const INTEGER: ValueSchema = { kind: 'integer', text: true, format: true, int64: true };
const NUMBER: ValueSchema = { kind: 'number', text: true, format: true };

function taskParameter(
  noun: string,
  section: string,
  item: ValueSchema,
  text: Allowed,
  more: Readonly<Record<string, PropertySchema>> = {},
): ObjectSchema {
  return {
    noun,
    section,
    description: 'One dimension of a parameter space.',
    properties: {
      name: {
        value: { kind: 'identifier' },
        required: true,
        description: 'The name by which format strings refer to it: {{Task.Param.<name>}}.',
        section: '§7.1',
      },
      type: {
        value: { kind: 'taskParameterType' },
        required: true,
        description: 'What kind of values it takes.',
        section: '§3.4.1',
      },
      range: {
        value: { kind: 'range', item, text },
        required: true,
        description: 'The values that it takes.',
        section,
      },
      ...more,
    },
  };
}

const TASK_PARAMETERS: Readonly<Record<TaskParameterObjectName, ObjectSchema>> = {
  IntTaskParameterDefinition: taskParameter('an INT task parameter', '§3.4.1.1', INTEGER, true),
  FloatTaskParameterDefinition: taskParameter('a FLOAT task parameter', '§3.4.1.2', NUMBER, 'EXPR'),
  StringTaskParameterDefinition: taskParameter(
    'a STRING task parameter',
    '§3.4.1.3',
    STRING,
    'EXPR',
  ),
  PathTaskParameterDefinition: taskParameter('a PATH task parameter', '§3.4.1.4', STRING, 'EXPR'),
  ChunkIntTaskParameterDefinition: taskParameter(
    'a CHUNK[INT] task parameter',
    '§3.4.1.5',
    INTEGER,
    true,
    {
      chunks: {
        value: object('Chunks'),
        required: true,
        description: 'How the values are put together to chunks.',
        section: '§3.4.1.5',
      },
    },
  ),
};

export const PARAMETER_SPACE = {
  StepParameterSpaceDefinition: {
    noun: 'a parameter space',
    section: '§3.4',
    description: 'The task parameters of a step and how they combine to tasks.',
    properties: {
      taskParameterDefinitions: {
        value: listOfValues({ kind: 'taskParameter' }, { max: 'taskParameters' }),
        required: true,
        description: 'The dimensions of the space.',
        section: '§3.4.1',
      },
      combination: {
        value: { kind: 'text', min: 1, max: 'combination' },
        description:
          'How they combine: A * B for all combinations, (A, B) for pairs. Default: all.',
        section: '§3.4.3',
      },
    },
  },
  ...TASK_PARAMETERS,
  Chunks: {
    noun: 'the chunk settings',
    section: '§3.4.1.5',
    description: 'How the values of a parameter are put together to chunks.',
    properties: {
      defaultTaskCount: {
        value: { kind: 'integer', min: 1, text: true, format: true },
        required: true,
        description: 'How many values a chunk holds unless the scheduler knows better.',
        section: '§3.4.1.5',
      },
      targetRuntimeSeconds: {
        value: { kind: 'integer', min: 0, text: true, format: true },
        description: 'How long a chunk should take; the scheduler may adjust the count. 0: never.',
        section: '§3.4.1.5',
      },
      rangeConstraint: {
        value: { kind: 'enum', values: ['CONTIGUOUS', 'NONCONTIGUOUS'] },
        required: true,
        description: 'Whether a chunk must be an interval without gaps, like 1-10.',
        section: '§3.4.1.5',
      },
    },
  },
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
