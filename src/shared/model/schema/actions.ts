import type { ObjectName, ObjectSchema, PropertySchema } from './types.ts';
import { letProperty, listOfValues, object } from './values.ts';

const ARGS: PropertySchema = {
  value: listOfValues({ kind: 'text', characters: 'argument', format: 'host' }),
  description:
    'The arguments, one item each. With EXPR a null is left out and a list is spliced in.',
  section: '§5.2',
};

const TIMEOUT: PropertySchema = {
  value: { kind: 'integer', min: 1, text: 'FEATURE_BUNDLE_1', format: 'FEATURE_BUNDLE_1' },
  description: 'After how many seconds the command is canceled and counts as failed.',
  section: '§5',
};

const CANCELATION: PropertySchema = {
  value: object('CancelationMethod'),
  description: 'How the command is canceled. Default: it is terminated.',
  section: '§5.3',
};

export const ACTIONS = {
  Action: {
    noun: 'an action',
    section: '§5',
    description: 'A command that runs on a host. Exit code 0 is success.',
    properties: {
      command: {
        value: { kind: 'text', min: 1, characters: 'printable', format: 'host' },
        required: true,
        description: 'The program that runs.',
        section: '§5.1',
      },
      args: ARGS,
      timeout: TIMEOUT,
      cancelation: CANCELATION,
    },
  },
  SimpleAction: {
    noun: 'a simple action',
    section: '§8',
    description: 'A script for an interpreter; it is written to a file and run.',
    properties: {
      let: letProperty('Evaluated for every task.'),
      script: {
        value: { kind: 'text', min: 1, format: 'host' },
        required: true,
        description: 'The text of the script.',
        section: '§8',
      },
      args: ARGS,
      timeout: TIMEOUT,
      cancelation: CANCELATION,
    },
  },
  CancelationMethod: {
    noun: 'a cancelation method',
    section: '§5.3',
    description: 'How an action is canceled.',
    properties: {
      mode: {
        value: {
          kind: 'enum',
          values: ['TERMINATE', 'NOTIFY_THEN_TERMINATE'],
          format: 'FEATURE_BUNDLE_1',
        },
        required: true,
        description: 'End the command at once, or ask it first and wait for the notify period.',
        section: '§5.3',
      },
      notifyPeriodInSeconds: {
        value: {
          kind: 'integer',
          min: 1,
          max: 600,
          text: 'FEATURE_BUNDLE_1',
          format: 'FEATURE_BUNDLE_1',
        },
        description: 'Seconds between the request and the end. Default: 120 for onRun, else 30.',
        section: '§5.3.2',
      },
    },
  },
  EmbeddedFile: {
    noun: 'an embedded file',
    section: '§6.1',
    description: 'A text file that is written into the session directory.',
    properties: {
      name: {
        value: { kind: 'identifier' },
        required: true,
        description:
          'The name by which format strings refer to the file: {{Task.File.<name>}} or {{Env.File.<name>}}.',
        section: '§7.1',
      },
      type: {
        value: { kind: 'literal', value: 'TEXT' },
        required: true,
        description: 'The kind of file; there is only TEXT.',
        section: '§6.1',
      },
      filename: {
        value: { kind: 'text', min: 1, max: 'filename' },
        description: 'The name of the file on disk, without directories. Default: a random name.',
        section: '§6.1.1',
      },
      runnable: {
        value: { kind: 'boolean' },
        description: 'Whether the file may be executed. Default: false.',
        section: '§6.1',
      },
      data: {
        value: { kind: 'text', min: 1, format: 'host' },
        required: true,
        description: 'The text of the file.',
        section: '§6.1.2',
      },
      endOfLine: {
        value: { kind: 'enum', values: ['AUTO', 'LF', 'CRLF'] },
        extension: 'FEATURE_BUNDLE_1',
        description: "The line endings of the file. Default: AUTO, the host's own.",
        section: '§6.1',
      },
    },
  },
} as const satisfies Partial<Record<ObjectName, ObjectSchema>>;
