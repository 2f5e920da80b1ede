import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  duplicateItem,
  type EditDocument,
  insertItem,
  invertEdits,
  moveItem,
  removeAt,
  renameKey,
  setValue,
  type TextEdit,
  tryEdit,
} from '../../../../../src/shared/yaml/edit/index.ts';
import { documentOf, edited, type Format } from './support.ts';

type Row = readonly [
  what: string,
  before: string,
  edit: (document: EditDocument) => TextEdit[],
  after: string,
  format?: Format,
];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [what, before, edit, after, format] of rows) {
      it(what, () => expect(edited(before, edit, format)).toBe(after));
    }
  });
}

const set =
  (path: (string | number)[], value: Parameters<typeof setValue>[2], order?: string[]) =>
  (document: EditDocument) =>
    setValue(document, path, value, order === undefined ? {} : { orderOf: () => order });
const remove = (path: (string | number)[]) => (document: EditDocument) => removeAt(document, path);

table('a scalar keeps its style', [
  ['plain', 'a: one # c\n', set(['a'], 'two'), 'a: two # c\n'],
  ['plain that needs quotes', 'a: one\n', set(['a'], '{{X}}'), 'a: "{{X}}"\n'],
  ['plain that older readers take for a boolean', 'a: one\n', set(['a'], 'yes'), 'a: "yes"\n'],
  ['plain in brackets', 'a: [one]\n', set(['a', 0], 'b, c'), 'a: ["b, c"]\n'],
  ['single', "a: 'it''s'\n", set(['a'], "it's me"), "a: 'it''s me'\n"],
  ['single that cannot', "a: 'x'\n", set(['a'], 'tab\there'), 'a: "tab\\there"\n'],
  ['double with other escapes', 'a: "\\x41 b"\n', set(['a'], 'A c'), 'a: "\\x41 c"\n'],
  [
    'literal',
    'a: |\n    one\n    two\nb: 1\n',
    set(['a'], 'one\n2\n'),
    'a: |\n    one\n    2\nb: 1\n',
  ],
  [
    'literal without its last break',
    'a: |\n  one\n',
    set(['a'], 'one\ntwo'),
    'a: |-\n  one\n  two\n',
  ],
  ['literal with a comment', 'a: | # c\n  x\n', set(['a'], 'y\nz\n'), 'a: | # c\n  y\n  z\n'],
  ['folded', 'a: >-\n  one\n  two\n', set(['a'], 'one too'), 'a: >-\n  one\n  too\n'],
  ['literal to one line', 'a: |\n  x\nb: 1\n', set(['a'], 'y'), 'a: |-\n  y\nb: 1\n'],
  ['literal to what it cannot hold', 'a: |\n  x\nb: 1\n', set(['a'], ' x'), 'a: " x"\nb: 1\n'],
  ['number', 'a: 1 # c\n', set(['a'], 2), 'a: 2 # c\n'],
  ['number to text', 'a: 1\n', set(['a'], '2'), 'a: "2"\n'],
  ['text to number', 'a: "1"\n', set(['a'], 2n), 'a: 2\n'],
  ['null', 'a:\nb: 1\n', set(['a'], 'x'), 'a: x\nb: 1\n'],
  ['null with a comment', 'a: # c\nb: 1\n', set(['a'], 'x'), 'a: x # c\nb: 1\n'],
  ['anchored', 'a: &n one\nb: *n\n', set(['a'], 'two'), 'a: &n two\nb: *n\n'],
  ['an alias is replaced', 'a: &n one\nb: *n\n', set(['b'], 'two'), 'a: &n one\nb: two\n'],
  ['several lines', 'a: x\n', set(['a'], 'one\ntwo\n'), 'a: |\n  one\n  two\n'],
  [
    'several lines in an item',
    '- a: x\n  b: 1\n',
    set([0, 'a'], 'one\ntwo\n'),
    '- a: |\n    one\n    two\n  b: 1\n',
  ],
  [
    'several lines in CRLF',
    'a: x\r\nb: 1\r\n',
    set(['a'], 'o\nt\n'),
    'a: |\r\n  o\r\n  t\r\nb: 1\r\n',
  ],
  ['JSON', '{"a": "\\u0041b"}', set(['a'], 'Ac"'), '{"a": "\\u0041c\\""}', 'json'],
]);

