import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  hasMixedLineEnds,
  ModelPlaces,
  toModelEdits,
} from '../../../../src/renderer/editor/model-text.ts';

describe('the document and the model of the editor', () => {
  it('agree on places although the model has no byte order mark', () => {
    const places = new ModelPlaces('\uFEFFname: A\r\nb: 1');
    expect(places.position(1)).toEqual({ lineNumber: 1, column: 1 });
    expect(places.position(10)).toEqual({ lineNumber: 2, column: 1 });
    expect(places.offset(1, 7)).toBe(7);
    expect(places.offset(2, 1)).toBe(10);
    expect(toModelEdits('\uFEFFab', [{ range: { start: 1, end: 2 }, text: 'x' }])).toEqual([
      {
        range: { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 2 },
        text: 'x',
      },
    ]);
  });

  it('keep line ends that are not alike', () => {
    const text = 'a: 1\r\nb: 2\nc: 3\r\n';
    expect(hasMixedLineEnds(text)).toBe(true);
    expect(hasMixedLineEnds('a\r\nb\r\n')).toBe(false);
    expect(hasMixedLineEnds('a\nb\n')).toBe(false);
    const range = { startLineNumber: 2, startColumn: 4, endLineNumber: 2, endColumn: 5 };
    const change = { range, text: '5', rangeOffset: 0, rangeLength: 1, rangeEndOffset: 0 };
    expect(applyChanges(text, [change as never])).toBe('a: 1\r\nb: 5\nc: 3\r\n');
  });
});
