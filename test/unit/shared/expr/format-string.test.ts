import { describe, expect, test } from 'vitest';
import {
  checkFormatString,
  ExprError,
  parseFormatString,
  resolveFormatString,
  resolveText,
  Scope,
  TYPES,
  typeToString,
  valueToString,
} from '../../../../src/shared/expr/index.ts';
import { SYMBOL_TYPES, type, VALUES } from './helpers.ts';

const scope = new Scope(undefined, VALUES);
const types = new Scope(undefined, SYMBOL_TYPES);
const BASE = { expr: false, pathFormat: 'POSIX' } as const;
const EXPR = { expr: true, pathFormat: 'POSIX' } as const;

describe('without EXPR (Template Schemas §7.3)', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['{{Param.Name}}', 'shot'],
    ['{{ Param.Name }}_{{Param.Count}}', 'shot_5'],
    ['{{Param.Name}}{{Param.Name}}', 'shotshot'],
    ['{{ Param.if }}', '7'],
    ['{{Param.Scale}}', '3.500'],
    ['{ {Param.Name} }', '{ {Param.Name} }'],
    ['{{\tParam.Name\n}}', 'shot'],
  ])('%s', (source, expected) => {
    const format = parseFormatString(source, BASE);
    expect(format.issues).toEqual([]);
    expect(resolveText(format, scope, BASE)).toBe(expected);
  });

  test.each([
    ['a {{ Param.Count + 1 }}', 'expression-needs-expr', 5, 20],
    ['{{ len(Param.Name) }}', 'expression-needs-expr', 3, 18],
    ['{{ }}', 'empty-expression', 0, 5],
    ['{{}}', 'empty-expression', 0, 4],
    ['x {{ Param.Name', 'unclosed-expression', 2, 15],
    ['x }} {{Param.Name}}', 'unopened-expression', 2, 4],
    ['{{ Param. }}', 'expression-needs-expr', 3, 9],
    ['{{ 1Param }}', 'expression-needs-expr', 3, 9],
    ['{{ Param..Name }}', 'expression-needs-expr', 3, 14],
  ])('%s has an issue', (source, code, start, end) => {
    expect(parseFormatString(source, BASE).issues).toMatchObject([{ code, start, end }]);
  });

  test('a property is a part of the name', () => {
    const format = parseFormatString('{{Param.File.stem}}', BASE);
    const { issues } = checkFormatString(format, types, { expr: false, hostContext: true });
    expect(issues.map((issue) => issue.message)).toEqual([
      "There is no value named 'Param.File.stem' here. Did you mean 'Param.File'?",
    ]);
  });

  test('a whole field is a text that the target reads', () => {
    const format = parseFormatString('{{Param.Count}}', BASE);
    expect(resolveFormatString(format, scope, BASE)).toEqual({ kind: 'string', value: '5' });
    expect(resolveFormatString(format, scope, { ...BASE, target: TYPES.int })).toEqual({
      kind: 'int',
      value: 5n,
    });
  });
});

