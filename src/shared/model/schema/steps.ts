import type { ObjectName, ObjectSchema, PropertySchema } from './types.ts';
import { DESCRIPTION, letProperty, listOfValues, object } from './values.ts';

/** §8: the interpreters that have a short form. */
export const INTERPRETERS = ['bash', 'cmd', 'node', 'powershell', 'python'] as const;

export type Interpreter = (typeof INTERPRETERS)[number];

const SIMPLE_ACTIONS = Object.fromEntries(
  INTERPRETERS.map((name): [string, PropertySchema] => [
    name,
    {
      value: object('SimpleAction'),
      extension: 'FEATURE_BUNDLE_1',
      description: `A ${name} script, without a script's usual surroundings.`,
      section: '§8',
    },
  ]),
);

export const STEPS = {
  StepTemplate: {
    noun: 'a step',
    section: '§3',
    description: 'One kind of work of the job, done for every task of its parameter space.',
    properties: {
      name: {
        value: { kind: 'text', min: 1, max: 'stepName', characters: 'printable', braces: true },
        required: true,
        description: 'The name of the step, different from those of all other steps.',
        section: '§3.1',
      },
      description: DESCRIPTION,
      let: letProperty('Evaluated once, when the job is created.'),
      dependencies: {
        value: listOfValues(object('StepDependency')),
        description: 'Steps that must have succeeded before this one starts.',
        section: '§3.2',
      },
      stepEnvironments: {
        value: listOfValues(object('Environment')),
        description: 'Environments around the tasks of this step, entered in this order.',
        section: '§4',
      },
      hostRequirements: {
        value: object('HostRequirements'),
        description: 'What a host must have to run the tasks.',
        section: '§3.3',
      },
      parameterSpace: {
        value: object('StepParameterSpaceDefinition'),
        description:
          'The task parameters and how they combine to tasks. Without it there is one task.',
        section: '§3.4',
      },
      script: {
        value: object('StepScript'),
        description: 'What a task does.',
        section: '§3.5',
      },
      ...SIMPLE_ACTIONS,
    },
  },
  StepDependency: {
    noun: 'a dependency',
    section: '§3.2',
    description: 'A step that must have succeeded before.',
    properties: {
      dependsOn: {
        value: { kind: 'text', min: 1 },
        required: true,
        description: 'The name of the other step.',
        section: '§3.2',
      },
    },
  },
  StepScript: {
    noun: 'a step script',
    section: '§3.5',
    description: 'The action of a step and the files it needs.',
    properties: {
      let: letProperty('Evaluated for every task.'),
      actions: {
        value: object('StepActions'),
        description: 'The action that runs for every task.',
        section: '§3.5.1',
      },
      embeddedFiles: {
        value: listOfValues(object('EmbeddedFile')),
        description: 'Files that are written into the session directory before the action runs.',
        section: '§6',
      },
      ...SIMPLE_ACTIONS,
    },
  },
  StepActions: {
    noun: "a step's actions",
    section: '§3.5.1',
    description: 'The action of a step.',
    properties: {
      onRun: {
        value: object('Action'),
        required: true,
        description: 'The action that runs for every task.',
        section: '§5',
      },
    },
  },
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
