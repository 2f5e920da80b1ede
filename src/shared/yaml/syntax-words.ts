/** A finding of the parser, and the text around its place. */
interface SyntaxFinding {
  readonly code: string;
  readonly message: string;
  /** The line up to the place of the finding. */
  readonly before: string;
  /** The line from there on. */
  readonly after: string;
}

type Words = string | ((finding: SyntaxFinding) => string);

const SPACE_BEHIND_COLON = 'Behind the ":" of a key there must be a space.';
const OTHER_COLUMN =
  'This line is indented otherwise than those it belongs to. Entries of one mapping or list start at the same column.';
export const QUOTE_FORMAT_STRING =
  'A value that starts with "{{" must be in quotes; without them YAML takes it for a mapping.';

/** Findings that the parser gives a code of their own. */
const BY_CODE: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: 'YAML is indented with spaces. Replace the tab.',
  DUPLICATE_KEY: 'This key stands in the mapping twice.',
  MULTIPLE_DOCS:
    'The file holds more than one document. A template is one document: remove the "---".',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  BAD_DIRECTIVE: 'This line starts with "%" and is not a directive that is known.',
  BAD_DQ_ESCAPE: ({ after }) =>
    `"${after.slice(0, 2)}" means nothing in double quotes. Write "\\\\" for a backslash, or use single quotes.`,
  BAD_SCALAR_START: ({ after }) =>
    `A text cannot start with "${after.slice(0, 1)}". Put it in quotes.`,
  BLOCK_AS_IMPLICIT_KEY: ({ after }) => {
    if (/: /.test(after))
      return 'A second ": " on this line would start a mapping inside a mapping. Put the text in quotes if it is meant as text.';
    return after.trim() === '' || /^\s/.test(after)
      ? OTHER_COLUMN
      : 'The next line is indented as if it belonged to this value. Start it at the column of its neighbours.';
  },
  MULTILINE_IMPLICIT_KEY: ({ after }) => {
    if (/^- |^-$/.test(after))
      return 'A list item cannot stand between the keys of a mapping. Indent it below the key that it belongs to.';
    if (/^[^\s:]+:\S/.test(after)) return SPACE_BEHIND_COLON;
    return 'A key must stand on one line with ": " behind it. Add the ":", or indent the next line like this one.';
  },
  BLOCK_IN_FLOW: 'Between [ ] or { } nothing is written in lines with "-" or by indentation.',
  KEY_OVER_1024_CHARS: 'A key can have 1,024 characters at most.',
  ALIAS_PROPS: 'An alias stands for a value from elsewhere: it has no anchor or tag of its own.',
  BAD_PROP_ORDER: 'Anchors and tags stand behind the "-" or ":" and before the value.',
};

/** Findings that share a code, by how the parser's sentence starts. */
const BY_MESSAGE: readonly (readonly [RegExp, Words])[] = [
  [
    /^Flow sequence in/,
    'A "[" has no "]". Close it, or indent what stands in it further than its key.',
  ],
  [/^Flow map in/, 'A "{" has no "}". Close it, or indent what stands in it further than its key.'],
  [
    /^Missing closing '/,
    "A text that starts with ' has no ' at its end. Inside of it a ' is written twice: ''.",
  ],
  [
    /^Missing closing "/,
    'A text that starts with " has no " at its end. Inside of it a " is written \\".',
  ],
  [/^All (?:mapping|sequence) items|^Sequence item without/, OTHER_COLUMN],
  [
    /^Block scalar values/,
    'The text below "|" or ">" must be indented with spaces, further than its key.',
  ],
  [
    /^Block scalars with more-indented/,
    'The first lines of this text are blank and longer than its indentation. Remove their spaces.',
  ],
  [/^Block scalar header/, 'The text of "|" or ">" starts on the next line. Move this there.'],
  [/^Implicit map keys need/, 'After a key there must be ": " and a value.'],
  [/^Missing directives-end/, 'Lines that start with "%" end with a line "---".'],
  [/^Comments must be/, 'Before the "#" of a comment there must be a space.'],
  [/^Tags and anchors must be/, 'Behind a tag or an anchor there must be a space.'],
  [/^Missing space after/, SPACE_BEHIND_COLON],
  [/^Missing , /, 'A comma is missing before this.'],
  [/^Unexpected (?:,|empty item) in/, 'There is nothing before this comma. Remove it.'],
  [/^Unexpected flow-seq-end/, 'This "]" closes nothing. Remove it, or put the text in quotes.'],
  [/^Unexpected flow-map-end/, 'This "}" closes nothing. Remove it, or put the text in quotes.'],
  [
    /^Unexpected block-seq-ind on same line/,
    'A list starts on the line below its key, not behind it.',
  ],
  [/^Unexpected .* at node end$/, behindValue],
  [/^Unexpected/, 'This cannot stand here. Put the text in quotes if it is meant as text.'],
  [/^Alias /, 'A "*" starts an alias. Put the text in quotes if it is meant as text.'],
  [/^Anchor /, 'An "&" starts an anchor. Put the text in quotes if it is meant as text.'],
  [
    /^Unresolved tag/,
    'A "!" starts a tag, and this one is not known. Put the text in quotes if it is meant as text.',
  ],
  [
    /^Verbatim tags|tag has no suffix|^Could not resolve tag/,
    'A "!" starts a tag, and this one is not whole. Put the text in quotes if it is meant as text.',
  ],
];

/** Something stands behind a value that is whole already. */
function behindValue({ before }: SyntaxFinding): string {
  if (before.trim() === '') return OTHER_COLUMN;
  if (/(?:^|[\s[,])\{\{[^"']*$/.test(before)) return QUOTE_FORMAT_STRING;
  const quote = /(["'])\s*$/.exec(before)?.[1];
  if (quote === "'")
    return "The text in quotes ends before this. Inside of it a ' is written twice: ''.";
  if (quote === '"') return 'The text in quotes ends before this. Inside of it a " is written \\".';
  return 'The value ends before this. Put all of it in quotes if it is meant as text.';
}

/** A syntax error in plain words, what is wrong and what to do; nothing for one that is not known. */
export function syntaxWords(finding: SyntaxFinding): string | undefined {
  const found =
    BY_CODE[finding.code] ?? BY_MESSAGE.find(([pattern]) => pattern.test(finding.message))?.[1];
  return typeof found === 'function' ? found(finding) : found;
}
