import { describe, expect, it } from 'vitest';
import { scriptTokens } from '../../../../src/renderer/editor/script-colours.ts';

describe('the colours of a script in a template', () => {
  it('stand where its words stand, whatever ends its lines', () => {
    const text = 'data: |\r\n    # one\r\n\r\n      if two\r\n    end\r\n';
    const start = text.indexOf('    # one');
    const tokens = scriptTokens(
      text,
      { language: 'shell', range: { start, end: text.indexOf('end') + 3 }, indent: 4 },
      (lines) =>
        lines.split('\n').map((line) =>
          [...line.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
            offset: index,
            type: word === '#' ? 'comment.shell' : word === 'if' ? 'keyword.shell' : 'source.shell',
          })),
        ),
    );
    // A token goes on to the next one, as the tokenizers have it.
    expect(tokens.map(({ range, type }) => [type, text.slice(range.start, range.end)])).toEqual([
      ['comment', '# '],
      ['plain', 'one'],
      ['keyword', 'if '],
      ['plain', 'two'],
      ['plain', 'end'],
    ]);
  });
});
