import type { Extension } from '../extensions.ts';
import type { ObjectName, ObjectSchema, PropertySchema } from './types.ts';
import { DESCRIPTION, letProperty, listOfValues, object } from './values.ts';

function action(description: string, extension?: Extension): PropertySchema {
  return {
    value: object('Action'),
    description,
    section: '§4.3',
    ...(extension === undefined ? {} : { extension }),
  };
}

export const ENVIRONMENTS = {
  Environment: {
    noun: 'an environment',
    section: '§4',
    description: 'What is set up before tasks run and torn down afterwards.',
    properties: {
      name: {
        value: { kind: 'text', min: 1, max: 'environmentName', characters: 'printable' },
        required: true,
        description: 'The name of the environment.',
        section: '§4.1',
      },
      description: DESCRIPTION,
      script: {
        value: object('EnvironmentScript'),
        description: 'What happens when the environment is entered and left.',
        section: '§4.2',
      },
      variables: {
        value: { kind: 'variables' },
        description: 'Environment variables for all actions while the environment is entered.',
        section: '§4.4',
      },
    },
  },
  EnvironmentScript: {
    noun: 'an environment script',
    section: '§4.2',
    description: 'The actions of an environment and the files they need.',
    properties: {
      let: letProperty('Evaluated when the environment is entered.'),
      actions: {
        value: object('EnvironmentActions'),
        required: true,
        description: 'The actions of the environment.',
        section: '§4.3',
      },
      embeddedFiles: {
        value: listOfValues(object('EmbeddedFile')),
        description: 'Files that are written into the session directory before each action.',
        section: '§6',
      },
    },
  },
  EnvironmentActions: {
    noun: "an environment's actions",
    section: '§4.3',
    description: 'What runs when an environment is entered and left.',
    properties: {
      onEnter: action('Runs when the environment is entered.'),
      onWrapEnvEnter: action(
        'Runs instead of the onEnter of every environment that is entered later.',
        'WRAP_ACTIONS',
      ),
      onWrapTaskRun: action('Runs instead of the onRun of every task.', 'WRAP_ACTIONS'),
      onWrapEnvExit: action(
        'Runs instead of the onExit of every environment that was entered later.',
        'WRAP_ACTIONS',
      ),
      onExit: action('Runs when the environment is left. Times out after 300 seconds by default.'),
    },
  },
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
