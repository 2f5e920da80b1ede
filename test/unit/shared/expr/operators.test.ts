import { describe, expect, test } from 'vitest';
import { failure, text } from './helpers.ts';

describe('arithmetic (§2.1.1)', () => {
  test.each([
    ['7 / 2', '3.5'],
    ['6 / 2', '3.0'],
    ['7 // 2', '3'],
    ['-7 // 3', '-3'],
    ['-7 % 3', '2'],
    ['7 % -3', '-2'],
    ['7.0 // 2.0', '3'],
    ['-7.5 // 2.0', '-4'],
    ['205.0 // 0.1', '2049'],
    ['7.5 % 2.0', '1.5'],
    ['-7.5 % 2', '0.5'],
    ['2 ** 3', '8'],
    ['2 ** -3', '0.125'],
    ['0 ** 0', '1'],
    ['(-1) ** 4294967297', '-1'],
    ['4.0 ** 0.5', '2.0'],
    ['Param.Count + Param.Scale', '8.5'],
    ['0.1 + 0.2', '0.30000000000000004'],
    ['-0.0', '0.0'],
    ['-1.0 * 0', '0.0'],
    ['1e16 + 0.0', '1e+16'],
    ['1e-7 + 0.0', '1e-07'],
    ['9007199254740993 / 1', '9007199254740992.0'],
    ['-9223372036854775808 + 9223372036854775807', '-1'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  const overflow = 'Integer overflow: the result is outside the 64-bit signed range −2⁶³ to 2⁶³−1.';
  test.each([
    ['9223372036854775807 + 1', overflow],
    ['-9223372036854775808 - 1', overflow],
    ['9223372036854775807 * 2', overflow],
    ['2 ** 63', overflow],
    ['3 ** 100000000', overflow],
    ['-(-9223372036854775808)', overflow],
    ['1 / 0', 'Division by zero.'],
    ['1 // 0', 'Division by zero.'],
    ['1 % 0', 'Division by zero.'],
    ['1.0 / 0.0', 'Division by zero.'],
    ['0 ** -1', 'Zero cannot be raised to a negative power.'],
    [
      '(-2.0) ** 0.5',
      'A negative number cannot be raised to a fractional power: the result would be complex.',
    ],
    ['1e300 * 1e300', 'The result is not a finite float.'],
    ['"hello" + 5', "Cannot use '+' with string and int."],
    ['true + 1', "Cannot use '+' with bool and int."],
    ['-"a"', "Cannot use '-' with string."],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('texts and lists (§2.1.2, §2.1.3)', () => {
  test.each([
    ['"a" + "b"', 'ab'],
    ['"frames: " + Param.Frames', 'frames: 1-5'],
    ['"ab" * 3', 'ababab'],
    ['"ab" * -1', ''],
    ['"ell" in "hello"', 'true'],
    ['"x" not in "hello"', 'true'],
    ['[1] + [2.5]', '[1.0, 2.5]'],
    ['[path("/a")] + ["b"]', '["/a", "b"]'],
    ['[] + ["b"]', '["b"]'],
    ['[0] + Param.Frames', '[0, 1, 2, 3, 4, 5]'],
    ['Param.Frames + [0.5]', '[1.0, 2.0, 3.0, 4.0, 5.0, 0.5]'],
    ['[1, 2] * 2', '[1, 2, 1, 2]'],
    ['2 in [1, 2]', 'true'],
    ['2.0 in [1, 2]', 'true'],
    ['"2" in [1, 2]', 'false'],
    ['3 in Param.Frames', 'true'],
    ['6 not in Param.Frames', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['["a"] + [1]', 'Cannot join list[string] and list[int]: their items have no common type.'],
    ['1 in 2', "Cannot use 'in' with int and int."],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('comparison (§1.2.5, §1.3.6, §2.1.4)', () => {
  test.each([
    ['5 == 5.0', 'true'],
    ['9007199254740993 == 9007199254740992.0', 'false'],
    ['9223372036854775807 < 9223372036854775808.0', 'true'],
    ['true == 1', 'false'],
    ['"5" == 5', 'false'],
    ['1 == [1]', 'false'],
    ['"/a" == path("/a")', 'true'],
    ['[1, 2, 3] == range_expr("1-3")', 'true'],
    ['range_expr("1,3,5") == range_expr("1-5:2")', 'true'],
    ['[[5]] == [[5.0]]', 'true'],
    ['1 < 2 < 3', 'true'],
    ['1 < 3 < 2', 'false'],
    ['3 > 2 < 1 / 0.5', 'false'],
    ['"Z" < "a"', 'true'],
    ['"\\uffff" < "😀"', 'true'],
    ['path("/a") < "/b"', 'true'],
    ['false < true', 'true'],
    ['[1, 2] < [1, 2, 3]', 'true'],
    ['[1, 3] > [1, 2, 3]', 'true'],
    ['null == null', 'true'],
    ['null != false', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test('a chain stops at the first false comparison', () => {
    expect(text('2 < 1 < 1 / 1')).toBe('false');
  });

  test.each([
    ['1 < "a"', 'Cannot order int and string.'],
    ['true < 1', 'Cannot order bool and int.'],
    ['null < null', 'Cannot order nulltype and nulltype.'],
    ['[1] < ["a"]', 'Cannot order list[int] and list[string].'],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('logic (§2.1.6, §1.3.5)', () => {
  test.each([
    ['null or "x"', 'x'],
    ['0 or 1', '0'],
    ['"" or "x"', ''],
    ['[] and 5', '5'],
    ['false and (1 / 0 > 0)', 'false'],
    ['true or (1 / 0 > 0)', 'true'],
    ['Param.Nothing and Param.Nothing.stem', 'null'],
    ['1 and 2 and 3', '3'],
    ['not false', 'true'],
    ['fail("no") if false else 3', '3'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['not 0', "Cannot use 'not' with int."],
    ['not null', "Cannot use 'not' with nulltype."],
    ['"yes" if 1 else "no"', 'A condition must be a bool, but this is int.'],
    ['1 if null else 2', 'A condition must be a bool, but this is nulltype.'],
    ['[y for y in [1] if y]', 'A condition must be a bool, but this is int.'],
    ['false or fail("bad mode")', 'bad mode'],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

describe('subscripts and slices (§2.1.7, §2.1.8)', () => {
  test.each([
    ['[10, 20, 30][-1]', '30'],
    ['"héllo"[1]', 'é'],
    ['"a😀b"[1]', '😀'],
    ['Param.Frames[0]', '1'],
    ['[10, 20, 30, 40, 50][1:4]', '[20, 30, 40]'],
    ['[1, 2, 3][::-1]', '[3, 2, 1]'],
    ['[1, 2, 3][-2:]', '[2, 3]'],
    ['[1, 2, 3][5:]', '[]'],
    ['[1, 2, 3][:-9223372036854775807:-1]', '[3, 2, 1]'],
    ['"hello"[1:4]', 'ell'],
    ['"hello"[::2]', 'hlo'],
    ['"a😀b"[::-1]', 'b😀a'],
    ['Param.Frames[1:3]', '2,3'],
    ['Param.Frames[::2]', '1-5:2'],
    ['Param.Frames[::-1]', '[5, 4, 3, 2, 1]'],
    ['Param.Frames[3:1]', '[]'],
    ['Param.Paths[0].stem', 'a'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['[1][1]', 'The index 1 is outside of the list of 1 element.'],
    ['""[0]', 'The index 0 is outside of the text of 0 elements.'],
    ['Param.Frames[-6]', 'The index -6 is outside of the range of 5 elements.'],
    ['[1, 2][::0]', 'The step of a slice must not be zero.'],
    [
      'Param.File[0]',
      'Cannot take an element of path by int: expected a list, range_expr or string and an int.',
    ],
    [
      '[1]["0"]',
      'Cannot take an element of list[int] by string: expected a list, range_expr or string and an int.',
    ],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});
