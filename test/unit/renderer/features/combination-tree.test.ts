import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  group,
  movePart,
  namesIn,
  printCombination,
  readCombination,
  takeIn,
  ungroup,
} from '../../../../src/renderer/features/form/combination-tree.ts';

const read = (text: string) => {
  const root = readCombination(text, []);
  if (root === undefined) throw new Error(`Cannot be read: ${text}`);
  return root;
};
const ticked = (...at: number[]) => new Set(at);

describe('a combination that is built', () => {
  it('begins with all combinations', () => {
    const root = readCombination(undefined, ['A', 'B', 'C']);
    expect(root && printCombination(root)).toBe('A * B * C');
    expect(readCombination('A * ', ['A'])).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof read>, string]>([
    [
      'two of three one by one',
      group(read('A * B * C'), [], ticked(0, 2), 'association'),
      '(A, C) * B',
    ],
    ['all one by one', group(read('A * B'), [], ticked(0, 1), 'association'), '(A, B)'],
    [
      'all combinations within',
      group(read('(A, B, C)'), [], ticked(1, 2), 'product'),
      '(A, B * C)',
    ],
    [
      'within an inner group',
      group(read('(A, B * C * D)'), [1], ticked(0, 1), 'association'),
      '(A, (B, C) * D)',
    ],
    ['one alone makes no group', group(read('A * B'), [], ticked(1), 'association'), 'A * B'],
    ['dissolved', ungroup(read('A * (B, C)'), [1]), 'A * B * C'],
    ['dissolved inside', ungroup(read('(A, B * C)'), [1]), '(A, B, C)'],
    ['moved', movePart(read('A * (B, C)'), [1], -1), '(B, C) * A'],
    ['moved inside', movePart(read('A * (B, C)'), [1, 0], 1), 'A * (C, B)'],
    ['not beyond the end', movePart(read('A * B'), [1], 1), 'A * B'],
    ['with what it lacks', takeIn(read('(A, B)'), ['A', 'B', 'C']), '(A, B) * C'],
    ['without what is gone', takeIn(read('(A, B) * C'), ['B', 'C']), 'B * C'],
  ])('%s', (_what, root, expected) => {
    expect(printCombination(root)).toBe(expected);
  });

  it('is written so that it is read as it was built', () => {
    const steps = fc.array(
      fc.record({
        make: fc.constantFrom('product', 'association', 'ungroup', 'move'),
        path: fc.array(fc.nat(3), { maxLength: 3 }),
        ticks: fc.uniqueArray(fc.nat(4), { maxLength: 4 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const names = ['A', 'B', 'C', 'D', 'E'];
        let root = read(names.join(' * '));
        for (const { make, path, ticks } of all) {
          if (make === 'ungroup') root = ungroup(root, path);
          else if (make === 'move') root = movePart(root, path, 1);
          else root = group(root, path, new Set(ticks), make as 'product');
        }
        expect(read(printCombination(root))).toEqual(root);
        expect(namesIn(root).toSorted()).toEqual(names);
      }),
    );
  });
});
