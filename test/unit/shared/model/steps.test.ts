import { describe, expect, it } from 'vitest';
import {
  ACTION,
  type Data,
  decode,
  environment,
  job,
  SCRIPT,
  STEP,
  space,
  testRules,
} from './support.ts';

const a = (count: number): string => 'a'.repeat(count);
const BUNDLE = { extensions: ['FEATURE_BUNDLE_1'] };
const CHUNKS = { extensions: ['TASK_CHUNKING'] };
const steps = (...names: [string, ...string[]][]): Data =>
  job({
    steps: names.map(([name, ...dependencies]) => ({
      ...STEP,
      name,
      ...(dependencies.length > 0
        ? { dependencies: dependencies.map((dependsOn) => ({ dependsOn })) }
        : {}),
    })),
  });
const action = (more: Data, parts: Data = {}): Data =>
  job(parts, { script: { actions: { onRun: { ...ACTION, ...more } } } });
const file = (more: Data, parts: Data = {}): Data =>
  job(parts, {
    script: { ...SCRIPT, embeddedFiles: [{ name: 'f', type: 'TEXT', data: 'x', ...more }] },
  });
const range = (type: string, values: unknown, parts: Data = {}): Data =>
  space([{ name: 'A', type, range: values }], {}, parts);
const A = { name: 'A', type: 'INT', range: '1-3' };
const B = { name: 'B', type: 'STRING', range: ['x', 'y', 'z'] };
const C = { name: 'C', type: 'INT', range: [1, 2] };
const combine = (combination: string): Data => space([A, B, C], { combination });
const chunk = (chunks: unknown, more: Data = {}): Data =>
  space([{ name: 'A', type: 'CHUNK[INT]', range: '1-10', chunks, ...more }], {}, CHUNKS);
const CHUNK = { defaultTaskCount: 2, rangeConstraint: 'CONTIGUOUS' };

