import { describe, expect, it } from 'vitest';
import { parseSgr, plainText } from '../../../../src/renderer/logs/sgr.ts';

const ESC = '\u001b';

describe('colours of a log line', () => {
  it('leaves a line without escapes alone', () => {
    expect(parseSgr('tile 12/30')).toEqual([{ text: 'tile 12/30', inert: false, style: {} }]);
    expect(parseSgr('')).toEqual([]);
  });

  it('cuts a line into spans of one look', () => {
    expect(parseSgr(`a ${ESC}[1;31mred${ESC}[0m b`)).toEqual([
      { text: 'a ', inert: false, style: {} },
      { text: 'red', inert: false, style: { bold: true, color: 'red' } },
      { text: ' b', inert: false, style: {} },
    ]);
  });

  it('takes an empty code for a reset and bright colours for their plain ones', () => {
    expect(parseSgr(`${ESC}[92mok${ESC}[mplain`)).toEqual([
      { text: 'ok', inert: false, style: { color: 'green' } },
      { text: 'plain', inert: false, style: {} },
    ]);
  });

  it.each([
    ['38;5;1', 'red'],
    ['38;5;196', '#ff0000'],
    ['38;5;244', '#808080'],
    ['38;2;1;2;255', '#0102ff'],
    ['38:2::1:2:255', '#0102ff'],
    ['38:2:1:2:255', '#0102ff'],
  ])('reads the extended colour %s', (codes, color) => {
    expect(parseSgr(`${ESC}[${codes}mx`)).toEqual([{ text: 'x', inert: false, style: { color } }]);
  });

  it('turns single attributes off again', () => {
    expect(parseSgr(`${ESC}[1;4;7;31mx${ESC}[22;24;27;39my`).map((span) => span.style)).toEqual([
      { bold: true, underline: true, inverse: true, color: 'red' },
      {},
    ]);
  });
});

describe('what is not a colour', () => {
  it.each([
    ['a window title', `${ESC}]0;evil\u0007x`, '^[]0;evil^Gx'],
    ['the clipboard (OSC 52)', `${ESC}]52;c;ZXZpbA==\u0007`, '^[]52;c;ZXZpbA==^G'],
    ['a link (OSC 8)', `${ESC}]8;;https://e.org${ESC}\\x`, '^[]8;;https://e.org^[\\x'],
    ['a device control string', `${ESC}P1$r${ESC}\\`, '^[P1$r^[\\'],
    ['moving the cursor', `${ESC}[2Ja`, '^[[2Ja'],
    ['C1 controls', '\u009b31mx', '\\x9b31mx'],
    ['text that runs the other way', 'a\u202ecod.exe', 'a\\u202ecod.exe'],
    ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['a carriage return and a bell', 'a\rb\u0007', 'a^Mb^G'],
  ])('shows %s inert', (_name, line, shown) => {
    expect(
      parseSgr(line)
        .map((span) => span.text)
        .join(''),
    ).toBe(shown);
    expect(parseSgr(line).some((span) => span.inert)).toBe(true);
    expect(plainText(line)).toBe(shown);
  });

  it('keeps tabs and every other letter', () => {
    expect(plainText('a\tb – ü 漢 🙂')).toBe('a\tb – ü 漢 🙂');
  });

  it('copies without escapes', () => {
    expect(plainText(`${ESC}[31mred${ESC}[0m <b>x</b>`)).toBe('red <b>x</b>');
  });
});
