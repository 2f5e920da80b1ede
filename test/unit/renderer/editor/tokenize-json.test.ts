import { describe, expect, it } from 'vitest';
import { tokenizeJsonLine } from '../../../../src/renderer/editor/tokenize-json.ts';
import { pieces } from './pieces.ts';

const tokens = (line: string) => pieces(line, tokenizeJsonLine(line));

describe('colours of JSON', () => {
  it('knows keys, texts, numbers, words and marks', () => {
    expect(tokens('{ "name": "x", "n": -1.5e3, "on": [true, null] }')).toEqual([
      'mark:{',
      'key:"name"',
      'mark::',
      'text:"x"',
      'mark:,',
      'key:"n"',
      'mark::',
      'number:-1.5e3',
      'mark:,',
      'key:"on"',
      'mark::',
      'mark:[',
      'keyword:true',
      'mark:,',
      'keyword:null',
      'mark:]',
      'mark:}',
    ]);
  });

  it('marks format strings in texts, never in keys', () => {
    expect(tokens('"{{a}}": "from {{ Param.A }} to {{Param.B}}"')).toEqual([
      'key:"{{a}}"',
      'mark::',
      'text:"from',
      'format:{{ Param.A }}',
      'text:to',
      'format:{{Param.B}}',
      'text:"',
    ]);
    expect(tokens('"{{ half", 1')).toEqual([
      'text:"',
      'format:{{ half',
      'text:"',
      'mark:,',
      'number:1',
    ]);
  });

  it('ends a text with its quote, not with an escaped one, and with its line', () => {
    expect(tokens('"a \\" b", "c\\\\", 2')).toEqual([
      'text:"a \\" b"',
      'mark:,',
      'text:"c\\\\"',
      'mark:,',
      'number:2',
    ]);
    expect(tokens('"open # not a comment')).toEqual(['text:"open # not a comment']);
  });

  it('gives no colour to what JSON does not know', () => {
    expect(tokens('# no comment')).toEqual(['plain:# no comment']);
    expect(tokens("['a', True, 01, ~]")).toEqual([
      'mark:[',
      "plain:'a'",
      'mark:,',
      'plain:True',
      'mark:,',
      'plain:01',
      'mark:,',
      'plain:~',
      'mark:]',
    ]);
  });

  it('never stands still', () => {
    for (const line of ['"', '\\', '{{', '}}', '"\\', '-', '1.', '"{{', '\t', '😀', '"a"\u2028:'])
      expect(() => tokenizeJsonLine(line)).not.toThrow();
  });
});
