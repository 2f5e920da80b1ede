import { expect, it } from 'vitest';
import { freeName } from '../../../../src/shared/text/free-name.ts';

it.each<[string, string[], string]>([
  ['a', [], 'a'],
  ['a', ['a'], 'a2'],
  ['a', ['a', 'a2', 'a4'], 'a3'],
  ['a2', ['a2'], 'a22'],
])('%s among %j is %s', (wanted, taken, expected) => {
  expect(freeName(wanted, (name) => taken.includes(name))).toBe(expected);
});

it('numbers names as it is told', () => {
  const taken = new Set(['run.sh', 'run-2.sh']);
  expect(
    freeName(
      'run.sh',
      (name) => taken.has(name),
      (count) => `run-${count}.sh`,
    ),
  ).toBe('run-3.sh');
});
