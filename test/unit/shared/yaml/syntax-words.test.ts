import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../../src/shared/yaml/index.ts';

const OTHER_COLUMN =
  'This line is indented otherwise than those it belongs to. Entries of one mapping or list start at the same column.';
const FORMAT_STRING =
  'A value that starts with "{{" must be in quotes; without them YAML takes it for a mapping.';
const OPEN_LIST = 'A "[" has no "]". Close it, or indent what stands in it further than its key.';
const OPEN_MAPPING =
  'A "{" has no "}". Close it, or indent what stands in it further than its key.';
const OPEN_DOUBLE =
  'A text that starts with " has no " at its end. Inside of it a " is written \\".';
const OPEN_SINGLE =
  "A text that starts with ' has no ' at its end. Inside of it a ' is written twice: ''.";
const TAB = 'YAML is indented with spaces. Replace the tab.';
const SPACE = 'Behind the ":" of a key there must be a space.';
const NO_VALUE = 'After a key there must be ": " and a value.';
const DOCUMENTS =
  'The file holds more than one document. A template is one document: remove the "---".';

/** What someone typed, and the whole of what is said about it. */
const CASES: readonly (readonly [what: string, text: string, ...messages: string[]])[] = [
  ['a bracket that is not closed', 'a: [1, 2\nb: 3\n', OPEN_LIST],
  ['a bracket that is not closed at the end', 'a: [1, 2', OPEN_LIST],
  ['a brace that is not closed', 'a: {x: 1\nb: 3\n', OPEN_MAPPING],
  ['a bracket closed by a brace', 'a: [1, 2}\n', OPEN_LIST],
  [
    'a bracket too many',
    'a: [1]]\n',
    'This "]" closes nothing. Remove it, or put the text in quotes.',
  ],
  ['a brace alone', 'a: }\n', 'This "}" closes nothing. Remove it, or put the text in quotes.'],
  ['a double quote that is not closed', 'a: "x\nb: 1\n', OPEN_DOUBLE],
  ['a single quote that is not closed', "a: 'x\nb: 1\n", OPEN_SINGLE],
  [
    'an apostrophe in single quotes',
    "a: 'it's'\n",
    "The text in quotes ends before this. Inside of it a ' is written twice: ''.",
  ],
  [
    'text behind double quotes',
    'a: "x" y\n',
    'The text in quotes ends before this. Inside of it a " is written \\".',
  ],
  [
    'text behind a list',
    'a: [x] y\n',
    'The value ends before this. Put all of it in quotes if it is meant as text.',
  ],
  ['a tab before a key', 'a:\n\tb: 1\n', TAB],
  ['a tab before a list', 'a:\n\t- b\n', TAB],
  ['a key between two columns', 'a:\n    b: 1\n  c: 2\n', OTHER_COLUMN],
  ['a key of an item that is indented too far', 'a:\n  - b: 1\n   c: 2\n', OTHER_COLUMN],
  ['a first key that is indented', '  a: 1\nb: 2\n', OTHER_COLUMN],
  [
    'a key below a value',
    'a: 1\n  b: 2\n',
    'The next line is indented as if it belonged to this value. Start it at the column of its neighbours.',
  ],
  [
    'an item among keys',
    'a: 1\n- b\n',
    'A list item cannot stand between the keys of a mapping. Indent it below the key that it belongs to.',
  ],
  ['a list behind a key', 'a: - b\n', 'A list starts on the line below its key, not behind it.'],
  ['no space behind the colon', 'a:1\nb: 2\n', SPACE],
  ['no colon', 'a: 1\nb\nc: 2\n', NO_VALUE],
  [
    'no colon before an indented key',
    'a:\n  b\n  c: 1\n',
    'A key must stand on one line with ": " behind it. Add the ":", or indent the next line like this one.',
  ],
  [
    'a second colon',
    'a: b: c\n',
    'A second ": " on this line would start a mapping inside a mapping. Put the text in quotes if it is meant as text.',
  ],
  ['a key twice', 'a: 1\na: 2\n', '"a" stands in this mapping twice.'],
  ['two anchors', 'a: &b &c 1\n', 'A value can have one anchor only.'],
  [
    'an alias of nothing',
    'a: *.png\n',
    'No anchor &.png stands before this alias. Put "*.png" in quotes if it is meant as text.',
  ],
  ['two documents', 'a: 1\n---\nb: 2\n', DOCUMENTS],
  ['a format string without quotes', 'a: {{Param.X}}\n', FORMAT_STRING],
  ['a format string without quotes in a list', 'a: [{{Param.X}}]\n', FORMAT_STRING],
  ['two format strings without quotes', 'a: {{Param.X}} {{Param.Y}}\n', FORMAT_STRING],
  ['a format string without quotes, and text', 'a: {{Param.X}}/b\n', FORMAT_STRING],
  ['a character that YAML keeps', 'a: @x\n', 'A text cannot start with "@". Put it in quotes.'],
  ['a percent sign', 'a: %04d\n', 'A text cannot start with "%". Put it in quotes.'],
  [
    'a Windows path in double quotes',
    'a: "C:\\projects"\n',
    '"\\p" means nothing in double quotes. Write "\\\\" for a backslash, or use single quotes.',
  ],
  ['no comma', 'a: ["b" "c"]\n', 'A comma is missing before this.'],
  ['a comma too many', 'a: [b, , c]\n', 'There is nothing before this comma. Remove it.'],
  ['no space before a comment', 'a: "x"#c\n', 'Before the "#" of a comment there must be a space.'],
  [
    'text behind a bar',
    'a: |x\n  b\n',
    'The text of "|" or ">" starts on the next line. Move this there.',
  ],
  [
    'a tag',
    'a: !foo 1\n',
    'A "!" starts a tag, and this one is not known. Put the text in quotes if it is meant as text.',
  ],
];

describe('a syntax error says what is wrong and what to do', () => {
  it.each(CASES)('%s', (_, text, ...messages) => {
    const said = parseDocument(text, { format: 'yaml' }).diagnostics.map(({ message }) => message);
    expect(said).toEqual(messages);
  });

  it('tells of a quote that is not closed where it opens', () => {
    const text = 'a: x\nb:\n  - "c: 1\nd: 2\n';
    const [finding, ...others] = parseDocument(text, { format: 'yaml' }).diagnostics;
    expect(others).toEqual([]);
    expect(finding && text.slice(finding.range.start, finding.range.end)).toBe('"c: 1');
  });

  it('takes long lines with many faults without delay', () => {
    const text = `a: [${'"b" '.repeat(20_000)}]\n${'b: @x\n'.repeat(2000)}`;
    const { diagnostics } = parseDocument(text, { format: 'yaml' });
    expect(diagnostics[0]?.message).toBe('A comma is missing before this.');
    expect(diagnostics.length).toBeGreaterThan(2000);
  });
});