describe('steps (§3)', () => {
  testRules([
    {
      rule: '§3 a step',
      refused: [
        ['no script', job({ steps: [{ name: 'S' }] }), 'missing-script'],
        ['a script without actions', job({}, { script: {} }), 'missing-property'],
        ['actions without onRun', job({}, { script: { actions: {} } }), 'missing-property'],
        ['two steps of one name', steps(['A'], ['A']), 'duplicate-name'],
        ['an empty name', job({}, { name: '' }), 'too-short'],
        ['a name of 65 characters', job({}, { name: a(65) }), 'too-long'],
        ['a line break in a name', job({}, { name: 'a\nb' }), 'control-character'],
        ['no environments', job({}, { stepEnvironments: [] }), 'empty-list'],
      ],
      accepted: [
        ['braces in its name, with a warning', job({}, { name: 'Step {{Param.P}}' })],
        ['a name of 64 characters', job({}, { name: a(64) })],
        ['a name of 512 characters with FEATURE_BUNDLE_1', job(BUNDLE, { name: a(512) })],
        ['names that differ by case', steps(['A'], ['a'])],
      ],
    },
    {
      rule: '§3.2 dependencies',
      refused: [
        ['an unknown step', steps(['A', 'B']), 'unknown-step'],
        ['itself', steps(['A', 'A']), 'dependency-cycle'],
        ['a cycle', steps(['A', 'B'], ['B', 'C'], ['C', 'A']), 'dependency-cycle'],
        ['one step twice', steps(['A'], ['B', 'A', 'A']), 'duplicate-dependency'],
        ['none', job({}, { dependencies: [] }), 'empty-list'],
        ['a text', job({}, { dependencies: ['A'] }), 'wrong-type'],
      ],
      accepted: [['a later step', steps(['A', 'B'], ['B'])]],
    },
    {
      rule: '§3.4.1 ranges',
      refused: [
        ['no values', range('INT', []), 'empty-list'],
        ['1025 values in a list', range('INT', Array(1025).fill(1)), 'too-many'],
        ['a number', range('INT', 5), 'wrong-type'],
        ['a fraction', range('INT', [1.5]), 'wrong-type'],
        ['a text that is no integer', range('INT', ['a']), 'wrong-type'],
        ['an empty range expression', range('INT', ''), 'empty-range-expression'],
        ['an overlap', range('INT', '1-10:4,10-15'), 'range-overlap'],
        ['a step of 0', range('INT', '1-5:0'), 'zero-step'],
        ['a text that is no number', range('FLOAT', ['1', 'x']), 'wrong-type'],
        ['a text as range of numbers', range('FLOAT', '1-3'), 'wrong-type'],
        [
          'an expression as range without EXPR',
          range('STRING', '{{Param.L}}', { parameterDefinitions: [{ name: 'L', type: 'STRING' }] }),
          'extension-required',
        ],
        ['an empty text', range('STRING', ['']), 'too-short'],
        ['a number among texts', range('PATH', [1]), 'wrong-type'],
        ['1025 characters', range('STRING', [a(1025)]), 'too-long'],
        ['no range', space([{ name: 'A', type: 'INT' }]), 'missing-property'],
        ['chunks of an INT', space([{ ...A, chunks: CHUNK }]), 'unknown-property'],
        ['two parameters of one name', space([A, A]), 'duplicate-name'],
        [
          '17 parameters',
          space(Array.from({ length: 17 }, (_, i) => ({ ...A, name: `A${i}` }))),
          'too-many',
        ],
        ['no parameters', space([]), 'empty-list'],
        ['a list type', range('LIST[INT]', [1]), 'unknown-type'],
      ],
      accepted: [
        ['1024 values in a list', range('INT', Array(1024).fill(1))],
        ['a range expression over any number of values', range('INT', '1-1000000000')],
        [
          'texts of integers',
          range('INT', ['1', 2, '{{RawParam.P}}'], {
            parameterDefinitions: [{ name: 'P', type: 'INT' }],
          }),
        ],
        ['numbers and texts', range('FLOAT', [1, 2.5, '3e2'])],
        ['types in any case with EXPR', range('int', '1', { extensions: ['EXPR'] })],
        [
          'an expression as range with EXPR',
          range('STRING', '{{Param.L}}', {
            extensions: ['EXPR'],
            parameterDefinitions: [{ name: 'L', type: 'LIST[STRING]' }],
          }),
        ],
      ],
    },
    {
      rule: '§3.4.1.5 chunks',
      refused: [
        [
          'the type without the extension',
          space([{ ...A, type: 'CHUNK[INT]', chunks: CHUNK }]),
          'extension-required',
        ],
        ['no settings', space([{ ...A, type: 'CHUNK[INT]' }], {}, CHUNKS), 'missing-property'],
        ['a count of 0', chunk({ ...CHUNK, defaultTaskCount: 0 }), 'out-of-range'],
        ['a negative runtime', chunk({ ...CHUNK, targetRuntimeSeconds: -1 }), 'out-of-range'],
        ['another constraint', chunk({ ...CHUNK, rangeConstraint: 'ANY' }), 'invalid-value'],
        ['no constraint', chunk({ defaultTaskCount: 1 }), 'missing-property'],
        [
          'two of them',
          space(
            [
              { ...A, type: 'CHUNK[INT]', chunks: CHUNK },
              { ...C, type: 'CHUNK[INT]', chunks: CHUNK },
            ],
            {},
            CHUNKS,
          ),
          'second-chunk',
        ],
        [
          'a pair with it',
          space(
            [{ ...A, type: 'CHUNK[INT]', chunks: CHUNK }, B],
            { combination: '(A, B)' },
            CHUNKS,
          ),
          'chunk-in-association',
        ],
      ],
      accepted: [
        [
          'texts and format strings',
          space(
            [
              {
                ...A,
                type: 'CHUNK[INT]',
                chunks: { ...CHUNK, defaultTaskCount: '{{Param.N}}', targetRuntimeSeconds: '0' },
              },
            ],
            {},
            { ...CHUNKS, parameterDefinitions: [{ name: 'N', type: 'INT' }] },
          ),
        ],
        [
          'all combinations with it',
          space([{ ...A, type: 'CHUNK[INT]', chunks: CHUNK }, B], { combination: 'A * B' }, CHUNKS),
        ],
      ],
    },
    {
      rule: '§3.4.3 combinations',
      refused: [
        ['an empty text', combine(''), 'too-short'],
        ['a missing operator', combine('A B * C'), 'invalid-combination'],
        ['a missing bracket', combine('(A, B * C'), 'invalid-combination'],
        ['a bracket too many', combine('A * B) * C'), 'invalid-combination'],
        ['a comma outside of brackets', combine('A, B, C'), 'invalid-combination'],
        ['a missing operand', combine('A * * B * C'), 'invalid-combination'],
        ['empty brackets', combine('() * A * B * C'), 'invalid-combination'],
        ['a tab', combine('A\t* B * C'), 'invalid-combination'],
        ['an unknown name', combine('A * B * C * D'), 'unknown-task-parameter'],
        ['a repetition', combine('A * B * C * A'), 'repeated-task-parameter'],
        ['a missing name', combine('A * B'), 'missing-task-parameter'],
        ['unequal lengths', combine('(A, C) * B'), 'length-mismatch'],
        ['an unequal product', combine('(A, B * C)'), 'length-mismatch'],
        ['1281 characters', combine(`A * B * C${' '.repeat(1272)}`), 'too-long'],
      ],
      accepted: [
        ['pairs and products', combine('(A, B) * C')],
        ['nested brackets', combine('C * ((A), (B))')],
        ['1280 characters', combine(`A * B * C${' '.repeat(1271)}`)],
      ],
    },
    {
      rule: '§5 actions',
      refused: [
        ['an empty command', action({ command: '' }), 'too-short'],
        ['a line break in a command', action({ command: 'a\nb' }), 'control-character'],
        ['no arguments', action({ args: [] }), 'empty-list'],
        ['a number as argument', action({ args: [1] }), 'wrong-type'],
        ['a tab in an argument', action({ args: ['a\tb'] }), 'control-character'],
        [
          'a bell in an argument, also with EXPR',
          action({ args: ['a\u0007'] }, { extensions: ['EXPR'] }),
          'control-character',
        ],
        ['a timeout of 0', action({ timeout: 0 }), 'out-of-range'],
        ['a fraction as timeout', action({ timeout: 1.5 }), 'wrong-type'],
        ['a text as timeout', action({ timeout: '30' }), 'extension-required'],
        ['a text that is no integer', action({ timeout: 'soon' }, BUNDLE), 'wrong-type'],
        ['another mode', action({ cancelation: { mode: 'KILL' } }), 'invalid-value'],
        ['no mode', action({ cancelation: {} }), 'missing-property'],
        [
          'a format string as mode',
          action(
            { cancelation: { mode: '{{RawParam.M}}' } },
            { parameterDefinitions: [{ name: 'M', type: 'STRING' }] },
          ),
          'extension-required',
        ],
        [
          'a period of 601',
          action({ cancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodInSeconds: 601 } }),
          'out-of-range',
        ],
        [
          'a period of 0',
          action({ cancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodInSeconds: 0 } }),
          'out-of-range',
        ],
        [
          'a period with TERMINATE',
          action({ cancelation: { mode: 'TERMINATE', notifyPeriodInSeconds: 1 } }),
          'unknown-property',
        ],
      ],
      accepted: [
        ['line breaks in arguments', action({ args: ['a\nb', ''] })],
        ['a tab in an argument with EXPR', action({ args: ['a\tb'] }, { extensions: ['EXPR'] })],
        [
          'a period of 600',
          action({ cancelation: { mode: 'NOTIFY_THEN_TERMINATE', notifyPeriodInSeconds: 600 } }),
        ],
        ['a very long command', action({ command: a(5000) })],
        [
          'a format string as mode with FEATURE_BUNDLE_1',
          action(
            { cancelation: { mode: '{{RawParam.M}}' } },
            { ...BUNDLE, parameterDefinitions: [{ name: 'M', type: 'STRING' }] },
          ),
        ],
      ],
    },
    {
      rule: '§6 embedded files',
      refused: [
        ['no files', job({}, { script: { ...SCRIPT, embeddedFiles: [] } }), 'empty-list'],
        ['another type', file({ type: 'BINARY' }), 'invalid-value'],
        ['no data', file({ data: '' }), 'too-short'],
        ['a path as name', file({ filename: 'a/b' }), 'invalid-filename'],
        ['a path of Windows', file({ filename: 'a\\b' }), 'invalid-filename'],
        ['a directory', file({ filename: '..' }), 'invalid-filename'],
        ['an empty name', file({ filename: '' }), 'too-short'],
        ['65 characters', file({ filename: a(65) }), 'too-long'],
        ['a text for runnable', file({ runnable: 'yes' }), 'wrong-type'],
        ['line endings without FEATURE_BUNDLE_1', file({ endOfLine: 'LF' }), 'extension-required'],
        ['other line endings', file({ endOfLine: 'CR' }, BUNDLE), 'invalid-value'],
        [
          'two files of one name',
          job(
            {},
            {
              script: {
                ...SCRIPT,
                embeddedFiles: [1, 2].map(() => ({ name: 'f', type: 'TEXT', data: 'x' })),
              },
            },
          ),
          'duplicate-name',
        ],
      ],
      accepted: [['256 characters with FEATURE_BUNDLE_1', file({ filename: a(256) }, BUNDLE)]],
    },
    {
      rule: '§8 simple actions',
      refused: [
        [
          'one without the extension',
          job({ steps: [{ name: 'S', bash: { script: 'x' } }] }),
          'extension-required',
        ],
        [
          'one without script',
          job({ ...BUNDLE, steps: [{ name: 'S', bash: {} }] }),
          'missing-property',
        ],
        ['one beside a script', job(BUNDLE, { bash: { script: 'x' } }), 'conflicting-scripts'],
        [
          'two of them',
          job({ ...BUNDLE, steps: [{ name: 'S', bash: { script: 'x' }, cmd: { script: 'x' } }] }),
          'conflicting-scripts',
        ],
        [
          'a command',
          job({ ...BUNDLE, steps: [{ name: 'S', bash: { script: 'x', command: 'y' } }] }),
          'unknown-property',
        ],
        [
          'let without EXPR',
          job({ ...BUNDLE, steps: [{ name: 'S', bash: { script: 'x', let: ['a = 1'] } }] }),
          'extension-required',
        ],
        [
          'one inside a script with actions',
          job(BUNDLE, { script: { ...SCRIPT, node: { script: 'x' } } }),
          'conflicting-scripts',
        ],
      ],
      accepted: [
        ...['bash', 'cmd', 'node', 'powershell', 'python'].map(
          (name) =>
            [
              name,
              job({
                ...BUNDLE,
                steps: [{ name: 'S', [name]: { script: 'x', args: ['a'], timeout: '5' } }],
              }),
            ] as const,
        ),
        [
          'one inside a script (§3.5)',
          job({ ...BUNDLE, steps: [{ name: 'S', script: { bash: { script: 'x' } } }] }),
        ],
      ],
    },
    {
      rule: '§4 environments',
      refused: [
        [
          'neither script nor variables',
          job({ jobEnvironments: [{ name: 'E' }] }),
          'empty-environment',
        ],
        ['no variables', job({ jobEnvironments: [{ name: 'E', variables: {} }] }), 'empty-list'],
        ['a number as value', environment({ variables: { A: 1 } }), 'wrong-type'],
        [
          'a name with a hyphen',
          environment({ variables: { 'A-B': 'x' } }),
          'invalid-variable-name',
        ],
        [
          'a name that starts with a digit',
          environment({ variables: { '1A': 'x' } }),
          'invalid-variable-name',
        ],
        ['a name of 257 characters', environment({ variables: { [a(257)]: 'x' } }), 'too-long'],
        ['a value of 2049 characters', environment({ variables: { A: a(2049) } }), 'too-long'],
        ['a script without actions', environment({ script: {} }), 'missing-property'],
        [
          'actions without onEnter',
          environment({ script: { actions: { onExit: ACTION } } }),
          'missing-property',
        ],
        [
          'onRun',
          environment({ script: { actions: { onEnter: ACTION, onRun: ACTION } } }),
          'unknown-property',
        ],
        [
          'two job environments of one name',
          job({ jobEnvironments: [1, 2].map(() => ({ name: 'E', variables: { A: 'x' } })) }),
          'duplicate-name',
        ],
        [
          'a step environment named like one of the job',
          job(
            { jobEnvironments: [{ name: 'E', variables: { A: 'x' } }] },
            { stepEnvironments: [{ name: 'E', variables: { A: 'x' } }] },
          ),
          'duplicate-name',
        ],
        ['no job environments', job({ jobEnvironments: [] }), 'empty-list'],
        ['a name of 65 characters', environment({ name: a(65) }), 'too-long'],
      ],
      accepted: [
        ['variables only', environment({ script: undefined, variables: { _a1: '' } })],
        [
          'a name of 256 and a value of 2048 characters',
          environment({ variables: { [a(256)]: a(2048) } }),
        ],
        [
          'like names in two steps',
          job({
            steps: ['A', 'B'].map((name) => ({
              ...STEP,
              name,
              stepEnvironments: [{ name: 'E', variables: { A: 'x' } }],
            })),
          }),
        ],
      ],
    },
  ]);

  it('shows a cycle as the chain of its steps', () => {
    const { diagnostics } = decode(steps(['A', 'B'], ['B', 'C'], ['C', 'A']));
    expect(diagnostics.map(({ message, data }) => ({ message, data }))).toEqual([
      {
        message:
          'These steps wait for each other: "A" → "B" → "C" → "A". Remove one of the dependencies.',
        data: { chain: ['A', 'B', 'C', 'A'] },
      },
    ]);
  });
});
