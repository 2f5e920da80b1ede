import { ExprError } from '../errors.ts';
import { type Captures, findMatch } from '../regex/match.ts';
import { compileRegex, type RegexProgram } from '../regex/program.ts';
import { listOf } from '../type-algebra.ts';
import { TYPES } from '../types.ts';
import { listValue, NULL, stringList, stringValue, type Value } from '../values.ts';
import { sizeArg, textArg } from './args.ts';
import { type CallContext, define, type FunctionDefinition } from './definition.ts';

/** Regular expression functions (§2.2.5). */
export const regex: readonly FunctionDefinition[] = [
  define('re_match', '2.2.5', 'Match at the start: the whole match and its groups, or null', [
    '(s: string, pattern: string) -> list[string]?',
    (args, context) => firstMatch(args, context, true),
  ]),
  define('re_search', '2.2.5', 'First match anywhere: the whole match and its groups, or null', [
    '(s: string, pattern: string) -> list[string]?',
    (args, context) => firstMatch(args, context, false),
  ]),
  define('re_findall', '2.2.5', 'All matches; with groups their contents', [
    '(s: string, pattern: string) -> list[string] | list[list[string]]',
    findAll,
  ]),
  define('re_sub', '2.2.5', 'Replaces all matches by a literal text', [
    '(s: string, pattern: string, repl: string) -> string',
    substitute,
  ]),
  define('re_escape', '2.2.5', 'The text with all special characters escaped', [
    '(s: string) -> string',
    (args, context) => {
      const text = textArg(args, 0);
      context.countText(text.length);
      return stringValue(text.replace(/[\\.+*?()|[\]{}^$#&~-]/g, '\\$&'));
    },
  ]),
  define(
    're_split',
    '2.2.5',
    'The parts between the matches',
    ['(s: string, pattern: string) -> list[string]', split],
    ['(s: string, pattern: string, maxsplit: int) -> list[string]', split],
  ),
];

/** Programs by pattern: comprehensions use the same one over and over. */
const PROGRAMS = new Map<string, RegexProgram>();
const MAX_PROGRAMS = 64;

function programOf(pattern: string): RegexProgram {
  const known = PROGRAMS.get(pattern);
  if (known !== undefined) return known;
  const program = compileRegex(pattern);
  if (PROGRAMS.size >= MAX_PROGRAMS) PROGRAMS.clear();
  PROGRAMS.set(pattern, program);
  return program;
}

interface Search {
  readonly program: RegexProgram;
  readonly characters: readonly string[];
  readonly context: CallContext;
}

function searchOf(args: readonly Value[], context: CallContext): Search {
  const text = textArg(args, 0);
  context.countText(text.length);
  return { program: programOf(textArg(args, 1)), characters: [...text], context };
}

function find(
  { program, characters, context }: Search,
  from: number,
  anchored: boolean,
): Captures | undefined {
  return findMatch(program, characters, from, anchored, (operations) => context.count(operations));
}

/** All matches from left to right; behind an empty one the search goes on a character later, as in Python. */
function* matchesOf(search: Search): IterableIterator<Captures> {
  for (let from = 0; from <= search.characters.length; ) {
    const captures = find(search, from, false);
    if (captures === undefined) return;
    yield captures;
    const [start = 0, end = 0] = captures;
    from = end > start ? end : end + 1;
  }
}

/** The text of a group; nothing for one that took no part in the match. */
function groupText({ characters }: Search, captures: Captures, group: number): string {
  const [start = -1, end = -1] = captures.slice(group * 2, group * 2 + 2);
  return start < 0 || end < 0 ? '' : characters.slice(start, end).join('');
}

function groupTexts(search: Search, captures: Captures, from: number): string[] {
  const texts: string[] = [];
  for (let group = from; group <= search.program.groups; group++)
    texts.push(groupText(search, captures, group));
  return texts;
}

function firstMatch(args: readonly Value[], context: CallContext, anchored: boolean): Value {
  const search = searchOf(args, context);
  const captures = find(search, 0, anchored);
  return captures === undefined ? NULL : stringList(groupTexts(search, captures, 0));
}

function findAll(args: readonly Value[], context: CallContext): Value {
  const search = searchOf(args, context);
  const { groups } = search.program;
  const matches = Array.from(matchesOf(search));
  if (groups > 1) {
    const lists = matches.map((captures) => stringList(groupTexts(search, captures, 1)));
    return listValue(listOf(TYPES.string), lists);
  }
  return stringList(matches.map((captures) => groupText(search, captures, groups)));
}

function substitute(args: readonly Value[], context: CallContext): Value {
  const replacement = textArg(args, 2);
  const reference = /\\[0-9]|\\g<|\$[0-9]|\$\{/.exec(replacement);
  if (reference !== null) {
    const message = `The replacement is literal text; group references like '${reference[0]}' are not supported.`;
    throw new ExprError('invalid-regex', message);
  }
  const parts = partsBetween(searchOf(args, context), Number.POSITIVE_INFINITY);
  const size = parts.reduce((sum, part) => sum + part.length + replacement.length, 0);
  context.reserve(size);
  context.countText(size);
  return stringValue(parts.join(replacement));
}

/** As for Python's `re.split`, 0 is no limit and a negative `maxsplit` splits nothing, unlike for `split`. */
function split(args: readonly Value[], context: CallContext): Value {
  const most = args.length > 2 ? sizeArg(args, 2) : 0;
  return stringList(
    partsBetween(searchOf(args, context), most === 0 ? Number.POSITIVE_INFINITY : most),
  );
}

function partsBetween(search: Search, most: number): string[] {
  const parts: string[] = [];
  let from = 0;
  if (most > 0) {
    for (const [start = 0, end = 0] of matchesOf(search)) {
      parts.push(search.characters.slice(from, start).join(''));
      from = end;
      if (parts.length >= most) break;
    }
  }
  parts.push(search.characters.slice(from).join(''));
  return parts;
}
