import { describe, expect, it } from 'vitest';
import { decodeTemplate } from '../../../../src/shared/model/index.ts';
import {
  ACTION,
  type Data,
  decode,
  environment,
  errorsOf,
  job,
  parameter,
  STEP,
  testRules,
} from './support.ts';

const many = (count: number): Data[] =>
  Array.from({ length: count }, (_, index) => ({ name: `P${index}`, type: 'STRING' }));
const a = (count: number): string => 'a'.repeat(count);
const BUNDLE = { extensions: ['FEATURE_BUNDLE_1'] };

describe('the root of a template (§1)', () => {
  testRules([
    {
      rule: '§1.1 required properties',
      refused: [
        [
          'a job without steps',
          { specificationVersion: 'jobtemplate-2023-09', name: 'J' },
          'missing-property',
        ],
        ['an empty list of steps', job({ steps: [] }), 'empty-list'],
        [
          'a job without a name',
          { specificationVersion: 'jobtemplate-2023-09', steps: [STEP] },
          'missing-property',
        ],
        ['a missing version', { name: 'J', steps: [STEP] }, 'missing-property'],
        ['another version', job({ specificationVersion: 'jobtemplate-2020-01' }), 'invalid-value'],
        [
          'an environment template without environment',
          { specificationVersion: 'environment-2023-09' },
          'missing-property',
        ],
      ],
      accepted: [
        ['the smallest job', job()],
        ['the smallest environment template', environment()],
        ['$schema', job({ $schema: 'https://example.com/schema.json' })],
      ],
    },
    {
      rule: 'unknown properties',
      refused: [
        ['a property of a job', job({ priority: 5 }), 'unknown-property'],
        [
          'steps in an environment template',
          environment({}, { steps: [STEP] }),
          'unknown-property',
        ],
        ['a merge key', job({ '<<': {} }), 'unknown-property'],
      ],
    },
    {
      rule: '§1.1.1 job name',
      refused: [
        ['an empty name', job({ name: '' }), 'too-short'],
        ['129 characters', job({ name: a(129) }), 'too-long'],
        ['a tab', job({ name: 'a\tb' }), 'control-character'],
        ['a number', job({ name: 5 }), 'wrong-type'],
        ['513 characters with FEATURE_BUNDLE_1', job({ ...BUNDLE, name: a(513) }), 'too-long'],
      ],
      accepted: [
        ['128 characters', job({ name: a(128) })],
        ['128 characters beyond the basic plane', job({ name: '😀'.repeat(128) })],
        ['512 characters with FEATURE_BUNDLE_1', job({ ...BUNDLE, name: a(512) })],
      ],
    },
    {
      rule: 'null is as good as nothing where a property is optional',
      refused: [
        ['a required property', job({ name: null }), 'wrong-type'],
        ['steps', job({ steps: null }), 'wrong-type'],
        ['a script', job({}, { script: null }), 'missing-script'],
        ['the only property of an environment', environment({ script: null }), 'empty-environment'],
        [
          'the allowed values, which would lift the limit',
          parameter({ type: 'INT', allowedValues: null }),
          'wrong-type',
        ],
        ['a variable', environment({ variables: { V: null } }), 'wrong-type'],
        [
          'an argument',
          job({}, { script: { actions: { onRun: { ...ACTION, args: [null] } } } }),
          'wrong-type',
        ],
      ],
      accepted: [
        [
          'of a job',
          job({
            description: null,
            parameterDefinitions: null,
            jobEnvironments: null,
            extensions: null,
          }),
        ],
        [
          'of a step, its extensions not needed',
          job(
            {},
            {
              let: null,
              bash: null,
              dependencies: null,
              stepEnvironments: null,
              hostRequirements: null,
              parameterSpace: null,
            },
          ),
        ],
        [
          'of an action',
          job(
            {},
            {
              script: {
                embeddedFiles: null,
                actions: {
                  onRun: {
                    command: 'x',
                    args: null,
                    timeout: null,
                    cancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodInSeconds: null },
                  },
                },
              },
            },
          ),
        ],
        [
          'of a parameter',
          parameter({
            type: 'STRING',
            default: null,
            minLength: null,
            userInterface: { control: null },
          }),
        ],
      ],
    },
    {
      rule: '§7.2 description',
      refused: [
        ['an empty text', job({ description: '' }), 'too-short'],
        ['2049 characters', job({ description: a(2049) }), 'too-long'],
        ['a bell', job({ description: 'a\u0007' }), 'control-character'],
      ],
      accepted: [
        ['2048 characters', job({ description: a(2048) })],
        ['line breaks and tabs', job({ description: 'a\r\n\tb' })],
      ],
    },
    {
      rule: '§1.1.2 extensions',
      refused: [
        ['an empty list', job({ extensions: [] }), 'empty-list'],
        ['an unknown extension', job({ extensions: ['TELEPORT'] }), 'invalid-value'],
        ['lower case', job({ extensions: ['expr'] }), 'invalid-value'],
        ['a repetition', job({ extensions: ['EXPR', 'EXPR'] }), 'duplicate-extension'],
        ['WRAP_ACTIONS without EXPR', job({ extensions: ['WRAP_ACTIONS'] }), 'extension-required'],
        ['a text', job({ extensions: 'EXPR' }), 'wrong-type'],
      ],
      accepted: [
        [
          'all of them',
          job({
            extensions: [
              'TASK_CHUNKING',
              'REDACTED_ENV_VARS',
              'FEATURE_BUNDLE_1',
              'EXPR',
              'WRAP_ACTIONS',
            ],
          }),
        ],
        ['those of an environment template', environment({}, { extensions: ['EXPR'] })],
      ],
    },
    {
      rule: '§1.1, §1.2 number of parameters',
      refused: [
        ['51', job({ parameterDefinitions: many(51) }), 'too-many'],
        [
          '201 with FEATURE_BUNDLE_1',
          job({ ...BUNDLE, parameterDefinitions: many(201) }),
          'too-many',
        ],
        [
          '51 in an environment template, whatever it declares',
          environment({}, { ...BUNDLE, parameterDefinitions: many(51) }),
          'too-many',
        ],
        ['none', job({ parameterDefinitions: [] }), 'empty-list'],
      ],
      accepted: [
        ['50', job({ parameterDefinitions: many(50) })],
        ['200 with FEATURE_BUNDLE_1', job({ ...BUNDLE, parameterDefinitions: many(200) })],
      ],
    },
    {
      rule: '§7.1 identifiers',
      refused: [
        ['a hyphen', parameter({ name: 'a-b', type: 'INT' }), 'invalid-name'],
        ['a digit in front', parameter({ name: '1a', type: 'INT' }), 'invalid-name'],
        ['an empty name', parameter({ name: '', type: 'INT' }), 'invalid-name'],
        ['65 characters', parameter({ name: a(65), type: 'INT' }), 'too-long'],
      ],
      accepted: [
        ['64 characters', parameter({ name: a(64), type: 'INT' })],
        [
          '512 characters with FEATURE_BUNDLE_1',
          parameter({ name: a(512), type: 'INT' }, ['FEATURE_BUNDLE_1']),
        ],
        ['an underscore', parameter({ name: '_', type: 'INT' })],
      ],
    },
  ]);
});

