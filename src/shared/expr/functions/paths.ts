import { textToPath } from '../coerce.ts';
import { ExprError } from '../errors.ts';
import { applyPathMapping } from '../paths/path-mapping.ts';
import {
  asPosix,
  emptyName,
  pathName,
  pathParent,
  pathParts,
  replaceName,
  stemOf,
  suffixesOf,
  suffixOf,
  withName,
  withStem,
  withSuffix,
} from '../paths/path-names.ts';
import { isAbsolute, joinText, pathFromParts, relativeTo } from '../paths/path-relations.ts';
import { withNumber } from '../paths/with-number.ts';
import { boolValue, pathValue, stringList, stringValue, type Value } from '../values.ts';
import { intArg, listArg, textArg } from './args.ts';
import {
  type CallContext,
  define,
  type FunctionDefinition,
  type Implementation,
} from './definition.ts';

/** Path operators (§2.1.5), properties (§2.3.1) and functions (§2.3.2). */
export const paths: readonly FunctionDefinition[] = [
  define(
    '__truediv__',
    '2.1.5',
    'Joins path components; an absolute right side replaces the left',
    ['(p: path, child: string) -> path', join],
    ['(p: path, child: path) -> path', join],
  ),
  define('__add__', '2.1.5', 'Appends a text to the last component', [
    '(p: path, suffix: string) -> path',
    (args, context) => textToPath(textArg(args, 0) + textArg(args, 1), context.pathFormat),
  ]),
  property('name', 'string', 'Final component, with its extension', (name) => stringValue(name)),
  property('stem', 'string', 'Final component without its last suffix', (name) =>
    stringValue(stemOf(name)),
  ),
  property('suffix', 'string', 'Last extension with its dot, or nothing', (name) =>
    stringValue(suffixOf(name)),
  ),
  property('suffixes', 'list[string]', 'All extensions', (name) => stringList(suffixesOf(name))),
  define('__property_parent__', '2.3.1', 'Parent directory', [
    '(p: path) -> path',
    (args, context) => pathValue(pathParent(textArg(args, 0), context.pathFormat)),
  ]),
  define('__property_parts__', '2.3.1', 'Components, the root first', [
    '(p: path) -> list[string]',
    (args, context) => stringList(pathParts(textArg(args, 0), context.pathFormat)),
  ]),
  define(
    'path',
    '2.3.2',
    'A path from a text or from components',
    ['(s: string) -> path', (args, context) => textToPath(textArg(args, 0), context.pathFormat)],
    [
      '(parts: list[string]) -> path',
      (args, context) => {
        const { items } = listArg(args, 0);
        context.count(items.length);
        const parts = items.map((item) => textArg([item], 0));
        return pathValue(pathFromParts(parts, context.pathFormat));
      },
    ],
  ),
  define('with_name', '2.3.2', 'The path with another name', [
    '(p: path, name: string) -> path',
    change(withName),
  ]),
  define('with_stem', '2.3.2', 'The path with another stem', [
    '(p: path, stem: string) -> path',
    change(withStem),
  ]),
  define('with_suffix', '2.3.2', 'The path with another suffix', [
    '(p: path, suffix: string) -> path',
    change(withSuffix),
  ]),
  define(
    'with_number',
    '2.3.2',
    'With another frame number in place of digits, #### or %04d',
    ['(p: path, num: int) -> path', numberPath],
    ['(s: string, num: int) -> string', numberText],
  ),
  define('as_posix', '2.3.2', 'The path with forward slashes', [
    '(p: path) -> string',
    (args, context) => stringValue(asPosix(textArg(args, 0), context.pathFormat)),
  ]),
  define('is_absolute', '2.3.2', 'Whether the path is absolute', [
    '(p: path) -> bool',
    (args, context) => boolValue(isAbsolute(textArg(args, 0), context.pathFormat)),
  ]),
  define('is_relative_to', '2.3.2', 'Whether the path lies below another', [
    '(p: path, other: path) -> bool',
    (args, context) =>
      boolValue(relativeTo(textArg(args, 0), textArg(args, 1), context.pathFormat) !== undefined),
  ]),
  define('relative_to', '2.3.2', 'The way from another path to this one', [
    '(p: path, other: path) -> path',
    relative,
  ]),
  {
    ...define('apply_path_mapping', '2.3.2', "Applies the session's path mapping rules", [
      '(s: string) -> path',
      (args, context) => {
        const text = textArg(args, 0);
        const { path, rule } = applyPathMapping(context.pathMappingRules, text, context.pathFormat);
        return rule === undefined ? textToPath(text, context.pathFormat) : pathValue(path);
      },
    ]),
    hostOnly: true,
  },
];

function property(
  name: string,
  type: string,
  summary: string,
  read: (name: string) => Value,
): FunctionDefinition {
  return define(`__property_${name}__`, '2.3.1', summary, [
    `(p: path) -> ${type}`,
    (args, context) => read(pathName(textArg(args, 0), context.pathFormat)),
  ]);
}

function join(args: readonly Value[], context: CallContext): Value {
  const [left, right] = [textArg(args, 0), textArg(args, 1)];
  context.countText(left.length + right.length);
  return pathValue(joinText(left, right, context.pathFormat));
}

function change(
  how: (path: string, text: string, format: CallContext['pathFormat']) => string,
): Implementation {
  return (args, context) => pathValue(how(textArg(args, 0), textArg(args, 1), context.pathFormat));
}

function numberPath(args: readonly Value[], context: CallContext): Value {
  const path = textArg(args, 0);
  const name = pathName(path, context.pathFormat);
  if (name === '') throw emptyName(path);
  return pathValue(replaceName(path, withNumber(name, intArg(args, 1)), context.pathFormat));
}

/** In a text only what follows the last separator is a name. */
function numberText(args: readonly Value[], context: CallContext): Value {
  const text = textArg(args, 0);
  const backslash = context.pathFormat === 'WINDOWS' ? text.lastIndexOf('\\') : -1;
  const start = Math.max(text.lastIndexOf('/'), backslash) + 1;
  return stringValue(text.slice(0, start) + withNumber(text.slice(start), intArg(args, 1)));
}

function relative(args: readonly Value[], context: CallContext): Value {
  const [path, other] = [textArg(args, 0), textArg(args, 1)];
  const way = relativeTo(path, other, context.pathFormat);
  if (way === undefined)
    throw new ExprError('not-relative', `The path '${path}' is not below '${other}'.`);
  return pathValue(way);
}