describe('with EXPR (§1.3.2)', () => {
  test.each([
    ['prefix {{ 42 }} suffix', 'prefix 42 suffix'],
    ['list: {{ [1, 2, 3] }}', 'list: [1, 2, 3]'],
    ['null:{{ null }}end', 'null:end'],
    ['{{ Param.Count + 1 }}-{{ Param.Names.join("-") }}', '6-a-b'],
    ['{{ "}}" }}', '}}'],
    ["{{ '{{' }}", '{{'],
    ['{{ """a}}"b""" }}', 'a}}"b'],
    ["it's {{ Param.Name }} and it's", "it's shot and it's"],
    ['{{ [\n  y\n  for y in Param.Names\n] }}', '["a", "b"]'],
    ['{{Param.Flag}}', 'true'],
  ])('%s', (source, expected) => {
    const format = parseFormatString(source, EXPR);
    expect(format.issues).toEqual([]);
    expect(resolveText(format, scope, EXPR)).toBe(expected);
  });

  test.each([
    ['{{ Param.Count }}', undefined, '5', 'int'],
    ['{{ Param.Count }}', 'string', '5', 'string'],
    ['{{ Param.Count }}', 'int?', '5', 'int'],
    ['{{ null }}', 'string? | list[string]', 'null', 'nulltype'],
    [
      "{{ ['--quality', Param.Count] }}",
      'string? | list[string]',
      '["--quality", "5"]',
      'list[string]',
    ],
    [
      "{{ ['--quality', Param.Count] if Param.Flag else null }}",
      'string? | list[string]',
      '["--quality", "5"]',
      'list[string]',
    ],
    ['{{ sorted([10, 2]) }}', 'list[string]', '["2", "10"]', 'list[string]'],
    ['{{ Param.Frames }}', 'int | string | range_expr | list[int]', '1-5', 'range_expr'],
    ['{{ Param.Frames }}', 'list[int]', '[1, 2, 3, 4, 5]', 'list[int]'],
    ['{{ [] }}', 'list[string]', '[]', 'list[string]'],
    ['a{{ Param.Count }}', 'string', 'a5', 'string'],
    ['7', 'int', '7', 'int'],
  ])('%s for %s', (source, target, expected, kind) => {
    const format = parseFormatString(source, EXPR);
    const options = target === undefined ? EXPR : { ...EXPR, target: type(target) };
    const value = resolveFormatString(format, scope, options);
    expect(valueToString(value)).toBe(expected);
    expect(
      value.kind === 'list'
        ? `list[${typeToString(value.item)}]`
        : value.kind === 'null'
          ? 'nulltype'
          : value.kind,
    ).toBe(kind);
  });

  test('a value that does not convert is an error at its place', () => {
    const format = parseFormatString('{{ Param.Names }}', EXPR);
    const resolve = (): unknown =>
      resolveFormatString(format, scope, { ...EXPR, target: type('int | list[int]') });
    expect(resolve).toThrow(ExprError);
    expect(resolve).toThrow(
      'Expected int | list[int], but found list[string] ["a", "b"] that cannot be converted.',
    );
  });

  test('errors have offsets in the whole text', () => {
    const format = parseFormatString('frame {{ 1 / 0 }}', EXPR);
    try {
      resolveText(format, scope, EXPR);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'division-by-zero', start: 9, end: 14 });
    }
  });

  test('references and unknown names have exact ranges', () => {
    const format = parseFormatString('{{ Param.File.stem }} {{ Param.Nam }}', EXPR);
    const {
      issues,
      references,
      type: result,
    } = checkFormatString(format, types, { expr: true, hostContext: true });
    expect(references).toEqual([
      { name: 'Param.File', start: 3, end: 13 },
      { name: 'Param.Nam', start: 25, end: 34 },
    ]);
    expect(issues).toEqual([
      {
        code: 'unknown-name',
        message: "There is no value named 'Param.Nam' here. Did you mean 'Param.Name'?",
        start: 25,
        end: 34,
        data: { name: 'Param.Nam', suggestion: 'Param.Name' },
      },
    ]);
    expect(typeToString(result)).toBe('unresolved[string]');
  });

  test('what is asked of a format string', () => {
    expect(parseFormatString('text', EXPR)).toMatchObject({ isLiteral: true, isWholeField: false });
    expect(parseFormatString('{{ x }}', EXPR)).toMatchObject({
      isLiteral: false,
      isWholeField: true,
    });
    expect(parseFormatString(' {{ x }}', EXPR)).toMatchObject({
      isLiteral: false,
      isWholeField: false,
    });
  });
});

test('a format string has bounds', () => {
  expect(parseFormatString('{{x}}'.repeat(1001), BASE).issues).toMatchObject([
    { code: 'format-string-too-long' },
  ]);
  expect(parseFormatString('{{x}}'.repeat(1000), BASE).issues).toEqual([]);
  expect(parseFormatString(`{{x}}${' '.repeat(1_048_576)}`, BASE).issues).toMatchObject([
    { code: 'format-string-too-long' },
  ]);
});