describe('what a file is', () => {
  it('says what is wrong with files that are no templates', () => {
    const message = (text: string): string[] =>
      decodeTemplate(text).diagnostics.map((each) => each.message);
    expect(message('')).toEqual([
      'The file is empty. A template starts with "specificationVersion".',
    ]);
    expect(message('- a\n')).toEqual([
      'A template is a mapping that starts with "specificationVersion", but this file is a list.',
    ]);
    expect(message('hello')).toEqual([
      'A template is a mapping that starts with "specificationVersion", but this file is the text "hello".',
    ]);
    expect(message('a: 1')).toEqual([
      'This is no template: it has no "specificationVersion". A job template has "jobtemplate-2023-09", an environment template "environment-2023-09".',
    ]);
    expect(message('specificationVersion: jobtemplate-2023-9')).toEqual([
      '"jobtemplate-2023-9" is no known version. It can be "jobtemplate-2023-09" or "environment-2023-09". Did you mean "jobtemplate-2023-09"?',
    ]);
  });

  it('refuses the other kind of template', () => {
    const decoded = decodeTemplate(JSON.stringify(environment()), { kind: 'job' });
    expect(decoded.diagnostics.map(({ message }) => message)).toEqual([
      'This is an environment template, but a job template is expected here.',
    ]);
  });

  it('reports everything at once', () => {
    const broken = job({
      name: '',
      description: '',
      priority: 1,
      steps: [{ name: '', script: { actions: { onRun: { ...ACTION, timeout: 0 } } } }],
    });
    expect(errorsOf(broken).toSorted()).toEqual([
      'out-of-range',
      'too-short',
      'too-short',
      'too-short',
      'unknown-property',
    ]);
  });

  it('speaks of JSON in JSON files', () => {
    const { diagnostics } = decodeTemplate('{"specificationVersion": "jobtemplate-2023-09",}', {
      format: 'json',
    });
    expect(diagnostics.map(({ message }) => message)).toEqual(['JSON allows no comma before "}".']);
  });

  it('takes a template that a farm does not only with its profile', () => {
    const data = job({ extensions: ['EXPR'], parameterDefinitions: [{ name: 'A', type: 'BOOL' }] });
    const profile = { name: 'Farm', supportedExtensions: [], maxParameters: 0 } as const;
    const { diagnostics } = decodeTemplate(JSON.stringify(data), { profile });
    expect(
      diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ).toEqual([
      'EXPR is not supported by Farm.',
      'Farm takes at most 0 parameters; this template has 1.',
    ]);
    expect(decode(data).valid).toBe(true);
  });
});
