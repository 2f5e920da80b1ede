import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression, printExpression } from '../../../../src/shared/expr/index.ts';
import { failure, parsed, text } from './helpers.ts';

describe('precedence (§1.1)', () => {
  test.each([
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * 4', '20'],
    ['-2 ** 2', '-4'],
    ['(-2) ** 2', '4'],
    ['2 ** 3 ** 2', '512'],
    ['2 ** -1', '0.5'],
    ['10 - 4 - 3', '3'],
    ['100 // 10 // 5', '2'],
    ['1 + 2 < 2 + 3', 'true'],
    ['not 1 == 2', 'true'],
    ['true or false and false', 'true'],
    ['1 if false else 2 if false else 3', '3'],
    ['[1, 2,]', '[1, 2]'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });
});

describe('what the language leaves out', () => {
  test.each([
    ['~5', 'Bitwise operators are not supported.'],
    ['5 ^ 3', 'Bitwise operators are not supported.'],
    ['1 << 2', 'Bitwise operators are not supported.'],
    ["{'a': 1}", 'Dictionaries and sets are not supported; lists are written in brackets.'],
    ['...', "An ellipsis ('...') is not supported."],
    [
      '(x for x in [1])',
      'Only list comprehensions are supported: put the expression in brackets, [x for x in list].',
    ],
    [
      'sum(y for y in [1])',
      'Only list comprehensions are supported: put the expression in brackets, [x for x in list].',
    ],
    ['Param.Count is None', "The operator 'is' is not supported; use '==' or '!='."],
    ['await Param.Count', "Expected an operator or the end, but found 'Param'."],
    ['lambda: 1', "Expected an operator or the end, but found ':'."],
    ['(1, 2)', 'Tuples are not supported; write a list in brackets.'],
    [
      'len(x=1)',
      "Found '=': keyword arguments and assignments are not supported; compare with '=='.",
    ],
    ['(y := 1)', "Assignments (':=') are not supported inside of expressions."],
    ['max(*[1, 2])', 'Unpacking arguments with a star is not supported.'],
    ['[y for y in [1] for z in [2]]', 'A comprehension has one "for" and at most one "if".'],
    ['[y for y in [1] if true if true]', "Expected 'else', but found ']'."],
    ['[y for y, z in [1]]', 'A comprehension has one loop variable only.'],
    [
      '[Y for Y in [1]]',
      "'Y' cannot be a loop variable: expected a lowercase letter or '_' first.",
    ],
    ['len([1])(2)', 'Only functions and methods can be called, by their names.'],
    ['a ? b : c', "Found '?': a choice is written 'a if condition else b'."],
    ['1 + ', 'Expected a value, but found the end.'],
    ['', 'Expected an expression, but found the end.'],
    ['1 2', "Expected an operator or the end, but found '2'."],
    ['[1', "Expected ']', but found the end."],
  ])('%s', (source, message) => {
    expect(failure(source)).toBe(message);
  });

  test('an issue points at the place', () => {
    expect(parseExpression('1 + * 2').issues).toEqual([
      { code: 'syntax-error', message: "Expected a value, but found '*'.", start: 4, end: 5 },
    ]);
  });
});

describe('bounds', () => {
  test('nesting', () => {
    expect(failure(`${'('.repeat(100)}1${')'.repeat(100)}`)).toBe(
      'The expression is nested too deeply: at most 64 levels.',
    );
    expect(failure(`${'-'.repeat(100)}1`)).toBe(
      'The expression is nested too deeply: at most 64 levels.',
    );
    expect(text(`${'('.repeat(60)}1${')'.repeat(60)}`)).toBe('1');
  });

  test('long chains', () => {
    expect(text(Array(500).fill('1').join(' + '))).toBe('500');
    expect(failure(Array(30_000).fill('1').join('+'))).toBe(
      'The expression has too many parts in a row: at most 512.',
    );
  });

  test('length', () => {
    expect(failure(`1${' '.repeat(70_000)}`)).toBe(
      'An expression may have at most 65536 characters, but this one has 70001.',
    );
  });
});

/** A tree without places: what printing must preserve. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  const { start, end, height, ...rest } = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, shape(part)]));
}

const { expression: source } = fc.letrec<{ expression: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    fc.constantFrom('Param.A', 'x', 'Param.if', 'true', 'null', '1.50', '-7', '0', '[]'),
    fc.nat().map(String),
    fc
      .string({ unit: 'binary', maxLength: 5 })
      .filter((value) => !/\p{Surrogate}/u.test(value))
      .map((value) => JSON.stringify(value)),
  ),
  expression: fc.oneof(
    { maxDepth: 4 },
    tie('atom'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom(
          '+',
          '-',
          '*',
          '/',
          '//',
          '%',
          '**',
          '<',
          '==',
          'in',
          'not in',
          'and',
          'or',
        ),
        tie('expression'),
      )
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    fc.tuple(fc.constantFrom('-', '+', 'not '), tie('expression')).map(([op, a]) => `${op}(${a})`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([a, b, c]) => `(${a}) if (${b}) else (${c})`),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([a, b]) => `[${a} for y in (${b}) if ${a}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a})[${b}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a})[${b}::2]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a}).upper(${b})`),
    tie('expression').map((a) => `(${a}).stem`),
    tie('expression').map((a) => `len(${a})`),
  ),
}));

test('what is printed parses to the same tree', () => {
  fc.assert(
    fc.property(source, (expression) => {
      const tree = parsed(expression);
      expect(shape(parsed(printExpression(tree)))).toEqual(shape(tree));
    }),
    { numRuns: 2000 },
  );
});

test('printing adds no parentheses that are not needed', () => {
  for (const each of [
    'a + b * c',
    '(a + b) * c',
    '-x ** 2',
    'a if b else c',
    "[y for y in a if b].join(', ')",
    'a[1:2]',
    '(1).zfill(3)',
    'not a and b or c',
  ]) {
    expect(printExpression(parsed(each))).toBe(each);
  }
});

test('any text parses or has issues, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: fc.constantFrom(...'ax1.[]()+-*/<=\'"\\ :,{}rnotifels') }),
      ),
      (any) => {
        const { expression, issues } = parseExpression(any);
        expect((expression === undefined) === issues.length > 0).toBe(true);
        for (const issue of issues)
          expect(0 <= issue.start && issue.start <= issue.end && issue.end <= any.length).toBe(
            true,
          );
      },
    ),
    { numRuns: 3000 },
  );
});
