import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExprError, evaluate, parseExpression, Scope } from '../../../../src/shared/expr/index.ts';
import { failure, POSIX, run, text, VALUES } from './helpers.ts';

const operations = (count: number) => ({ ...POSIX, limits: { operations: count } });
const memory = (bytes: number) => ({ ...POSIX, limits: { memory: bytes } });

describe('operations (§1.3.10)', () => {
  test.each([
    ['sum(range(1000))', 2002],
    ['[y * 2 for y in range(100)]', 301],
    ['"a" * 100000', 392],
    ['1 + 2 + 3', 2],
    ['Param.File.stem', 1],
  ])('%s takes %d', (source, count) => {
    expect(() => run(source, operations(count))).not.toThrow();
    expect(failure(source, operations(count - 1))).toBe(
      `The expression takes more than ${count - 1} operations.`,
    );
  });

  test.each([
    '[1 for y in range_expr("1-100000000000")]',
    'list(range_expr("1-100000000000"))',
    'range(9223372036854775807)',
    '[1] * 9223372036854775807',
    'range_expr("1-100000000000")[::-1]',
    '[[z for z in range(3000)] for y in range(9000)]',
  ])('%s is stopped', (source) => {
    expect(failure(source, operations(300_000))).toMatch(/operations|memory/);
  });
});

describe('memory (§1.3.9)', () => {
  test('is that of the values alive', () => {
    expect(text('len("a" * 10000000)')).toBe('10000000');
    expect(failure('"a" * 200000000')).toBe(
      'The expression needs more than 100000000 bytes of memory.',
    );
    expect(text('len("a" * 60000000) + len("b" * 60000000)')).toBe('120000000');
    expect(failure('len("a" * 60000000 + "b" * 60000000)')).toBe(
      'The expression needs more than 100000000 bytes of memory.',
    );
    expect(failure('["abc" for y in range(100)]', memory(1000))).toBe(
      'The expression needs more than 1000 bytes of memory.',
    );
    expect(failure('"a".ljust(1000000000)')).toBe(
      'The expression needs more than 100000000 bytes of memory.',
    );
    expect(failure('round(1.5, 1000000000)')).toBe(
      'The expression needs more than 100000000 bytes of memory.',
    );
  });
});

test('an aborted evaluation ends', () => {
  const signal = { aborted: true };
  expect(failure('1 + 1.5', { ...POSIX, signal })).toBe('The evaluation was canceled.');
  let looks = 0;
  const later = {
    get aborted() {
      return ++looks > 3;
    },
  };
  expect(failure('[y for y in range(1000000)]', { ...POSIX, signal: later })).toBe(
    'The evaluation was canceled.',
  );
});

test('a host can allow less depth', () => {
  expect(failure('1 + (2 + (3 + 4))', { ...POSIX, limits: { depth: 3 } })).toBe(
    'The expression is nested too deeply: at most 3 levels.',
  );
});

test('random expressions evaluate or throw an ExprError', () => {
  const word = fc.constantFrom(
    ...[
      'Param.Count',
      'Param.Name',
      'Param.File',
      'Param.Frames',
      'Param.Names',
      'Param.Nothing',
      'true',
      '1.5',
      '"a"',
      '-3',
      '[',
      ']',
      '(',
      ')',
      '+',
      '*',
      '/',
      '**',
      '<',
      '==',
      ' in ',
      ' if ',
      ' else ',
      ' and ',
      ' or ',
      'not ',
      '[0]',
      '[::-1]',
      '.stem',
      '.upper()',
      'len(',
      'sorted(',
      'string(',
      'y',
      ' for y in ',
      ',',
      'round(',
      'range(',
      're_findall(',
      'path(',
    ],
  );
  const scope = new Scope(undefined, VALUES);
  const limits = { operations: 100_000, memory: 10_000_000 };
  let evaluated = 0;
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const { expression } = parseExpression(words.join(''));
      if (expression === undefined) return;
      try {
        evaluate(expression, scope, { ...POSIX, limits });
        evaluated++;
      } catch (error) {
        expect(error).toBeInstanceOf(ExprError);
        expect((error as ExprError).start).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 5000 },
  );
  expect(evaluated).toBeGreaterThan(50);
});
