import { expect, test } from 'vitest';
import { parseLetBinding } from '../../../../src/shared/expr/index.ts';

test.each([
  ['a = Param.X', 'a', 0, 1],
  ['_x1=1', '_x1', 0, 3],
  ['  total\t= sum([1])', 'total', 2, 7],
  ['same = 1 == 1', 'same', 0, 4],
])('%s binds %s', (source, name, nameStart, nameEnd) => {
  const binding = parseLetBinding(source);
  expect(binding).toMatchObject({ name, nameStart, nameEnd, issues: [] });
  expect(binding.expression).toBeDefined();
});

test.each([
  ['x', 'invalid-let', "Expected a binding like 'name = expression', but found no '='."],
  ['x == 1', 'invalid-let', "Expected a binding like 'name = expression', but found no '='."],
  [
    'Foo = 1',
    'invalid-let-name',
    "'Foo' cannot be the name of a let binding: expected a lowercase letter or '_', then letters, digits or '_'.",
  ],
  [
    'a.b = 1',
    'invalid-let-name',
    "'a.b' cannot be the name of a let binding: expected a lowercase letter or '_', then letters, digits or '_'.",
  ],
  ['if = 1', 'invalid-let-name', "'if' is a word of the expression language and cannot be bound."],
  ['x = ', 'syntax-error', 'Expected an expression, but found the end.'],
  ['x = 1 +', 'syntax-error', 'Expected a value, but found the end.'],
])('%s is refused', (source, code, message) => {
  expect(parseLetBinding(source).issues).toMatchObject([{ code, message }]);
});

test('a name has at most 512 characters', () => {
  expect(parseLetBinding(`${'x'.repeat(512)} = 1`).issues).toEqual([]);
  expect(parseLetBinding(`${'x'.repeat(513)} = 1`).issues).toMatchObject([
    { code: 'let-name-too-long', start: 0, end: 513 },
  ]);
});

test('offsets are those of the whole binding', () => {
  expect(parseLetBinding('x = (1').issues).toMatchObject([{ start: 6, end: 6 }]);
});
