import { codePointIndex } from '../code-points.ts';
import { ExprError } from '../errors.ts';
import { valueToString } from '../value-text.ts';
import { boolValue, intValue, stringList, stringValue, type Value } from '../values.ts';
import { anyArg, intArg, listArg, sizeArg, textArg } from './args.ts';
import {
  type CallContext,
  define,
  type FunctionDefinition,
  type Implementation,
} from './definition.ts';
import {
  capitalize,
  isAlphabetic,
  isAlphanumeric,
  isAscii,
  isDigits,
  isLower,
  isUpper,
  titleCase,
} from './letters.ts';
import { center, padLeft, padRight, zeroFill } from './padding.ts';
import { ONLY_SPACES, SPACES, trimEnd, trimStart } from './whitespace.ts';

const MAP = '(s: string) -> string';
const TEST = '(s: string) -> bool';
const TWO = '(s: string, chars: string) -> string';

/** String functions (§2.2.4). Indices and widths count code points. */
export const strings: readonly FunctionDefinition[] = [
  define('upper', '2.2.4', 'All letters in upper case', [MAP, map((text) => text.toUpperCase())]),
  define('lower', '2.2.4', 'All letters in lower case', [MAP, map((text) => text.toLowerCase())]),
  define('capitalize', '2.2.4', 'First character in upper case, the rest in lower case', [
    MAP,
    map(capitalize),
  ]),
  define('title', '2.2.4', 'First character of each word in upper case', [MAP, map(titleCase)]),
  define(
    'strip',
    '2.2.4',
    'Without white space, or the given characters, at both ends',
    [MAP, map((text) => trimEnd(trimStart(text)))],
    [TWO, strip(true, true)],
  ),
  define(
    'lstrip',
    '2.2.4',
    'Without white space, or the given characters, at the start',
    [MAP, map(trimStart)],
    [TWO, strip(true, false)],
  ),
  define(
    'rstrip',
    '2.2.4',
    'Without white space, or the given characters, at the end',
    [MAP, map(trimEnd)],
    [TWO, strip(false, true)],
  ),
  define('removeprefix', '2.2.4', 'Without the prefix, if it is there', [
    '(s: string, prefix: string) -> string',
    map2((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  ]),
  define('removesuffix', '2.2.4', 'Without the suffix, if it is there', [
    '(s: string, suffix: string) -> string',
    map2((text, suffix) =>
      suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
    ),
  ]),
  define('startswith', '2.2.4', 'Whether the text starts with the prefix', [
    '(s: string, prefix: string) -> bool',
    (args) => boolValue(textArg(args, 0).startsWith(textArg(args, 1))),
  ]),
  define('endswith', '2.2.4', 'Whether the text ends with the suffix', [
    '(s: string, suffix: string) -> bool',
    (args) => boolValue(textArg(args, 0).endsWith(textArg(args, 1))),
  ]),
  define('isdigit', '2.2.4', 'Whether there are only digits, at least one', [TEST, test(isDigits)]),
  define('isalpha', '2.2.4', 'Whether there are only letters, at least one', [
    TEST,
    test(isAlphabetic),
  ]),
  define('isalnum', '2.2.4', 'Whether there are only letters and digits, at least one', [
    TEST,
    test(isAlphanumeric),
  ]),
  define('isspace', '2.2.4', 'Whether there is only white space, at least one', [
    TEST,
    test((text) => ONLY_SPACES.test(text)),
  ]),
  define('isupper', '2.2.4', 'Whether there are upper case letters and no lower case ones', [
    TEST,
    test(isUpper),
  ]),
  define('islower', '2.2.4', 'Whether there are lower case letters and no upper case ones', [
    TEST,
    test(isLower),
  ]),
  define('isascii', '2.2.4', 'Whether all characters are ASCII', [TEST, test(isAscii)]),
  define('count', '2.2.4', 'How often a text occurs, without overlaps', [
    '(s: string, sub: string) -> int',
    search('count', (text, sub) => text.split(sub).length - 1),
  ]),
  define('find', '2.2.4', 'Index of the first occurrence, or -1', [
    '(s: string, sub: string) -> int',
    search('find', firstIndex),
  ]),
  define('rfind', '2.2.4', 'Index of the last occurrence, or -1', [
    '(s: string, sub: string) -> int',
    search('rfind', lastIndex),
  ]),
  define('index', '2.2.4', 'Index of the first occurrence; an error when there is none', [
    '(s: string, sub: string) -> int',
    search('index', (text, sub) => found(firstIndex(text, sub), sub)),
  ]),
  define('rindex', '2.2.4', 'Index of the last occurrence; an error when there is none', [
    '(s: string, sub: string) -> int',
    search('rindex', (text, sub) => found(lastIndex(text, sub), sub)),
  ]),
  define('replace', '2.2.4', 'Replaces all occurrences of a text', [
    '(s: string, old: string, new: string) -> string',
    replace,
  ]),
  define(
    'split',
    '2.2.4',
    'The parts between separators; without one, between white space',
    ['(s: string) -> list[string]', splitAtSpaces],
    ['(s: string, sep: string) -> list[string]', (args, context) => split(args, context, 'left')],
    [
      '(s: string, sep: string, maxsplit: int) -> list[string]',
      (args, context) => split(args, context, 'left'),
    ],
  ),
  define(
    'rsplit',
    '2.2.4',
    'The parts between separators, the last ones first to be split off',
    ['(s: string) -> list[string]', splitAtSpaces],
    ['(s: string, sep: string) -> list[string]', (args, context) => split(args, context, 'right')],
    [
      '(s: string, sep: string, maxsplit: int) -> list[string]',
      (args, context) => split(args, context, 'right'),
    ],
  ),
  define(
    'join',
    '2.2.4',
    'All items with the separator between them',
    ['(items: list[nulltype], sep: string) -> string', join],
    ['(items: list[string], sep: string) -> string', join],
    ['(items: list[path], sep: string) -> string', join],
  ),
  define('ljust', '2.2.4', 'Padded with spaces at the end', [
    '(s: string, width: int) -> string',
    pad(padRight),
  ]),
  define('rjust', '2.2.4', 'Padded with spaces at the start', [
    '(s: string, width: int) -> string',
    pad(padLeft),
  ]),
  define('center', '2.2.4', 'Padded with spaces at both ends', [
    '(s: string, width: int) -> string',
    pad(center),
  ]),
  define(
    'zfill',
    '2.2.4',
    'Padded with zeros behind the sign',
    ['(s: string, width: int) -> string', pad(zeroFill)],
    ['(n: int, width: int) -> string', pad(zeroFill)],
    ['(x: float, width: int) -> string', pad(zeroFill)],
  ),
];

function map(change: (text: string) => string): Implementation {
  return (args, context) => {
    const text = textArg(args, 0);
    context.countText(text.length);
    return stringValue(change(text));
  };
}

function map2(change: (text: string, other: string) => string): Implementation {
  return (args, context) => {
    const text = textArg(args, 0);
    context.countText(text.length);
    return stringValue(change(text, textArg(args, 1)));
  };
}

function test(holds: (text: string) => boolean): Implementation {
  return (args, context) => {
    const text = textArg(args, 0);
    context.countText(text.length);
    return boolValue(holds(text));
  };
}

function strip(atStart: boolean, atEnd: boolean): Implementation {
  return map2((text, chars) => {
    const set = new Set(chars);
    const characters = [...text];
    let start = 0;
    let end = characters.length;
    while (atStart && start < end && set.has(characters[start] ?? '')) start++;
    while (atEnd && end > start && set.has(characters[end - 1] ?? '')) end--;
    return characters.slice(start, end).join('');
  });
}

function search(name: string, look: (text: string, sub: string) => number): Implementation {
  return (args, context) => {
    const [text, sub] = [textArg(args, 0), textArg(args, 1)];
    context.countText(text.length);
    return intValue(look(text, nonEmpty(sub, name)));
  };
}

function nonEmpty(text: string, name: string): string {
  if (text === '')
    throw new ExprError('empty-argument', `${name}() needs a text to look for that is not empty.`);
  return text;
}

function firstIndex(text: string, sub: string): number {
  const offset = text.indexOf(sub);
  return offset < 0 ? -1 : codePointIndex(text, offset);
}

function lastIndex(text: string, sub: string): number {
  const offset = text.lastIndexOf(sub);
  return offset < 0 ? -1 : codePointIndex(text, offset);
}

function found(index: number, sub: string): number {
  if (index < 0) throw new ExprError('not-found', `The text '${sub}' was not found.`);
  return index;
}

function replace(args: readonly Value[], context: CallContext): Value {
  const [text, replacement] = [textArg(args, 0), textArg(args, 2)];
  context.countText(text.length);
  const old = nonEmpty(textArg(args, 1), 'replace');
  if (!text.includes(old)) return stringValue(text);
  const parts = text.split(old);
  const size = text.length + parts.length * replacement.length;
  context.reserve(size);
  context.countText(size);
  return stringValue(parts.join(replacement));
}

function splitAtSpaces(args: readonly Value[], context: CallContext): Value {
  const text = textArg(args, 0);
  context.countText(text.length);
  return stringList(text.split(SPACES).filter((part) => part !== ''));
}

function split(args: readonly Value[], context: CallContext, side: 'left' | 'right'): Value {
  const [text, separator] = [textArg(args, 0), textArg(args, 1)];
  context.countText(text.length);
  const parts = text.split(nonEmpty(separator, side === 'left' ? 'split' : 'rsplit'));
  const most = args.length > 2 ? intArg(args, 2) : -1n;
  if (most < 0n || most >= BigInt(parts.length)) return stringList(parts);
  const count = Number(most);
  if (side === 'left')
    return stringList([...parts.slice(0, count), parts.slice(count).join(separator)]);
  const head = parts.length - count;
  return stringList([parts.slice(0, head).join(separator), ...parts.slice(head)]);
}

function join(args: readonly Value[], context: CallContext): Value {
  const { items } = listArg(args, 0);
  const separator = textArg(args, 1);
  context.count(items.length);
  const texts = items.map((item) => textArg([item], 0));
  const size = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  context.reserve(size);
  context.countText(size);
  return stringValue(texts.join(separator));
}

function pad(fill: (text: string, width: number) => string): Implementation {
  return (args, context) => {
    const text = valueToString(anyArg(args, 0));
    const width = Math.max(0, sizeArg(args, 1));
    context.reserve(width);
    context.countText(text.length + width);
    return stringValue(fill(text, width));
  };
}
