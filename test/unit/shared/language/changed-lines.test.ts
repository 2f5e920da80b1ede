import { expect, it } from 'vitest';
import { changedLines } from '../../../../src/shared/language/index.ts';

it('tells the lines that edits change, with what goes and what comes', () => {
  const text = 'a: X X\r\nb: Y\r\nc: X';
  const at = (start: number) => ({ range: { start, end: start + 1 }, text: 'Long' });
  expect(changedLines(text, [at(text.length - 1), at(5), at(3)])).toEqual([
    {
      line: 1,
      pieces: [
        { kind: 'same', text: 'a: ' },
        { kind: 'changed', before: 'X', after: 'Long' },
        { kind: 'same', text: ' ' },
        { kind: 'changed', before: 'X', after: 'Long' },
      ],
    },
    {
      line: 3,
      pieces: [
        { kind: 'same', text: 'c: ' },
        { kind: 'changed', before: 'X', after: 'Long' },
      ],
    },
  ]);
});
