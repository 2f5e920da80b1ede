import { describe, expect, test } from 'vitest';
import { failure, run, text } from './helpers.ts';

describe('numbers (§1.1.6)', () => {
  test.each([
    ['42', '42'],
    ['0x2A', '42'],
    ['0X2a', '42'],
    ['0o52', '42'],
    ['0b101010', '42'],
    ['1_000_000', '1000000'],
    ['0xFF_FF', '65535'],
    ['00', '0'],
    ['3.14', '3.14'],
    ['1.5e3', '1.5e3'],
    ['1.5e-3 + 0', '0.0015'],
    ['+1.5e3', '1500.0'],
    ['1e10 + 0', '10000000000.0'],
    ['.5', '0.5'],
    ['3.', '3.0'],
    ['1_000.000_001 + 0', '1000.000001'],
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['- 0x8000000000000000', '-9223372036854775808'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['007', "The integer '007' must not begin with a zero; octal numbers are written like 0o17."],
    ['1_', "'1_' is not a number."],
    ['1__0', "'1__0' is not a number."],
    ['0x', "'0x' is not a number."],
    ['2j', "Complex numbers like '2j' are not supported."],
    ['1e999', "The number '1e999' is too large for a float."],
    ['9223372036854775808', 'The integer is too large: at most 9223372036854775807.'],
    ['1 - 9223372036854775808 ** 1', 'The integer is too large: at most 9223372036854775807.'],
    [
      '42.zfill(5)',
      "'42.zfill' is not a number; to call a method on a number put it in parentheses, like (42).zfill().",
    ],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('texts (§1.1.5)', () => {
  test.each([
    [`'hello'`, 'hello'],
    [`"it's"`, "it's"],
    [`'''a "b" 'c' '''`, `a "b" 'c' `],
    ['"""two\nlines"""', 'two\nlines'],
    [String.raw`'a\tb\nc\\d\'e\"f'`, 'a\tb\nc\\d\'e"f'],
    [String.raw`"\x41\u0042\U00000043"`, 'ABC'],
    [String.raw`"\N{LATIN SMALL LETTER Z}\N{EURO SIGN}\N{LATIN SMALL LETTER E WITH ACUTE}"`, 'z€é'],
    [String.raw`"\101\0"`, 'A\0'],
    [String.raw`"\q"`, '\\q'],
    [String.raw`"\ud83d\ude00"`, '😀'],
    [String.raw`r'C:\new\t'`, 'C:\\new\\t'],
    [String.raw`R"\d+"`, '\\d+'],
    [String.raw`r'\''`, "\\'"],
    ["''", ''],
  ])('%s', (source, expected) => {
    expect(run(source)).toEqual({ kind: 'string', value: expected });
  });

  test.each([
    ["'open", "The text is not closed: expected '."],
    ["'two\nlines'", "The text is not closed: expected '."],
    [String.raw`"\x4"`, "The escape '\\x' needs 2 hexadecimal digits."],
    [String.raw`"\U00110000"`, 'There is no character U+00110000.'],
    [
      String.raw`"\N{NO SUCH THING}"`,
      "No character named 'NO SUCH THING' is known here; write its code, like '\\u00e9'.",
    ],
    [String.raw`"\ud800"`, 'The text holds half of a surrogate pair.'],
    ['f"x"', "Texts with the prefix 'f' are not supported; only 'r' (raw) is."],
    [`'a' 'b'`, "Two texts stand side by side; join them with '+'."],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('words (§1.1.3, §1.1.4)', () => {
  test.each([
    ['[true, True, false, False]', '[true, true, false, false]'],
    ['null == None', 'true'],
    ['Param.if + 1', '8'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test('a keyword is no value', () => {
    expect(failure('else')).toBe("Expected a value, but found 'else'.");
  });
});

test('an expression spans lines without further ado (§1.1.7)', () => {
  expect(text('\n "high"\n if 90 >\n 80 else\n "low"\n')).toBe('high');
});
