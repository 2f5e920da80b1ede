import { describe, expect, test } from 'vitest';
import {
  checkExpression,
  type ExprType,
  intValue,
  Scope,
  TYPES,
  typeToString,
  type Value,
} from '../../../../src/shared/expr/index.ts';
import { check, parsed, type } from './helpers.ts';

describe('types ("Static Type Checking via Unresolved Values")', () => {
  test.each([
    ['1 + 2', 'int'],
    ['Param.Count', 'unresolved[int]'],
    ['Param.Count + 1', 'unresolved[int]'],
    ['Param.Count + 1.5', 'unresolved[float]'],
    ['Param.Count ** 2', 'unresolved[float | int]'],
    ['Param.Count == "a"', 'unresolved[bool]'],
    ['Param.File.stem.upper()', 'unresolved[string]'],
    ['Param.Frames[1:]', 'unresolved[list[int] | range_expr]'],
    ['[Param.Count, 1.5]', 'unresolved[list[float]]'],
    ['[y.upper() for y in Param.Names]', 'unresolved[list[string]]'],
    ['[y for y in Param.Frames if y > 2]', 'unresolved[list[int]]'],
    ['1 if Param.Flag else "a"', 'unresolved[int | string]'],
    ['null if Param.Flag else 1', 'unresolved[int?]'],
    ['1 if Param.Flag else fail("no")', 'unresolved[int]'],
    ['Param.Flag or fail("no")', 'unresolved[bool]'],
    ['Param.Timeout or 3', 'unresolved[int]'],
    ['Param.Timeout and Param.Name', 'unresolved[string?]'],
    ['Param.Timeout + 1', 'unresolved[int]'],
    ['Param.Count or fail("no")', 'unresolved[int]'],
    ['re_search(Param.Name, "a")', 'unresolved[list[string]?]'],
    ['re_search(Param.Name, "a")[0]', 'unresolved[string]'],
    ['sorted(Param.Frames)', 'unresolved[list[int]]'],
    ['Param.Numbers + [1.5]', 'unresolved[list[float]]'],
    ['flatten([Param.Numbers])', 'unresolved[list[int]]'],
    ['Param.Count < 3 < 4', 'unresolved[bool]'],
    ['Param.Count < 3 < 2', 'bool'],
    ['1 + 1 if Param.Flag else 1 / 0', 'unresolved[int]'],
    ['Param.Flag and 1 + "x"', 'unresolved[bool]'],
  ])('%s is %s', (source, expected) => {
    const result = check(source);
    expect(result.issues).toEqual([]);
    expect(typeToString(result.type)).toBe(expected);
  });

  test.each([
    ['Param.Count + Param.Name', ["Cannot use '+' with int and string."]],
    ['Param.Count.upper()', ['upper() is not a method of int; it is one of string.']],
    ['1 / 0', ['Division by zero.']],
    [
      '"a" + 1 if Param.Flag else -"b"',
      ["Cannot use '+' with string and int.", "Cannot use '-' with string."],
    ],
    ['1 if Param.Count else 2', ['A condition must be a bool, but this is int.']],
    [
      '[Param.Count, "a"]',
      ['The items of a list must have one type, but here are int and string.'],
    ],
    ['[y + "a" for y in Param.Numbers]', ["Cannot use '+' with int and string."]],
    ['not Param.Name', ["Cannot use 'not' with string."]],
    ['Param.Count < Param.Name', ['Cannot order int and string.']],
    ['bool(Param.File)', ['Cannot convert a path to bool.']],
    ['(1 + "x") or Param.Flag', ["Cannot use '+' with int and string."]],
    ['fail("always")', ['always']],
    [
      '[x for x in Param.Numbers]',
      ["The loop variable 'x' hides another value of that name; choose a different name."],
    ],
    ['Param.Flag and nosuch(1)', ["There is no function named 'nosuch'."]],
    [
      '1 if Param.Flag else apply_path_mapping("/a")',
      ['apply_path_mapping() is available on worker hosts only, not where the job is created.'],
    ],
    [
      'Param.Missing + Task.Gone',
      [
        "There is no value named 'Param.Missing' here.",
        "There is no value named 'Task.Gone' here.",
      ],
    ],
  ])('%s has issues', (source, messages) => {
    expect(check(source).issues.map((issue) => issue.message)).toEqual(messages);
  });
});

describe('targets', () => {
  test.each([
    ['Param.Count', 'string', 'unresolved[string]'],
    ['Param.Name', 'int?', 'unresolved[int]'],
    ['Param.Numbers', 'string? | list[string]', 'unresolved[list[string]]'],
    ['["a", Param.Count]', 'string? | list[string]', 'unresolved[list[string]]'],
    ['5', 'string', 'string'],
  ])('%s for %s', (source, target, expected) => {
    const result = check(source, { target: type(target) });
    expect(result.issues).toEqual([]);
    expect(typeToString(result.type)).toBe(expected);
  });

  test.each([
    [
      'Param.Count',
      'list[string]',
      'Expected list[string], but found int, which cannot be converted.',
    ],
    ['Param.Names', 'int', 'Expected int, but found list[string], which cannot be converted.'],
    ['"abc"', 'int', 'Expected int, but found string "abc" that cannot be converted.'],
  ])('%s for %s fails', (source, target, message) => {
    expect(check(source, { target: type(target) }).issues).toMatchObject([
      { message, start: 0, end: source.length },
    ]);
  });
});

test('functions of an extension need it', () => {
  const source = 'join_host_port(Param.Name, 80)';
  expect(check(source, { service: true }).issues).toEqual([]);
  expect(check(source).issues).toMatchObject([
    { code: 'needs-extension', message: 'join_host_port() needs the SERVICE extension.' },
  ]);
});

describe('hosts', () => {
  test('host functions are known, their results are not', () => {
    const result = check('apply_path_mapping(Param.Name)', { hostContext: true });
    expect(result.issues).toEqual([]);
    expect(typeToString(result.type)).toBe('unresolved[path]');
  });

  test('paths of an unknown system are not computed', () => {
    const source = String.raw`path("C:\\a\\b").relative_to(path("C:\\a"))`;
    expect(check(source, { hostContext: true }).issues).toEqual([]);
    expect(check(source, { hostContext: false }).issues).toMatchObject([{ code: 'not-relative' }]);
  });
});

test('known values are computed and carried on', () => {
  const scope = new Scope<ExprType | Value>(undefined, [['n', intValue(3)]]);
  const options = { expr: true, hostContext: false };
  expect(checkExpression(parsed('n * 2'), scope, options)).toMatchObject({
    type: TYPES.int,
    value: intValue(6),
  });
  expect(checkExpression(parsed('"ab"[n]'), scope, options).issues).toMatchObject([
    { code: 'index-out-of-range' },
  ]);
});

test('references are the symbols without properties, methods and loop variables', () => {
  const { references } = check(
    '[y * Param.Count for y in Param.Numbers] + [Param.File.parent.name.upper()]',
  );
  expect(references.map((reference) => reference.name)).toEqual([
    'Param.Count',
    'Param.Numbers',
    'Param.File',
  ]);
});