table('properties are added where the order says', [
  ['in the middle', 'a: 1\nc: 3\n', set(['b'], 2, ['a', 'b', 'c']), 'a: 1\nb: 2\nc: 3\n'],
  ['first', '# head\nb: 1\n', set(['a'], 0, ['a', 'b']), '# head\na: 0\nb: 1\n'],
  ['last without a line break', 'a: 1', set(['b'], 2), 'a: 1\nb: 2'],
  [
    'behind a comment of the last line',
    'a: 1 # c\n# tail\n',
    set(['b'], 2),
    'a: 1 # c\nb: 2\n# tail\n',
  ],
  [
    'behind a literal',
    'a: |\n  x\n\nc: 1\n',
    set(['b'], 2, ['a', 'b', 'c']),
    'a: |\n  x\nb: 2\n\nc: 1\n',
  ],
  ['behind a dash', '- b: 1\n', set([0, 'a'], 0, ['a', 'b']), '- a: 0\n  b: 1\n'],
  ['into braces', 'a: {b: 1}\n', set(['a', 'c'], [1]), 'a: {b: 1, c: [1]}\n'],
  ['into empty braces', 'a: {} # c\n', set(['a', 'c'], 1), 'a: # c\n  c: 1\n'],
  ['into nothing', 'a:\nb: 1\n', set(['a', 'c'], 1), 'a:\n  c: 1\nb: 1\n'],
  [
    'with what is missing around it',
    'a: 1\n',
    set(['b', 'c', 0, 'd'], 1),
    'a: 1\nb:\n  c:\n    - d: 1\n',
  ],
  [
    'as lists stand elsewhere',
    'a:\n- 1\n',
    set(['b'], [1, [2], { c: [] }]),
    'a:\n- 1\nb:\n- 1\n- - 2\n- c: []\n',
  ],
  [
    'as deep as elsewhere',
    'a:\n    b: 1\n',
    set(['c'], { d: 'x\ny\n' }),
    'a:\n    b: 1\nc:\n    d: |\n        x\n        y\n',
  ],
  [
    'JSON on lines',
    '{\n    "a": 1\n}\n',
    set(['b'], { c: [1] }),
    '{\n    "a": 1,\n    "b": {\n        "c": [\n            1\n        ]\n    }\n}\n',
    'json',
  ],
  ['JSON in one line', '{"a": 1}', set(['b'], { c: 'x' }), '{"a": 1, "b": {"c": "x"}}', 'json'],
  [
    'JSON that is empty',
    '{\n  "a": []\n}\n',
    set(['a', 0], 1),
    '{\n  "a": [\n    1\n  ]\n}\n',
    'json',
  ],
]);

table('values change their kind', [
  ['scalar to mapping', 'a: 1 # c\nb: 2\n', set(['a'], { x: 1 }), 'a: # c\n  x: 1\nb: 2\n'],
  ['mapping to scalar', 'a: # c\n  x: 1\n  # deep\nb: 2\n', set(['a'], 1), 'a: 1 # c\nb: 2\n'],
  ['literal to list', 'a: |\n  x\nb: 2\n', set(['a'], ['x']), 'a:\n  - x\nb: 2\n'],
  ['brackets to brackets', 'a: [1, 2] # c\n', set(['a'], ['x', { y: 1 }]), 'a: [x, {y: 1}] # c\n'],
  ['item to mapping', '- 1\n- 2\n', set([0], { x: 1, y: 2 }), '- x: 1\n  y: 2\n- 2\n'],
  ['mapping behind a dash to scalar', '- x: 1\n  y: 2\n- 2\n', set([0], 'z'), '- z\n- 2\n'],
]);

