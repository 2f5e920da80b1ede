import { describe, expect, it } from 'vitest';
import { type Node, parseDocument, placeOf, toPlain } from '../../../../src/shared/yaml/index.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

function plain(text: string): unknown {
  const { root, diagnostics } = parseDocument(text);
  expect(diagnostics).toEqual([]);
  return toPlain(root as Node);
}

function findings(text: string, format: 'yaml' | 'json' = 'yaml'): [string, string, string][] {
  return parseDocument(text, { format }).diagnostics.map(({ code, message, range }) => [
    code,
    message,
    text.slice(range.start, range.end),
  ]);
}

describe('scalars of the core schema (YAML 1.2 §10.3)', () => {
  it.each([
    ['yes', 'yes'],
    ['on', 'on'],
    ['NO', 'NO'],
    ['true', true],
    ['False', false],
    ['null', null],
    ['~', null],
    ['', null],
    ['12', 12n],
    ['-0', 0n],
    ['+7', 7n],
    ['010', 10n],
    ['0o10', 8n],
    ['0xFf', 255n],
    ['0b1', '0b1'],
    ['1_000', '1_000'],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['-.inf', Number.NEGATIVE_INFINITY],
    ['.nan', Number.NaN],
    ['9223372036854775808', 9223372036854775808n],
    ['2024-01-01', '2024-01-01'],
    ['1:30', '1:30'],
    ["'5'", '5'],
    ['"true"', 'true'],
    ['!!str 5', '5'],
    ['!!int "5"', 5n],
    ['!!float 5', 5],
  ])('%s', (source, value) => {
    expect(plain(`a: ${source}\n`)).toEqual({ a: value });
  });

  it('keeps the source text of numbers', () => {
    const { root } = parseDocument('a: 3.50');
    expect(root?.kind === 'map' && root.entries[0]?.value).toMatchObject({
      type: 'float',
      text: '3.50',
      value: 3.5,
    });
  });

  it('takes integers of any length without delay', () => {
    const started = cpuTime();
    expect(typeof (plain(`a: ${'9'.repeat(500_000)}`) as { a: bigint }).a).toBe('bigint');
    expect(cpuTime() - started).toBeLessThan(500);
  });

  it('reads yaml 1.1 documents by 1.2 as well', () => {
    expect(plain('%YAML 1.1\n---\na: yes\n')).toEqual({ a: 'yes' });
  });
});

describe('positions', () => {
  it('counts a byte order mark and both kinds of line breaks', () => {
    const text = '\uFEFFa: 1\r\nb:\r\n  - x\r\n';
    const { root } = parseDocument(text);
    if (root?.kind !== 'map') throw new Error('a map');
    expect(root.entries.map(({ key }) => text.slice(key.range.start, key.range.end))).toEqual([
      'a',
      'b',
    ]);
    const list = root.entries[1]?.value;
    expect(list && text.slice(list.range.start, list.range.end)).toBe('- x');
  });

  it('places an alias where it stands and its target where that stands', () => {
    const text = 'a: &x 5\nb: *x\n';
    const { root } = parseDocument(text);
    const node = root?.kind === 'map' ? root.entries[1]?.value : undefined;
    expect(
      node && [node.range, placeOf(node)].map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['5', '*x']);
  });
});

