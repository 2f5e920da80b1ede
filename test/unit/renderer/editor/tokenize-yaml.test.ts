import { describe, expect, it } from 'vitest';
import { START, tokenizeYamlLine } from '../../../../src/renderer/editor/tokenize-yaml.ts';
import { pieces } from './pieces.ts';

function tokens(...lines: string[]): string[][] {
  let state = START;
  return lines.map((line) => {
    const result = tokenizeYamlLine(line, state);
    state = result.state;
    return pieces(line, result.tokens);
  });
}

describe('colours of a template', () => {
  it('knows keys, text, numbers and comments', () => {
    expect(
      tokens('name: Turntable  # what it is', 'default: 12', 'on: true', '# all of it'),
    ).toEqual([
      ['key:name', 'mark::', 'text:Turntable', 'comment:# what it is'],
      ['key:default', 'mark::', 'number:12'],
      ['key:on', 'mark::', 'keyword:true'],
      ['comment:# all of it'],
    ]);
  });

  it('marks format strings in plain and quoted text', () => {
    expect(tokens('name: Shot {{Param.Asset}} now', 'x: "a {{ Param.B }} c"')).toEqual([
      ['key:name', 'mark::', 'text:Shot', 'format:{{Param.Asset}}', 'text:now'],
      ['key:x', 'mark::', 'text:"a', 'format:{{ Param.B }}', 'text:c"'],
    ]);
  });

  it('reads flow collections', () => {
    expect(tokens('- { name: Layer, range: [beauty, 2] }')).toEqual([
      [
        'mark:-',
        'mark:{',
        'key:name',
        'mark::',
        'text:Layer',
        'mark:,',
        'key:range',
        'mark::',
        'mark:[',
        'text:beauty',
        'mark:,',
        'number:2',
        'mark:]',
        'mark:}',
      ],
    ]);
  });

  it('stays in a block scalar while it is indented', () => {
    expect(
      tokens('data: |', '  # no comment: {{Task.Param.Frame}}', '', '  key: text', 'next: 1'),
    ).toEqual([
      ['key:data', 'mark::', 'mark:|'],
      ['text:# no comment:', 'format:{{Task.Param.Frame}}'],
      [],
      ['text:key: text'],
      ['key:next', 'mark::', 'number:1'],
    ]);
  });

  it('ends a block scalar of a sequence item at the next item', () => {
    expect(tokens('- |', '  text', '- b')).toEqual([
      ['mark:-', 'mark:|'],
      ['text:text'],
      ['mark:-', 'text:b'],
    ]);
  });

  it('carries quotes over lines', () => {
    expect(tokens('x: "a', '  b" # c')).toEqual([
      ['key:x', 'mark::', 'text:"a'],
      ['text:b"', 'comment:# c'],
    ]);
  });

  it('knows escapes and doubled quotes', () => {
    expect(tokens('x: "a \\" b" # c', "y: 'it''s' # d")).toEqual([
      ['key:x', 'mark::', 'text:"a \\" b"', 'comment:# c'],
      ['key:y', 'mark::', "text:'it''s'", 'comment:# d'],
    ]);
  });

  it('reads flow collections as JSON has them', () => {
    expect(tokens('{ "name": "x", "n": 1.5e3 }')).toEqual([
      [
        'mark:{',
        'key:"name"',
        'mark::',
        'text:"x"',
        'mark:,',
        'key:"n"',
        'mark::',
        'number:1.5e3',
        'mark:}',
      ],
    ]);
  });

  it('never stands still', () => {
    for (const line of [
      '"',
      "'",
      '{{',
      '}}',
      '[',
      '- -',
      ':',
      '? :',
      '&a *b !c',
      '|',
      '>-',
      '\t\t',
      '%',
      '@',
      '`',
    ])
      expect(() => tokenizeYamlLine(line, START)).not.toThrow();
  });
});
