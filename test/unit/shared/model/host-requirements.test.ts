import { describe } from 'vitest';
import { type Data, job, testRules } from './support.ts';

const a = (count: number): string => 'a'.repeat(count);
const BUNDLE = { extensions: ['FEATURE_BUNDLE_1'] };
const requires = (hostRequirements: unknown, parts: Data = {}): Data =>
  job(parts, { hostRequirements });
const amount = (more: Data, parts: Data = {}): Data =>
  requires({ amounts: [{ name: 'amount.custom', ...more }] }, parts);
const attribute = (more: Data): Data =>
  requires({ attributes: [{ name: 'attr.custom', ...more }] });

describe('host requirements (§3.3)', () => {
  testRules([
    {
      rule: '§3.3 host requirements',
      refused: [
        ['nothing', requires({}), 'empty-requirements'],
        [
          '51 in all',
          requires({
            amounts: Array.from({ length: 26 }, (_, i) => ({ name: `amount.a${i}`, min: 1 })),
            attributes: Array.from({ length: 25 }, (_, i) => ({
              name: `attr.a${i}`,
              anyOf: ['x'],
            })),
          }),
          'too-many',
        ],
        [
          'two amounts that differ by case',
          requires({
            amounts: [
              { name: 'amount.a', min: 1 },
              { name: 'AMOUNT.A', min: 1 },
            ],
          }),
          'duplicate-name',
        ],
        ['an amount without bounds', amount({}), 'empty-requirement'],
        ['a negative minimum', amount({ min: -1 }), 'out-of-range'],
        ['a maximum of 0', amount({ max: 0 }), 'out-of-range'],
        ['a minimum above the maximum', amount({ min: 2, max: 1 }), 'min-greater-than-max'],
        ['a text as minimum', amount({ min: '1' }), 'extension-required'],
        ['a text that is no number', amount({ min: 'x' }, BUNDLE), 'wrong-type'],
        ['infinity', amount({ min: '1e999' }, BUNDLE), 'wrong-type'],
        ['an attribute without values', attribute({}), 'empty-requirement'],
        ['an empty list of values', attribute({ anyOf: [] }), 'empty-list'],
        ['51 values', attribute({ anyOf: Array(51).fill('x') }), 'too-many'],
        ['an empty value', attribute({ anyOf: [''] }), 'too-short'],
        [
          'a value that starts with a digit',
          attribute({ anyOf: ['1a'] }),
          'invalid-attribute-value',
        ],
        ['a value of 101 characters', attribute({ anyOf: [a(101)] }), 'too-long'],
        [
          'another operating system',
          requires({ attributes: [{ name: 'attr.worker.os.family', anyOf: ['beos'] }] }),
          'invalid-attribute-value',
        ],
        [
          'two architectures at once',
          requires({ attributes: [{ name: 'attr.worker.cpu.arch', allOf: ['arm64', 'x86_64'] }] }),
          'unsatisfiable',
        ],
      ],
      accepted: [
        [
          '50 in all',
          requires({
            amounts: Array.from({ length: 25 }, (_, i) => ({ name: `amount.a${i}`, min: 1 })),
            attributes: Array.from({ length: 25 }, (_, i) => ({
              name: `attr.a${i}`,
              anyOf: ['x'],
            })),
          }),
        ],
        ['texts with FEATURE_BUNDLE_1', amount({ min: '0', max: '2.5' }, BUNDLE)],
        [
          'operating systems in any case',
          requires({ attributes: [{ name: 'ATTR.worker.OS.family', anyOf: ['Linux', 'MACOS'] }] }),
        ],
        [
          'an amount and an attribute of like names',
          requires({
            amounts: [{ name: 'amount.a', min: 0 }],
            attributes: [{ name: 'attr.a', anyOf: ['_-x'] }],
          }),
        ],
      ],
    },
    {
      rule: '§3.3.1.1, §3.3.2.1 names of capabilities',
      refused: [
        'vcpu',
        'amount.',
        'amount',
        'amount.1a',
        'attr.a',
        'a:b:amount.c',
        'amount.worker.x',
        'v:amount.job.x',
        'amount.a b',
      ].map(
        (name) => [name, requires({ amounts: [{ name, min: 1 }] }), 'invalid-capability'] as const,
      ),
      accepted: [
        'amount.a',
        'vendor:amount.a.b_2',
        'AMOUNT.WORKER.VCPU',
        'amount.worker.disk.scratch',
        'amount.{{RawParam.P}}',
      ].map(
        (name) =>
          [
            name,
            requires(
              { amounts: [{ name, min: 1 }] },
              { parameterDefinitions: [{ name: 'P', type: 'STRING' }] },
            ),
          ] as const,
      ),
    },
  ]);
});
