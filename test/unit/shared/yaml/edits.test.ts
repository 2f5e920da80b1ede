import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  applyEdits,
  DocumentEditor,
  type Node,
  type PlainValue,
  parseDocument,
  type TextEdit,
  toPlain,
} from '../../../../src/shared/yaml/index.ts';

function edited(
  text: string,
  change: (editor: DocumentEditor) => TextEdit[],
  format: 'yaml' | 'json' = 'yaml',
): string {
  const { root } = parseDocument(text, { format });
  return applyEdits(text, change(new DocumentEditor(text, root as Node, { format })));
}

const TEXT = `# head
name: Job   # the name
steps:
- name: A   # first
  script:
    actions: {onRun: {command: echo}}
- name: B
  data: |
    one

    two
# tail
`;

describe('DocumentEditor', () => {
  it('changes a value and nothing else', () => {
    expect(edited(TEXT, (editor) => editor.set(['name'], 'New'))).toBe(TEXT.replace('Job', 'New'));
    expect(edited(TEXT, (editor) => editor.set(['steps', 1, 'name'], 'a: b'))).toBe(
      TEXT.replace('name: B', 'name: "a: b"'),
    );
    expect(
      edited(TEXT, (editor) =>
        editor.set(['steps', 0, 'script', 'actions', 'onRun', 'command'], 'ls'),
      ),
    ).toBe(TEXT.replace('echo', 'ls'));
  });

  it('adds properties at the end of their mapping', () => {
    expect(
      edited(TEXT, (editor) => editor.set(['steps', 0, 'dependencies'], [{ dependsOn: 'B' }])),
    ).toBe(
      TEXT.replace('command: echo}}\n', 'command: echo}}\n  dependencies:\n  - dependsOn: B\n'),
    );
    expect(edited(TEXT, (editor) => editor.set(['steps', 1, 'x'], 1n))).toBe(
      TEXT.replace('two\n', 'two\n  x: 1\n'),
    );
    expect(
      edited(TEXT, (editor) =>
        editor.set(['steps', 0, 'script', 'actions', 'onRun', 'args'], ['a']),
      ),
    ).toBe(TEXT.replace('command: echo', 'command: echo, args: [a]'));
  });

  it('replaces blocks by values and values by blocks', () => {
    expect(edited(TEXT, (editor) => editor.set(['steps', 1, 'data'], 'short'))).toBe(
      TEXT.replace('|\n    one\n\n    two', 'short'),
    );
    expect(edited('a: 1\nb: 2\n', (editor) => editor.set(['a'], 'x\ny\n'))).toBe(
      'a: |\n  x\n  y\nb: 2\n',
    );
    expect(edited('a:\nb: 2\n', (editor) => editor.set(['a'], 'x'))).toBe('a: x\nb: 2\n');
  });

  it('adds and removes items', () => {
    expect(edited(TEXT, (editor) => editor.append(['steps'], { name: 'C' }))).toBe(
      TEXT.replace('two\n', 'two\n- name: C\n'),
    );
    expect(edited(TEXT, (editor) => editor.remove(['steps', 0]))).toBe(
      TEXT.replace(/- name: A[\s\S]*?(?=- name: B)/, ''),
    );
    expect(edited('a: [1, 2, 3]\n', (editor) => editor.remove(['a', 2]))).toBe('a: [1, 2]\n');
    expect(edited('a: [1, 2, 3]\n', (editor) => editor.remove(['a', 0]))).toBe('a: [2, 3]\n');
    expect(edited('a: []\n', (editor) => editor.append(['a'], 'x'))).toBe('a: [x]\n');
  });

  it('removes properties, also those behind a dash', () => {
    expect(edited(TEXT, (editor) => editor.remove(['steps', 1, 'name']))).toBe(
      TEXT.replace('name: B\n  ', ''),
    );
    expect(edited(TEXT, (editor) => editor.remove(['name']))).toBe(
      TEXT.replace('name: Job   # the name\n', ''),
    );
    expect(edited('a:\n  b: 1\n', (editor) => editor.remove(['a', 'b']))).toBe('a:\n  {}\n');
  });

  it('keeps the line breaks of the file', () => {
    expect(edited('a: 1\r\nb: 2\r\n', (editor) => editor.set(['c'], { d: [1n] }))).toBe(
      'a: 1\r\nb: 2\r\nc:\r\n  d:\r\n  - 1\r\n',
    );
  });

  it('writes JSON into JSON', () => {
    const text = '{\n  "a": [1],\n  "b": {}\n}\n';
    expect(edited(text, (editor) => editor.set(['b', 'c'], 'x'), 'json')).toBe(
      '{\n  "a": [1],\n  "b": {"c": "x"}\n}\n',
    );
    expect(edited(text, (editor) => editor.append(['a'], 9223372036854775807n), 'json')).toBe(
      text.replace('[1]', '[1, 9223372036854775807]'),
    );
  });

  it('leaves what an alias stands for alone', () => {
    expect(edited('a: &x {b: 1}\nc: *x\n', (editor) => editor.set(['c', 'b'], 2n))).toBe(
      'a: &x {b: 1}\nc: *x\n',
    );
  });

  it('reads back as what was set', () => {
    const scalar = fc.oneof(
      fc.constantFrom('a', 'b: c', '- d', '# e', '', 'x\ny', 'yes', '{{Param.X}}', "it's"),
      fc.boolean(),
      fc.integer().map(BigInt),
      fc.constant(null),
    );
    const key = fc.constantFrom('a', 'b', 'c', 'd e');
    const { value } = fc.letrec<{ value: PlainValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        scalar,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ) as fc.Arbitrary<PlainValue>,
    }));
    fc.assert(
      fc.property(
        fc.dictionary(key, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
        key,
        value,
        fc.boolean(),
        (data, at, replacement, flow) => {
          const text = stringify(data, flow ? { collectionStyle: 'flow' } : {});
          const result = edited(text, (editor) => editor.set([at], replacement));
          const { root, diagnostics } = parseDocument(result);
          expect(diagnostics).toEqual([]);
          expect(toPlain(root as Node)).toEqual({ ...data, [at]: replacement });
        },
      ),
      { numRuns: 300 },
    );
  });
});