table('what is removed takes its own comments along', [
  ['entry', 'a: 1\n# of b\nb: 2 # too\nc: 3\n', remove(['b']), 'a: 1\nc: 3\n'],
  [
    'not those behind a blank line',
    'a: 1\n\n# section\n\nb: 2\nc: 3\n',
    remove(['b']),
    'a: 1\n\n# section\n\nc: 3\n',
  ],
  ['not those of the file', '# file\na: 1\nb: 2\n', remove(['a']), '# file\nb: 2\n'],
  ['deeper ones', 'a:\n  x: 1\n  # end of a\nb: 2\n', remove(['a']), 'b: 2\n'],
  ['not those of the next', 'a: 1\n# of b\nb: 2\n', remove(['a']), '# of b\nb: 2\n'],
  ['behind a dash', '- a: 1\n  b: 2\n', remove([0, 'a']), '- b: 2\n'],
  [
    'behind a dash before a comment',
    '- a: 1\n  # of b\n  b: 2\n',
    remove([0, 'a']),
    '-\n  # of b\n  b: 2\n',
  ],
  ['the last of a file', 'a: 1\nb: 2', remove(['b']), 'a: 1'],
  ['literal', 'a: |\n  x\n\nb: 2\n', remove(['a']), '\nb: 2\n'],
  ['what keeps blank lines', 'a: |+\n  x\n\nb: 2\n', remove(['a']), 'b: 2\n'],
  ['the only entry', 'a:\n  b: 1\nc: 2\n', remove(['a', 'b']), 'a: {}\nc: 2\n'],
  ['the only item', 'a: # c\n  - 1\nc: 2\n', remove(['a', 0]), 'a: [] # c\nc: 2\n'],
  ['the only entry behind a dash', '- a: 1\n- 2\n', remove([0, 'a']), '- {}\n- 2\n'],
  ['item of brackets', 'a: [1, 2, 3]\n', remove(['a', 1]), 'a: [1, 3]\n'],
  ['last item of brackets', 'a: [1, 2]\n', remove(['a', 1]), 'a: [1]\n'],
  ['only item of brackets', 'a: [ 1 ]\n', remove(['a', 0]), 'a: []\n'],
  ['JSON', '{\n  "a": 1,\n  "b": 2\n}\n', remove(['a']), '{\n  "b": 2\n}\n', 'json'],
  ['JSON last', '{\n  "a": 1,\n  "b": 2\n}\n', remove(['b']), '{\n  "a": 1\n}\n', 'json'],
  ['CRLF and BOM', '\ufeffa: 1\r\nb: 2\r\n', remove(['a']), '\ufeffb: 2\r\n'],
]);

const BLOCKS = 'l:\n  # one\n  - a: 1\n    # deep\n\n  - b: 2 # two\n  - c\n';

table('items are inserted, moved and duplicated', [
  ['insert first', 'l:\n- a\n- b\n', (d) => insertItem(d, ['l'], 0, 'x'), 'l:\n- x\n- a\n- b\n'],
  [
    'insert between',
    'l:\n- a\n\n- b\n',
    (d) => insertItem(d, ['l'], 1, 'x'),
    'l:\n- a\n\n- x\n\n- b\n',
  ],
  [
    'insert last',
    'l:\n- a\n- b',
    (d) => insertItem(d, ['l'], 2, { x: 1, y: 2 }),
    'l:\n- a\n- b\n- x: 1\n  y: 2',
  ],
  ['insert into brackets', 'l: [a, b]\n', (d) => insertItem(d, ['l'], 1, 'x'), 'l: [a, x, b]\n'],
  [
    'insert into empty brackets',
    'l: []\n',
    (d) => insertItem(d, ['l'], 0, { x: 1 }),
    'l:\n  - x: 1\n',
  ],
  ['insert behind a comma', 'l: [a,]\n', (d) => insertItem(d, ['l'], 1, 'x'), 'l: [a, x]\n'],
  ['insert into a list in a list', '- - a\n', (d) => insertItem(d, [0], 0, 'x'), '- - x\n  - a\n'],
  [
    'move down',
    BLOCKS,
    (d) => moveItem(d, ['l'], 0, 2),
    'l:\n  - b: 2 # two\n\n  - c\n  # one\n  - a: 1\n    # deep\n',
  ],
  [
    'move up',
    BLOCKS,
    (d) => moveItem(d, ['l'], 2, 0),
    'l:\n  - c\n\n  # one\n  - a: 1\n    # deep\n  - b: 2 # two\n',
  ],
  ['move in brackets', 'l: [a,  b , c]\n', (d) => moveItem(d, ['l'], 0, 2), 'l: [b,  c , a]\n'],
  [
    'duplicate',
    BLOCKS,
    (d) => duplicateItem(d, ['l'], 1),
    BLOCKS.replace('- c', '- b: 2 # two\n  - c'),
  ],
  ['duplicate in brackets', 'l: [a, b]\n', (d) => duplicateItem(d, ['l'], 0), 'l: [a, a, b]\n'],
]);

