import { describe } from 'vitest';
import { job, parameter, testRules } from './support.ts';

const EXPR = ['EXPR'];
const a = (count: number): string => 'a'.repeat(count);
const MAX = 2n ** 63n;
const ui = (type: string, userInterface: unknown, more: object = {}) =>
  parameter({ type, userInterface, ...more });
const list = (type: string, more: object) => parameter({ type: `LIST[${type}]`, ...more }, EXPR);

describe('job parameters (§2)', () => {
  testRules([
    {
      rule: '§2 types',
      refused: [
        ['no type', parameter({}), 'missing-property'],
        ['an unknown type', parameter({ type: 'DATE' }), 'unknown-type'],
        ['lower case without EXPR', parameter({ type: 'int' }), 'invalid-value'],
        ['a type of EXPR without it', parameter({ type: 'BOOL' }), 'extension-required'],
        [
          'lists of lists of lists',
          parameter({ type: 'LIST[LIST[LIST[INT]]]' }, EXPR),
          'unknown-type',
        ],
        [
          'two parameters of one name',
          job({
            parameterDefinitions: [
              { name: 'A', type: 'INT' },
              { name: 'A', type: 'STRING' },
            ],
          }),
          'duplicate-name',
        ],
        ['a parameter that is a text', job({ parameterDefinitions: ['A'] }), 'wrong-type'],
      ],
      accepted: [
        ['any case with EXPR', parameter({ type: 'lIsT[iNt]', default: [1] }, EXPR)],
        [
          'names that differ by case',
          job({
            parameterDefinitions: [
              { name: 'A', type: 'INT' },
              { name: 'a', type: 'INT' },
            ],
          }),
        ],
      ],
    },
    {
      rule: '§2.1 STRING',
      refused: [
        ['a number as default', parameter({ type: 'STRING', default: 5 }), 'wrong-type'],
        [
          'a default of 1025 characters',
          parameter({ type: 'STRING', default: a(1025) }),
          'too-long',
        ],
        [
          'a default that is not allowed',
          parameter({ type: 'STRING', default: 'c', allowedValues: ['a', 'b'] }),
          'value-not-allowed',
        ],
        ['no allowed values', parameter({ type: 'STRING', allowedValues: [] }), 'empty-list'],
        [
          'null as allowed values',
          parameter({ type: 'STRING', allowedValues: null }),
          'wrong-type',
        ],
        [
          'an allowed value of the wrong length',
          parameter({ type: 'STRING', allowedValues: ['a', 'bbb'], maxLength: 2 }),
          'too-long',
        ],
        [
          'a default that is too short',
          parameter({ type: 'STRING', minLength: 3, default: 'ab' }),
          'too-short',
        ],
        [
          'minLength above maxLength',
          parameter({ type: 'STRING', minLength: 3, maxLength: 2 }),
          'unsatisfiable',
        ],
        ['a negative length', parameter({ type: 'STRING', maxLength: -1 }), 'out-of-range'],
        ['maxLength 0', parameter({ type: 'STRING', maxLength: 0 }), 'out-of-range'],
        ['a length that is a text', parameter({ type: 'STRING', maxLength: '5' }), 'wrong-type'],
        ['minValue', parameter({ type: 'STRING', minValue: 1 }), 'unknown-property'],
      ],
      accepted: [
        ['a default of 1024 characters', parameter({ type: 'STRING', default: a(1024) })],
        [
          'lengths in code points',
          parameter({ type: 'STRING', default: '😀😀', minLength: 2, maxLength: 2 }),
        ],
        ['an empty default', parameter({ type: 'STRING', default: '', minLength: 0 })],
        ['control characters in a default', parameter({ type: 'STRING', default: 'a\nb\u0007' })],
      ],
    },
    {
      rule: '§2.1 controls of STRING',
      refused: [
        ['an unknown control', ui('STRING', { control: 'SLIDER' }), 'invalid-value'],
        [
          'LINE_EDIT with allowed values',
          ui('STRING', { control: 'LINE_EDIT' }, { allowedValues: ['a'] }),
          'unsuitable-control',
        ],
        [
          'MULTILINE_EDIT with allowed values',
          ui('STRING', { control: 'MULTILINE_EDIT' }, { allowedValues: ['a'] }),
          'unsuitable-control',
        ],
        [
          'DROPDOWN_LIST without them',
          ui('STRING', { control: 'DROPDOWN_LIST' }),
          'unsuitable-control',
        ],
        ['CHECK_BOX without them', ui('STRING', { control: 'CHECK_BOX' }), 'unsuitable-control'],
        [
          'CHECK_BOX with one',
          ui('STRING', { control: 'CHECK_BOX' }, { allowedValues: ['true'] }),
          'unsuitable-control',
        ],
        [
          'CHECK_BOX with a mixed pair',
          ui('STRING', { control: 'CHECK_BOX' }, { allowedValues: ['true', 'no'] }),
          'unsuitable-control',
        ],
        [
          'CHECK_BOX with the same value twice',
          ui('STRING', { control: 'CHECK_BOX' }, { allowedValues: ['true', 'TRUE'] }),
          'unsuitable-control',
        ],
        ['decimals', ui('STRING', { decimals: 2 }), 'unknown-property'],
        ['an empty label', ui('STRING', { label: '' }), 'too-short'],
        ['a label of 65 characters', ui('STRING', { label: a(65) }), 'too-long'],
        [
          'a line break in a group label',
          ui('STRING', { groupLabel: 'a\nb' }),
          'control-character',
        ],
      ],
      accepted: [
        [
          'CHECK_BOX with yes and NO',
          ui('STRING', { control: 'CHECK_BOX' }, { allowedValues: ['NO', 'yes'] }),
        ],
        [
          'HIDDEN with allowed values',
          ui('STRING', { control: 'HIDDEN' }, { allowedValues: ['a'] }),
        ],
        ['a label of 64 characters', ui('STRING', { label: a(64) })],
        ['no hints at all', ui('STRING', {})],
      ],
    },
    {
      rule: '§2.2 PATH',
      refused: [
        ['another object type', parameter({ type: 'PATH', objectType: 'LINK' }), 'invalid-value'],
        ['another data flow', parameter({ type: 'PATH', dataFlow: 'BOTH' }), 'invalid-value'],
        [
          'a file chooser for directories',
          ui('PATH', { control: 'CHOOSE_INPUT_FILE' }),
          'unsuitable-control',
        ],
        [
          'a directory chooser for files',
          ui('PATH', { control: 'CHOOSE_DIRECTORY' }, { objectType: 'FILE' }),
          'unsuitable-control',
        ],
        [
          'a chooser with allowed values',
          ui('PATH', { control: 'CHOOSE_DIRECTORY' }, { allowedValues: ['a'] }),
          'unsuitable-control',
        ],
        [
          'filters of a directory chooser',
          ui('PATH', { fileFilters: [{ label: 'A', patterns: ['*'] }] }),
          'unsuitable-control',
        ],
        [
          'a default filter of a dropdown',
          ui(
            'PATH',
            { fileFilterDefault: { label: 'A', patterns: ['*'] } },
            { objectType: 'FILE', allowedValues: ['a'] },
          ),
          'unsuitable-control',
        ],
        [
          '21 filters',
          ui(
            'PATH',
            { fileFilters: Array(21).fill({ label: 'A', patterns: ['*'] }) },
            { objectType: 'FILE' },
          ),
          'too-many',
        ],
        [
          'a filter without label',
          ui('PATH', { fileFilters: [{ patterns: ['*'] }] }, { objectType: 'FILE' }),
          'missing-property',
        ],
        [
          'a filter without patterns',
          ui('PATH', { fileFilters: [{ label: 'A', patterns: [] }] }, { objectType: 'FILE' }),
          'empty-list',
        ],
      ],
      accepted: [
        [
          '20 filters',
          ui(
            'PATH',
            { fileFilters: Array(20).fill({ label: 'A', patterns: ['*'] }) },
            { objectType: 'FILE' },
          ),
        ],
        [
          'an absolute default, which only a job refuses',
          parameter({ type: 'PATH', default: '/a' }),
        ],
        [
          'filters with a chosen control',
          ui(
            'PATH',
            { control: 'CHOOSE_OUTPUT_FILE', fileFilters: [{ label: 'A', patterns: ['*.exr'] }] },
            { objectType: 'FILE', dataFlow: 'OUT' },
          ),
        ],
      ],
    },
    {
      rule: '§2.8 patterns of file filters',
      refused: [
        '**',
        'a.txt',
        '*.',
        '*.a/b',
        '*.a*',
        '.*',
        '*.[a]',
        '*.a=b',
        `*.${a(19)}`,
        '*.\u0007',
      ].map(
        (pattern) =>
          [
            pattern,
            ui(
              'PATH',
              { fileFilters: [{ label: 'A', patterns: [pattern] }] },
              { objectType: 'FILE' },
            ),
            pattern.length > 20 ? 'too-long' : 'invalid-file-pattern',
          ] as const,
      ),
      accepted: ['*', '*.*', '*.tar.gz', '*.é', `*.${a(18)}`].map(
        (pattern) =>
          [
            pattern,
            ui(
              'PATH',
              { fileFilters: [{ label: 'A', patterns: [pattern] }] },
              { objectType: 'FILE' },
            ),
          ] as const,
      ),
    },
    {
      rule: '§2.3 INT',
      refused: [
        ['a fraction', parameter({ type: 'INT', default: 1.5 }), 'wrong-type'],
        ['a fraction as text', parameter({ type: 'INT', default: '1.5' }), 'wrong-type'],
        ['a boolean', parameter({ type: 'INT', default: true }), 'wrong-type'],
        [
          'null among the allowed values',
          parameter({ type: 'INT', allowedValues: [null] }),
          'wrong-type',
        ],
        ['2^63', parameter({ type: 'INT', default: MAX }), 'integer-overflow'],
        ['-2^63 - 1', parameter({ type: 'INT', minValue: -MAX - 1n }), 'integer-overflow'],
        [
          'a default below the minimum',
          parameter({ type: 'INT', default: 1, minValue: 2 }),
          'too-small',
        ],
        [
          'a default above the maximum, both as texts',
          parameter({ type: 'INT', default: '11', maxValue: '9' }),
          'too-large',
        ],
        [
          'an allowed value above the maximum',
          parameter({ type: 'INT', allowedValues: [1, 5], maxValue: 4 }),
          'too-large',
        ],
        [
          'minValue above maxValue',
          parameter({ type: 'INT', minValue: 2, maxValue: 1 }),
          'unsatisfiable',
        ],
        [
          'a default that is not allowed',
          parameter({ type: 'INT', default: 3, allowedValues: ['1', '02'] }),
          'value-not-allowed',
        ],
        ['a step of 0', ui('INT', { singleStepDelta: 0 }), 'out-of-range'],
        ['a fractional step', ui('INT', { singleStepDelta: 0.5 }), 'wrong-type'],
        [
          'a step of a dropdown',
          ui('INT', { singleStepDelta: 1 }, { allowedValues: [1] }),
          'unsuitable-control',
        ],
        [
          'SPIN_BOX with allowed values',
          ui('INT', { control: 'SPIN_BOX' }, { allowedValues: [1] }),
          'unsuitable-control',
        ],
        ['minLength', parameter({ type: 'INT', minLength: 1 }), 'unknown-property'],
      ],
      accepted: [
        ['-2^63', parameter({ type: 'INT', default: -MAX })],
        ['2^63 - 1', parameter({ type: 'INT', default: MAX - 1n, allowedValues: [MAX - 1n] })],
        [
          'texts with leading zeros',
          parameter({ type: 'INT', default: '007', allowedValues: ['7', '08'] }),
        ],
        ['equal bounds', parameter({ type: 'INT', default: 3, minValue: 3, maxValue: 3 })],
      ],
    },
    {
      rule: '§2.4 FLOAT',
      refused: [
        ['a text that is no number', parameter({ type: 'FLOAT', default: 'x' }), 'wrong-type'],
        ['the text inf', parameter({ type: 'FLOAT', default: 'inf' }), 'wrong-type'],
        ['an overflowing text', parameter({ type: 'FLOAT', default: '1e309' }), 'wrong-type'],
        [
          'a default above the maximum',
          parameter({ type: 'FLOAT', default: 2, maxValue: 1.5 }),
          'too-large',
        ],
        ['a step of 0', ui('FLOAT', { singleStepDelta: 0 }), 'out-of-range'],
        [
          'decimals of a hidden control',
          ui('FLOAT', { control: 'HIDDEN', decimals: 2 }),
          'unsuitable-control',
        ],
        ['negative decimals', ui('FLOAT', { decimals: -1 }), 'out-of-range'],
      ],
      accepted: [
        ['integers', parameter({ type: 'FLOAT', default: 2, minValue: 1, maxValue: 3 })],
        ['texts', parameter({ type: 'FLOAT', default: '04.5', allowedValues: ['4.5', 1e3] })],
        ['a small step', ui('FLOAT', { singleStepDelta: 0.01, decimals: 2 })],
      ],
    },
    {
      rule: '§2.9 BOOL',
      refused: [
        ['another number', parameter({ type: 'BOOL', default: 2 }, EXPR), 'wrong-type'],
        ['another word', parameter({ type: 'BOOL', default: 'maybe' }, EXPR), 'wrong-type'],
        [
          'allowed values',
          parameter({ type: 'BOOL', allowedValues: [true] }, EXPR),
          'unknown-property',
        ],
        [
          'another control',
          parameter({ type: 'BOOL', userInterface: { control: 'LINE_EDIT' } }, EXPR),
          'invalid-value',
        ],
      ],
      accepted: [true, 1, 0, 'YES', 'off', '1'].map(
        (value) => [String(value), parameter({ type: 'BOOL', default: value }, EXPR)] as const,
      ),
    },
    {
      rule: '§2.10 RANGE_EXPR',
      refused: [
        [
          'no range',
          parameter({ type: 'RANGE_EXPR', default: 'a-b' }, EXPR),
          'invalid-range-expression',
        ],
        ['an overlap', parameter({ type: 'RANGE_EXPR', default: '1-5,3' }, EXPR), 'range-overlap'],
        ['a list', parameter({ type: 'RANGE_EXPR', default: [1] }, EXPR), 'wrong-type'],
        ['minLength 0', parameter({ type: 'RANGE_EXPR', minLength: 0 }, EXPR), 'out-of-range'],
        [
          'a text that is longer than allowed',
          parameter({ type: 'RANGE_EXPR', default: '1,2,3', maxLength: 3 }, EXPR),
          'too-long',
        ],
        [
          '1025 characters',
          parameter({ type: 'RANGE_EXPR', default: `${' '.repeat(1024)}1` }, EXPR),
          'too-long',
        ],
      ],
      accepted: [
        [
          'a range as long as allowed',
          parameter({ type: 'RANGE_EXPR', default: '1,2,3', maxLength: 5 }, EXPR),
        ],
      ],
    },
    {
      rule: '§2.11-2.16 lists',
      refused: [
        ['a single text', list('STRING', { default: 'a' }), 'wrong-type'],
        ['a number among texts', list('STRING', { default: ['a', 1] }), 'wrong-type'],
        ['too few items', list('STRING', { default: [], minLength: 1 }), 'too-short'],
        ['too many items', list('BOOL', { default: [true, false], maxLength: 1 }), 'too-long'],
        [
          'an item that is too long',
          list('STRING', { default: ['a', 'abc'], item: { maxLength: 2 } }),
          'too-long',
        ],
        [
          'an item that is not allowed',
          list('PATH', { default: ['x'], item: { allowedValues: ['a'] } }),
          'value-not-allowed',
        ],
        [
          'an allowed item that is too long',
          list('STRING', { item: { allowedValues: ['abc'], maxLength: 2 } }),
          'too-long',
        ],
        ['an item beyond 64 bits', list('INT', { default: [MAX] }), 'integer-overflow'],
        [
          'an item above the maximum',
          list('FLOAT', { default: [1, 2.5], item: { maxValue: 2 } }),
          'too-large',
        ],
        [
          'bounds of items that exclude all',
          list('INT', { item: { minValue: 2, maxValue: 1 } }),
          'unsatisfiable',
        ],
        ['item constraints of BOOL', list('BOOL', { item: {} }), 'unknown-property'],
        [
          'an inner list that is too long',
          list('LIST[INT]', { default: [[1, 2]], item: { maxLength: 1 } }),
          'too-long',
        ],
        [
          'an inner item above the maximum',
          list('LIST[INT]', { default: [[1], [9]], item: { item: { maxValue: 5 } } }),
          'too-large',
        ],
        [
          'allowed values of the list itself',
          list('INT', { allowedValues: [[1]] }),
          'unknown-property',
        ],
        [
          'another control',
          list('LIST[INT]', { userInterface: { control: 'SPIN_BOX_LIST' } }),
          'invalid-value',
        ],
      ],
      accepted: [
        ['words among booleans', list('BOOL', { default: [true, 'no', 1] })],
        ['integers among numbers', list('FLOAT', { default: [1, 2.5, '3'] })],
        ['empty lists', list('LIST[INT]', { default: [[], []] })],
        [
          'filters of a list of files',
          list('PATH', {
            objectType: 'FILE',
            userInterface: { fileFilters: [{ label: 'A', patterns: ['*'] }] },
          }),
        ],
      ],
    },
  ]);
});
