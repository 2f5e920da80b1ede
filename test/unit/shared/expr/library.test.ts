import { describe, expect, test } from 'vitest';
import {
  closest,
  floatToText,
  functionLibrary,
  membersFor,
  parseFloatText,
  Scope,
  TYPES,
} from '../../../../src/shared/expr/index.ts';

describe('the library as data', () => {
  test('every entry says what it is, where and how it is called', () => {
    for (const entry of functionLibrary) {
      expect(entry.signatures.length).toBeGreaterThan(0);
      expect(entry.section).toMatch(/^2\.\d\.\d$/);
      expect(entry.summary).toMatch(/^[A-Zh-]/);
    }
    expect(
      new Set(functionLibrary.map((entry) => `${entry.kind} ${entry.signatures[0]}`)).size,
    ).toBe(functionLibrary.length);
  });

  test('kinds', () => {
    const kindOf = (name: string): unknown =>
      functionLibrary.find((entry) => entry.name === name)?.kind;
    expect(['+', 'in', 'stem', 'upper', 'min', 'with_name', 'path'].map(kindOf)).toEqual([
      'operator',
      'operator',
      'property',
      'method',
      'function',
      'method',
      'function',
    ]);
    expect(functionLibrary.filter((entry) => entry.hostOnly).map((entry) => entry.name)).toEqual([
      'apply_path_mapping',
    ]);
  });

  test('what follows a dot depends on the type', () => {
    const names = membersFor(TYPES.path).map((entry) => entry.name);
    expect(names).toContain('stem');
    expect(names).toContain('relative_to');
    expect(names).not.toContain('upper');
    expect(membersFor(TYPES.int).map((entry) => entry.name)).toContain('zfill');
  });
});

test.each([
  [1, '1.0'],
  [-0, '0.0'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e16, '1e+16'],
  [9007199254740992, '9007199254740992.0'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [-1.5e-10, '-1.5e-10'],
  [1e100, '1e+100'],
  [5e-324, '5e-324'],
])('the float %d prints like in Python: %s', (value, expected) => {
  expect(floatToText(value)).toBe(expected);
  expect(Object.is(parseFloatText(expected), value === 0 ? 0 : value)).toBe(true);
});

test.each(['', 'inf', 'nan', '1e', '0x10', '1__0', '.', '1,5'])("'%s' is no float", (text) => {
  expect(parseFloatText(text)).toBeUndefined();
});

test('scopes are layers', () => {
  const outer = new Scope<number>(undefined, [
    ['Param.A', 1],
    ['Param.B', 2],
  ]);
  const inner = new Scope<number>(outer, [['Param.A', 3]]);
  inner.set('x', 4);
  expect([inner.get('Param.A'), inner.get('Param.B'), inner.get('x'), inner.get('Param')]).toEqual([
    3,
    2,
    4,
    undefined,
  ]);
  expect(outer.has('x')).toBe(false);
  expect([...inner.names()]).toEqual(['Param.A', 'x', 'Param.B']);
});

test('the closest name is suggested when it is close', () => {
  const names = ['Param.Frame', 'Param.Name', 'Task.Param.Frame'];
  expect(closest('Param.Fraem', names)).toBe('Param.Frame');
  expect(closest('param.name', names)).toBe('Param.Name');
  expect(closest('Other', names)).toBeUndefined();
});
