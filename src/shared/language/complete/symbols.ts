import {
  checkExpression,
  type ExprType,
  functionLibrary,
  KEYWORDS,
  type LibraryEntry,
  membersFor,
  parseExpression,
  TYPES,
} from '../../expr/index.ts';
import type { ExpressionCursor } from '../cursor.ts';
import type { Location } from '../locate.ts';
import { receiverStart } from '../receiver.ts';
import { type ScopeInfo, scopeAt } from '../scope-at.ts';
import {
  describeFunction,
  describeSymbol,
  typeName,
  typeOfSymbol,
} from '../symbols/describe-symbol.ts';
import type { Completion, LanguageContext } from './completion.ts';

/** What can stand in an expression: the symbols of its scope, functions, and members after a dot. */
export function completeExpression(
  location: Location,
  cursor: ExpressionCursor,
  context: LanguageContext,
): Completion[] {
  const { document, path } = location;
  const info = scopeAt(document, path);
  const expr = document.extensions.has('EXPR');
  const before = cursor.source.slice(cursor.start, cursor.offset);
  if (isInText(before)) return [];
  const word = /[A-Za-z_]\w*$|$/.exec(before)?.[0] ?? '';
  const wordStart = cursor.offset - word.length;
  const after = /^\w*/.exec(cursor.source.slice(cursor.offset, cursor.end))?.[0].length ?? 0;
  const isMember = cursor.source[wordStart - 1] === '.';
  const dotted = /(?:[A-Za-z_]\w*\.)*(?:[A-Za-z_]\w*)?$/.exec(before)?.[0] ?? '';
  const start = cursor.offset - dotted.length;
  const replace = cursor.place(start, symbolEnd(cursor, info, start) ?? cursor.offset + after);
  const symbols = symbolCompletions(document, info, context, dotted, isMember, replace);
  if (!expr) return symbols;
  if (!isMember)
    return [...symbols, ...functions(info, cursor.place(wordStart, cursor.offset + after))];
  const receiver = receiverType(cursor, info, wordStart - 1);
  if (receiver === undefined) return symbols;
  return [...symbols, ...members(receiver, cursor.place(wordStart, cursor.offset + after))];
}

/** Where the symbol ends that the cursor stands in: all of it is replaced, its members stay. */
function symbolEnd(cursor: ExpressionCursor, info: ScopeInfo, start: number): number | undefined {
  const name = /^[A-Za-z_]\w*(?:\.\w+)*/.exec(cursor.source.slice(start, cursor.end))?.[0] ?? '';
  const parts = name.split('.');
  for (let count = parts.length; count > 0; count--) {
    const symbol = parts.slice(0, count).join('.');
    const end = start + symbol.length;
    if (info.scope.has(symbol) && end >= cursor.offset) return end;
  }
  return undefined;
}

function symbolCompletions(
  document: Location['document'],
  info: ScopeInfo,
  context: LanguageContext,
  dotted: string,
  isMember: boolean,
  replace: Completion['replace'],
): Completion[] {
  const prefix = isMember ? dotted.slice(0, dotted.lastIndexOf('.') + 1) : '';
  if (isMember && prefix === '') return [];
  return [...info.scope.names()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({
      label: name,
      kind: 'symbol',
      detail: typeName(typeOfSymbol(info.scope, name)),
      documentation: describeSymbol(document, info, name, context),
      insert: name,
      replace,
      sort: `0${name}`,
    }));
}

/** The type of what stands before a dot; undefined when it is no complete operand. */
function receiverType(
  cursor: ExpressionCursor,
  info: ScopeInfo,
  dot: number,
): ExprType | undefined {
  const start = receiverStart(cursor.source, cursor.start, dot);
  if (start === undefined) return undefined;
  const { expression, issues } = parseExpression(cursor.source.slice(start, dot));
  if (expression === undefined || issues.length > 0) return undefined;
  if (expression.kind === 'name' && !knowsName(info, expression.name)) return undefined;
  const { type } = checkExpression(expression, info.scope, { expr: true, hostContext: info.host });
  return type.kind === 'unresolved' ? type.of : type;
}

/** `Param.File.stem` is known by its beginning; `Param` alone stands for nothing. */
function knowsName({ scope }: ScopeInfo, name: string): boolean {
  const parts = name.split('.');
  return parts.some((_, index) => scope.has(parts.slice(0, index + 1).join('.')));
}

function members(type: ExprType, replace: Completion['replace']): Completion[] {
  return membersFor(type)
    .filter(({ extension }) => extension === undefined)
    .map((entry) =>
      call(entry, replace, entry.kind !== 'property', type === TYPES.any ? '3' : '1'),
    );
}

function functions(info: ScopeInfo, replace: Completion['replace']): Completion[] {
  const callable = functionLibrary.filter(
    ({ kind, extension, hostOnly }) =>
      (kind === 'function' || kind === 'method') &&
      extension === undefined &&
      (hostOnly !== true || info.host),
  );
  const keywords = [...KEYWORDS].filter((word) => !/^[TFN]/.test(word));
  return [
    ...callable.map((entry) => call(entry, replace, true, entry.kind === 'function' ? '2' : '3')),
    ...keywords.map(
      (word): Completion => ({
        label: word,
        kind: 'value',
        insert: word,
        replace,
        sort: `4${word}`,
      }),
    ),
  ];
}

function call(
  entry: LibraryEntry,
  replace: Completion['replace'],
  parens: boolean,
  rank: string,
): Completion {
  return {
    label: entry.name,
    kind: 'function',
    detail: entry.signatures[0] ?? '',
    documentation: describeFunction(entry),
    insert: parens ? `${entry.name}($0)` : entry.name,
    ...(parens ? { snippet: true } : {}),
    replace,
    sort: `${rank}${entry.name}`,
  };
}

/** True inside of a text of the expression, where names mean nothing. */
function isInText(before: string): boolean {
  let quote = '';
  for (let at = 0; at < before.length; at++) {
    const unit = before[at] ?? '';
    if (quote !== '' && unit === '\\') at++;
    else if (quote !== '' && unit === quote) quote = '';
    else if (quote === '' && (unit === '"' || unit === "'")) quote = unit;
  }
  return quote !== '';
}