describe('errors', () => {
  it.each([
    [
      'a: 1\n\tb: 2',
      ['yaml-tab-as-indent', 'YAML is indented with spaces. Replace the tab.', '\t'],
    ],
    ['a: 1\na: 2', ['duplicate-key', '"a" stands in this mapping twice.', 'a']],
    [
      '---\na: 1\n---\nb: 2\n',
      [
        'yaml-multiple-docs',
        'The file holds more than one document. A template is one document: remove the "---".',
        '---\nb: 2\n',
      ],
    ],
    [
      'a: *x\n',
      [
        'yaml-unknown-alias',
        'No anchor &x stands before this alias. Put "*x" in quotes if it is meant as text.',
        '*x',
      ],
    ],
    ['a: &x {b: *x}', ['yaml-self-reference', 'The alias *x stands inside its own anchor.', '*x']],
    ['? [a]\n: 1\n', ['yaml-complex-key', 'A key must be a single text.', '[a]']],
    ['a: !!int x', ['yaml-tag', '"x" is not what its tag !!int says.', 'x']],
    [
      '',
      ['document-empty', 'The file is empty. A template starts with "specificationVersion".', ''],
    ],
    [
      '# only\n',
      [
        'document-empty',
        'The file holds comments only. A template starts with "specificationVersion".',
        '',
      ],
    ],
    [
      'a\0b',
      [
        'document-binary',
        'This is not a text file: it holds a NUL character. Save the template as UTF-8 YAML.',
        '\0',
      ],
    ],
  ])('%j', (text, finding) => {
    expect(findings(text)).toEqual([finding]);
  });

  it('keeps what it could read', () => {
    const { root, diagnostics } = parseDocument('a: 1\nb: [1, 2\nc: 3\n');
    expect(diagnostics).toHaveLength(1);
    expect(root && toPlain(root)).toMatchObject({ a: 1n, c: 3n });
  });

  it('does not let a key reach the prototype', () => {
    expect(Object.keys(plain('__proto__: {a: 1}') as object)).toEqual(['__proto__']);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": 1,}', ['json-trailing-comma', 'JSON allows no comma before "}".', ',']],
    ['{a: 1}', ['json-key', 'A key in double quotes or "}" is expected here.', 'a']],
    ['{"a" 1}', ['json-colon', '":" is expected after the key "a".', '1']],
    ['{"a": 1 "b": 2}', ['json-separator', '"," or "}" is expected here.', '"']],
    [
      '{"a": 01}',
      [
        'json-number',
        'This is not a number of JSON: no leading zeros, digits around the point.',
        '0',
      ],
    ],
    [
      '{"a": tru}',
      [
        'json-value',
        'A value is expected here: text in double quotes, a number, true, false, null, [ or {.',
        't',
      ],
    ],
    ['{"a": "x', ['json-string-end', 'The closing quote of this text is missing.', '"']],
    [
      '{"a": "\\x"}',
      ['json-escape', 'JSON knows no escape "\\x". Write "\\\\" for a backslash.', '\\'],
    ],
    ['{"a": [1', ['json-end', 'The document ends before "]" closes what was opened.', '']],
    [
      '{} {}',
      ['json-trailing', 'The document ends here; nothing may follow its last bracket.', '{'],
    ],
    ["{'a': 1}", ['json-key', 'A key in double quotes or "}" is expected here.', "'"]],
    ['{"a": 1, "a": 2}', ['duplicate-key', '"a" stands in this object twice.', '"a"']],
  ])('%s', (text, finding) => {
    expect(findings(text, 'json')).toEqual([finding]);
  });

  it('is recognised without being announced', () => {
    expect(plain('{\n\t"a": [\n\t\t1\n\t]\n}')).toEqual({ a: [1n] });
    expect(plain('{a: 1, }')).toEqual({ a: 1n });
  });

  it('reads what JSON allows', () => {
    const text =
      '\uFEFF {"a": [1, -2.5e3, "\\u00e9\\ud83d\\ude00\\/\\n", true, null, {}], "b": []}\n';
    const { root } = parseDocument(text, { format: 'json' });
    expect(root && toPlain(root)).toEqual({ a: [1n, -2500, 'é😀/\n', true, null, {}], b: [] });
  });
});

describe('hostile documents', () => {
  const quickly = (text: string, format: 'yaml' | 'json' = 'yaml'): string[] => {
    const started = cpuTime();
    const codes = findings(text, format).map(([code]) => code);
    expect(cpuTime() - started).toBeLessThan(400);
    return codes;
  };

  it('refuses more than 4 MiB before it reads them', () => {
    expect(quickly(`a: ${'é'.repeat(2 * 1024 * 1024)}`)).toEqual(['document-too-large']);
    expect(quickly('a'.repeat(5 * 1024 * 1024))).toEqual(['document-too-large']);
  });

  it('refuses deep nesting in every style', () => {
    expect(quickly('['.repeat(1_000_000))).toEqual(['document-too-deep']);
    expect(quickly('['.repeat(1_000_000), 'json')).toEqual(['document-too-deep']);
    expect(quickly('- '.repeat(20_000))).toEqual(['document-too-deep']);
    expect(quickly(`${'['.repeat(128)}${']'.repeat(128)}`)).toEqual([]);
  });

  it('bounds what aliases stand for', () => {
    let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 20; i++) {
      bomb += `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]\n`;
    }
    const codes = quickly(bomb);
    expect(new Set(codes)).toEqual(new Set(['yaml-alias-limit']));
    expect(codes.length).toBeLessThan(1000);
  });

  it('takes many harmless aliases', () => {
    const text = `a: &x {b: 1}\nlist:\n${'- *x\n'.repeat(101)}`;
    expect(quickly(text)).toEqual([]);
  });
});
