import { describe, expect, it } from 'vitest';
import { isEmpty, selectedPart } from '../../../../src/renderer/features/log/log-selection.ts';

const at = (line: number, column: number) => ({ line, column });

describe('a selection over lines', () => {
  it('takes part of the ends and all between, in either direction', () => {
    for (const selection of [
      { anchor: at(1, 2), focus: at(3, 1) },
      { anchor: at(3, 1), focus: at(1, 2) },
    ])
      expect([1, 2, 3].map((line) => selectedPart(selection, line, 'abcd'))).toEqual([
        'cd',
        'abcd',
        'a',
      ]);
  });

  it('takes part of one line', () => {
    expect(selectedPart({ anchor: at(1, 3), focus: at(1, 1) }, 1, 'abcd')).toBe('bc');
    expect(isEmpty({ anchor: at(1, 1), focus: at(1, 1) })).toBe(true);
  });
});
