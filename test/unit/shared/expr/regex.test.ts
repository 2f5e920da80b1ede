import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMatch } from '../../../../src/shared/expr/regex/match.ts';
import { compileRegex } from '../../../../src/shared/expr/regex/program.ts';
import { failure, text } from './helpers.ts';

describe('regular expressions (§2.2.5)', () => {
  test.each([
    [String.raw`re_search("asset_v042_final.abc", r"_v(\d+)")`, '["_v042", "042"]'],
    [String.raw`re_match("v042_final", r"v(\d+)")`, '["v042", "042"]'],
    [String.raw`re_match("asset_v042", r"v(\d+)")`, 'null'],
    [String.raw`re_search("render_001.exr", r"_\d+\.exr$") != null`, 'true'],
    [String.raw`re_search("diffuse.1023.tx", r"\.(10\d{2})\.")[1]`, '1023'],
    [String.raw`re_findall("shot010_shot020", r"shot(\d+)")`, '["010", "020"]'],
    [String.raw`re_findall("shot010_shot020", r"shot\d+")`, '["shot010", "shot020"]'],
    [String.raw`re_findall("v1.2 and v3.4", r"v(\d+)\.(\d+)")`, '[["1", "2"], ["3", "4"]]'],
    [String.raw`re_findall("abc", r"\d")`, '[]'],
    [String.raw`re_findall("baac", "a*")`, '["", "aa", "", ""]'],
    [String.raw`re_sub("frame_001", r"\d+", "002")`, 'frame_002'],
    [String.raw`re_sub("a b  c", r"\s+", "-")`, 'a-b-c'],
    [String.raw`re_escape("file[1].txt")`, String.raw`file\[1\]\.txt`],
    [String.raw`re_split("a1b22c", r"\d+")`, '["a", "b", "c"]'],
    [String.raw`re_split("a1b2c", r"\d", 1)`, '["a", "b2c"]'],
    [String.raw`re_split("a1b2c", r"\d", 0)`, '["a", "b", "c"]'],
    [String.raw`re_split("a1b2c", r"\d", -1)`, '["a1b2c"]'],
    [String.raw`re_match("١", r"\d") != null`, 'true'],
    [String.raw`re_match("é", r"\w") != null`, 'true'],
    [String.raw`re_search("un été", r"\bété\b") != null`, 'true'],
    [String.raw`re_match("?", r"[(?=]")`, '["?"]'],
    [String.raw`re_match("]", r"[]a]")`, '["]"]'],
    [String.raw`re_match("ABC", r"(?i)abc")`, '["ABC"]'],
    [String.raw`re_match("aab", r"(?P<first>a+?)(b)?")`, '["a", "a", ""]'],
    [String.raw`re_match("aaa", r"a{2}")`, '["aa"]'],
    [String.raw`re_match("aaa", r"a{1,2}?")`, '["a"]'],
    [String.raw`re_match("A", r"\x41\u0042?")`, '["A"]'],
  ])('%s is %s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['re_match("a", "")', 'The regular expression must not be empty.'],
    ['re_match("a", "a(?=b)")', 'Regular expressions with lookahead are not supported.'],
    ['re_match("a", "(?<!b)a")', 'Regular expressions with lookbehind are not supported.'],
    [String.raw`re_match("a", r"(a)\1")`, "Backreferences like '\\1' are not supported."],
    [
      String.raw`re_match("a", r"a\Z")`,
      "The end-of-string anchor '\\Z' is not supported; use '$'.",
    ],
    [
      String.raw`re_match("a", r"a\z")`,
      "The end-of-string anchor '\\z' is not supported; use '$'.",
    ],
    [
      String.raw`re_match("a", r"\x{41}")`,
      "The Unicode brace syntax '\\x{…}' is not supported; write 2 digits without braces.",
    ],
    [
      String.raw`re_match("a", r"(?P<n>a)(?P=n)")`,
      'Regular expressions with a named backreference are not supported.',
    ],
    ['re_match("a", "(a")', "The regular expression has an unclosed '('."],
    ['re_match("a", "a)")', "The regular expression has an unmatched ')'."],
    ['re_match("a", "*a")', "Nothing stands before '*' to be repeated."],
    ['re_match("a", "[z-a]")', "The range '[z-a' of a character class is not in order."],
    [
      String.raw`re_sub("a", "(a)", r"\1")`,
      "The replacement is literal text; group references like '\\1' are not supported.",
    ],
    [
      're_sub("a", "(a)", "$1")',
      "The replacement is literal text; group references like '$1' are not supported.",
    ],
  ])('%s fails', (source, message) => {
    expect(failure(source)).toBe(message);
  });
});

test('the work is bounded whatever the pattern', () => {
  let work = 0;
  const program = compileRegex('(a+)+(a+)+$');
  findMatch(program, [...`${'a'.repeat(5000)}b`], 0, true, (operations) => {
    work += operations;
  });
  expect(work).toBeLessThan(50_000);
});

test('agrees with the regular expressions of JavaScript', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(?:ab)',
    '(a)?',
    'b*?',
    'a+',
    '^',
    '$',
    '\\b',
    'a{1,2}',
  );
  const pattern = fc.array(atom, { minLength: 1, maxLength: 5 }).map((atoms) => atoms.join(''));
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 8 }),
      (source, subject) => {
        const expected = new RegExp(source, 'd').exec(subject);
        const found = findMatch(compileRegex(source), [...subject], 0, false, () => {});
        const indices = expected?.indices?.flatMap((pair) => pair ?? [-1, -1]);
        expect(found).toEqual(indices);
      },
    ),
    { numRuns: 3000 },
  );
});
