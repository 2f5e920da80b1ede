import { describe, expect, test } from 'vitest';
import {
  coerceType,
  coerceValue,
  listOf,
  parseType,
  satisfies,
  typeToString,
  unionOf,
  unresolved,
  valueToString,
  valueType,
} from '../../../../src/shared/expr/index.ts';
import { run, type } from './helpers.ts';

describe('normal forms ("ExprType")', () => {
  test.each([
    ['int', 'int'],
    ['LiSt[iNt]', 'list[int]'],
    ['int?', 'int?'],
    ['nulltype | int', 'int?'],
    ['(int)', undefined],
    ['string | int | bool', 'bool | int | string'],
    ['int | int', 'int'],
    ['int | any', 'any'],
    ['int | noreturn', 'int'],
    ['int | string?', 'int | string | nulltype'],
    ['list[unresolved[int]]', 'unresolved[list[int]]'],
    ['int | unresolved[string]', 'unresolved[int | string]'],
    ['unresolved[unresolved[int]]', 'unresolved[int]'],
    ['unresolved', 'unresolved'],
    ['list[list[int]]', 'list[list[int]]'],
    ['list', undefined],
    ['integer', undefined],
    ['int string', undefined],
    ['T1', 'T1'],
  ])('%s is %s', (source, expected) => {
    const parsed = parseType(source);
    expect(parsed === undefined ? undefined : typeToString(parsed)).toBe(expected);
  });

  test('a union of unresolved types is unresolved', () => {
    const union = unionOf(unresolved(type('int')), unresolved(type('noreturn')));
    expect(typeToString(union)).toBe('unresolved[int]');
    expect(typeToString(listOf(union))).toBe('unresolved[list[int]]');
  });
});

test.each([
  ['int', 'any', true],
  ['any', 'int', false],
  ['int', 'int | string', true],
  ['int | string', 'int', false],
  ['list[int]', 'list[any]', true],
  ['list[int]', 'list[int | string]', true],
  ['list[int]', 'list[float]', false],
  ['nulltype', 'int?', true],
])('%s fits %s: %s', (from, target, expected) => {
  expect(satisfies(type(from), type(target))).toBe(expected);
});

describe('conversion to a target (§1.2.3)', () => {
  test.each([
    ['5', 'int | string', '5', 'int'],
    ['5', 'float | string', '5.0', 'float'],
    ['"5"', 'int | float', '5', 'int'],
    ['"5.0"', 'int | float', '5.0', 'float'],
    ['3.0', 'int | string', '3', 'int'],
    ['3.5', 'int | string', '3.5', 'string'],
    ['"yes"', 'bool', 'true', 'bool'],
    ['"1-3"', 'range_expr', '1-3', 'range_expr'],
    ['"/a//b"', 'path', '/a/b', 'path'],
    ['path("/a")', 'string', '/a', 'string'],
    ['true', 'string', 'true', 'string'],
    ['"null"', 'string?', 'null', 'string'],
    ['range_expr("1-3")', 'list[int] | string', '1-3', 'string'],
    ['range_expr("1-3")', 'list[any]', '[1, 2, 3]', 'list[int]'],
    ['[1.0, 2.0]', 'list[int] | list[string]', '[1, 2]', 'list[int]'],
    ['[1.5]', 'list[int] | list[string]', '["1.5"]', 'list[string]'],
    ['[path("/a")]', 'list[string]', '["/a"]', 'list[string]'],
    ['[[1]]', 'list[list[string]]', '[["1"]]', 'list[list[string]]'],
    ['[]', 'list[int]', '[]', 'list[int]'],
  ])('%s for %s is %s', (source, target, expected, kind) => {
    const value = coerceValue(run(source), type(target), { pathFormat: 'POSIX' });
    expect(valueToString(value)).toBe(expected);
    expect(typeToString(valueType(value))).toBe(kind);
  });

  test.each([
    ['3.75', 'int', 'Expected int, but found float 3.75 that cannot be converted.'],
    ['""', 'int', 'Expected int, but found string "" that cannot be converted.'],
    ['"nothing"', 'float', 'Expected float, but found string "nothing" that cannot be converted.'],
    ['1', 'bool', 'Expected bool, but found int 1 that cannot be converted.'],
    ['null', 'string', 'Expected string, but found nulltype null that cannot be converted.'],
    [
      'range_expr("1-3")',
      'list[string]',
      'Expected list[string], but found range_expr 1-3 that cannot be converted.',
    ],
    [
      '["a"]',
      'list[int]',
      'Expected list[int], but found list[string] ["a"] that cannot be converted.',
    ],
    ['[1]', 'list[T1]', 'Expected list[T1], but found list[int] [1] that cannot be converted.'],
  ])('%s for %s fails', (source, target, message) => {
    expect(() => coerceValue(run(source), type(target), { pathFormat: 'POSIX' })).toThrow(message);
  });

  test.each([
    ['int', 'string', 'string'],
    ['float', 'int | string', 'int | string'],
    ['int | list[int]', 'int', 'int'],
    ['list[string]', 'list[int]', 'list[int]'],
    ['range_expr', 'list[any]', 'list[int]'],
    ['list[int]', 'list[any]', 'list[int]'],
    ['list[int]', 'int', undefined],
    ['nulltype', 'string', undefined],
    ['int?', 'string', 'string'],
    ['any', 'int?', 'int?'],
  ])('what is only known to be %s, for %s, is %s', (from, target, expected) => {
    const result = coerceType(type(from), type(target));
    expect(result === undefined ? undefined : typeToString(result)).toBe(expected);
  });
});