table('keys are renamed', [
  ['plain', 'a: 1 # c\n', (d) => renameKey(d, ['a'], 'b'), 'b: 1 # c\n'],
  ['quoted', '"a": 1\n', (d) => renameKey(d, ['a'], 'b c'), '"b c": 1\n'],
  ['to what needs quotes', 'a: 1\n', (d) => renameKey(d, ['a'], 'x: y'), '"x: y": 1\n'],
  ['to a number', 'a: 1\n', (d) => renameKey(d, ['a'], '1'), '"1": 1\n'],
  ['taken', 'a: 1\nb: 2\n', (d) => renameKey(d, ['a'], 'b'), 'refused: key-exists'],
]);

table('what cannot be is refused', [
  ['through an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], 2), 'refused: through-alias'],
  [
    'a new property through an alias',
    'a: &x {b: 1}\nc: *x\n',
    set(['c', 'd'], 2),
    'refused: through-alias',
  ],
  ['removing an anchor in use', 'a: &x {b: 1}\nc: *x\n', remove(['a']), 'refused: anchor-in-use'],
  [
    'duplicating an anchor',
    '- &x 1\n- *x\n',
    (d) => duplicateItem(d, [], 0),
    'refused: anchor-in-use',
  ],
  ['a tagged value', 'a: !!str 5\n', set(['a'], 6), 'refused: tagged-value'],
  ['explicit keys', '? a\n: b\n', set(['a'], 'c'), 'refused: complex-key'],
  ['a property of a scalar', 'a: 1\n', set(['a', 'b'], 2), 'refused: not-a-collection'],
  [
    'an item of a mapping',
    'a: {b: 1}\n',
    (d) => moveItem(d, ['a'], 0, 0),
    'refused: not-a-collection',
  ],
  ['what is not there', 'a: 1\n', remove(['b']), 'refused: no-such-value'],
]);

describe('results', () => {
  it('says why an edit is refused', () => {
    const document = documentOf('a: &x {b: 1}\nc: *x\n');
    expect(tryEdit(() => setValue(document, ['c', 'b'], 2))).toEqual({
      refused: 'through-alias',
      reason:
        '*x is an alias: the text it stands for is written at its anchor and may be used elsewhere. Edit the anchor, or replace the alias.',
      range: { start: 16, end: 18 },
    });
  });

  it('makes the smallest edit', () => {
    expect(setValue(documentOf('a: hello\n'), ['a'], 'help')).toEqual([
      { range: { start: 6, end: 8 }, text: 'p' },
    ]);
    expect(setValue(documentOf('a: same\n'), ['a'], 'same')).toEqual([]);
  });

  it('leads back', () => {
    const before = 'l:\n- a\n- b\n';
    const edits = [
      { range: { start: 3, end: 7 }, text: '' },
      { range: { start: 11, end: 11 }, text: '- c\n' },
    ];
    const after = applyEdits(before, edits);
    expect(after).toBe('l:\n- b\n- c\n');
    expect(applyEdits(after, invertEdits(before, edits))).toBe(before);
  });
});
