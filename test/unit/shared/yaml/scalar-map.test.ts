import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  decodedOffset,
  parseDocument,
  type ScalarNode,
  sourceRange,
} from '../../../../src/shared/yaml/index.ts';

function scalarOf(text: string): ScalarNode {
  const { root } = parseDocument(text);
  const node = root?.kind === 'map' ? root.entries[0]?.value : undefined;
  if (node?.kind !== 'scalar') throw new Error('a scalar');
  return node;
}

/** What stands in the source for each unit of the decoded text. */
function sources(text: string): string[] {
  const node = scalarOf(text);
  return Array.from(node.text, (_, index) => {
    const { start, end } = sourceRange(node, index, index + 1);
    return text.slice(start, end);
  });
}

describe('places inside of scalars', () => {
  it.each([
    ['plain text', 'k: ab c', ['a', 'b', ' ', 'c']],
    ['plain text over lines', 'k: a\n  b\n\n  c\n', ['a', '\n  ', 'b', '\n\n  ', 'c']],
    ['single quotes', "k: 'it''s'", ['i', 't', "''", 's']],
    [
      'double quotes',
      'k: "a\\n\\x41\\u00e9\\\\\\"b"',
      ['a', '\\n', '\\x41', '\\u00e9', '\\\\', '\\"', 'b'],
    ],
    ['escaped line breaks', 'k: "a \\\n   b"', ['a', ' ', 'b']],
    ['folding in quotes', 'k: "a\n  b"', ['a', '\n  ', 'b']],
    ['literal text', 'k: |\n  a\n   b\n\n  c\n', ['a', '\n', ' ', 'b', '\n', '\n', 'c', '\n']],
    ['literal text of CRLF', 'k: |\r\n  a\r\n  b\r\n', ['a', '\r\n', 'b', '\r\n']],
    ['an indentation indicator', 'k: |2\n    a\n', [' ', ' ', 'a', '\n']],
    [
      'folded text',
      'k: >\n  a\n  b\n\n  c\n    d\n  e\n',
      ['a', '\n', 'b', '\n', 'c', '\n', ' ', ' ', 'd', '\n', 'e', '\n'],
    ],
    ['stripped text', 'k: >-\n  a\n\n', ['a']],
    ['kept line breaks', 'k: |+\n  a\n\n', ['a', '\n', '\n']],
    ['a file without a final line break', 'k: |\n  a', ['a', '']],
  ])('%s', (_, text, expected) => {
    const node = scalarOf(text);
    const found = sources(text);
    if (node.text.endsWith('\n') && !text.endsWith('\n'))
      expect(found.slice(0, -1)).toEqual(expected.slice(0, -1));
    else expect(found).toEqual(expected);
  });

  it('gives empty stretches a place', () => {
    const text = 'k: "ab"';
    expect(sourceRange(scalarOf(text), 1, 1)).toEqual({ start: 5, end: 5 });
    expect(sourceRange(scalarOf(text), 2, 2)).toEqual({ start: 6, end: 6 });
    expect(sourceRange(scalarOf('k: ""'), 0, 0)).toEqual({ start: 4, end: 4 });
  });

  it('leads back from the source', () => {
    const node = scalarOf('k: "\\u00e9b"');
    expect([4, 7, 9, 10, 11].map((offset) => decodedOffset(node, offset))).toEqual([0, 0, 0, 1, 2]);
  });

  it('places every unit of every text inside of its scalar, in order', () => {
    const pieces = fc.constantFrom(
      'a',
      'é',
      '😀',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      "'",
      '"',
      '\\',
      '#',
      ': ',
      '- ',
      '{{Param.X}}',
      '  indented',
    );
    const texts = fc.array(pieces, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''));
    const types = fc.constantFrom(
      'PLAIN',
      'QUOTE_SINGLE',
      'QUOTE_DOUBLE',
      'BLOCK_LITERAL',
      'BLOCK_FOLDED',
    );
    fc.assert(
      fc.property(
        texts,
        types,
        fc.integer({ min: 20, max: 90 }),
        (value, defaultStringType, lineWidth) => {
          const text = stringify({ k: value }, { defaultStringType, lineWidth });
          const node = scalarOf(text);
          // Texts of blanks only do not survive being written in folded style.
          fc.pre(node.text === value);
          let before = node.range.start;
          for (let index = 0; index < value.length; index++) {
            const { start, end } = sourceRange(node, index, index + 1);
            const unit = value.charAt(index);
            const source = text.slice(start, end);
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeLessThanOrEqual(node.range.end);
            // A letter stands for itself, or is escaped; never is it a neighbour's place.
            if (/[A-Za-z{}.]/.test(unit)) expect(source).toBe(unit);
            before = start;
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
