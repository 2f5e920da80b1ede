import { childrenOf, type Expression } from '../expr/ast.ts';
import { findReferences, KEYWORDS } from '../expr/index.ts';
import type { Range } from '../text/range.ts';
import { type ScalarNode, sourceRange } from '../yaml/index.ts';
import type { LanguageDocument } from './document.ts';
import { scopeAt } from './scope-at.ts';
import { type WrittenExpressions, writtenExpressions } from './symbols/formats.ts';

type SemanticTokenType =
  | 'formatBrace'
  | 'parameter'
  | 'variable'
  | 'function'
  | 'keyword'
  | 'number'
  | 'string'
  | 'operator';

export interface SemanticToken {
  readonly range: Range;
  readonly type: SemanticTokenType;
}

/** The words of all expressions of a document, in the order of the text. */
export function semanticTokens(document: LanguageDocument): readonly SemanticToken[] {
  return document.fact('tokens', () => {
    const { template } = document;
    if (template === undefined) return [];
    const tokens = [...writtenExpressions(template)].flatMap((each) => tokensOf(document, each));
    const sorted = tokens.toSorted((left, right) => left.range.start - right.range.start);
    // A text that aliases repeat is coloured once.
    return sorted.filter(({ range }, index) => range.start >= (sorted[index - 1]?.range.end ?? 0));
  });
}

function tokensOf(document: LanguageDocument, written: WrittenExpressions): SemanticToken[] {
  const { node, segments, expression, path } = written;
  const names = new Map<number, SemanticTokenType>();
  const { scope } = scopeAt(document, path);
  const mark = (each: Expression | undefined): void => {
    if (each === undefined) return;
    for (const { name, start, end } of findReferences(each, scope, document.extensions.has('EXPR'))
      .found) {
      const type = /^(?:Param|RawParam|Task\.(?:Raw)?Param)\./.test(name)
        ? 'parameter'
        : 'variable';
      for (let at = start; at < end; at++) names.set(at, type);
    }
    markCalls(each, names);
  };
  const tokens: SemanticToken[] = [];
  for (const { start, end, exprStart, exprEnd, expression: each } of segments) {
    mark(each);
    tokens.push({ range: sourceRange(node, start, exprStart), type: 'formatBrace' });
    tokens.push(...words(node, exprStart, exprEnd, names));
    tokens.push({ range: sourceRange(node, exprEnd, end), type: 'formatBrace' });
  }
  if (expression !== undefined) {
    mark(expression);
    const equals = node.text.indexOf('=');
    const name = /\S+/.exec(node.text);
    if (name !== null) {
      const range = sourceRange(node, name.index, name.index + name[0].length);
      tokens.push({ range, type: 'variable' });
    }
    tokens.push({ range: sourceRange(node, equals, equals + 1), type: 'operator' });
    tokens.push(...words(node, equals + 1, node.text.length, names));
  }
  return tokens;
}

function markCalls(expression: Expression, names: Map<number, SemanticTokenType>): void {
  if (expression.kind === 'call') names.set(expression.callee.start, 'function');
  for (const child of childrenOf(expression)) markCalls(child, names);
}

const WORD =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d[\w.]*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\*\*|\/\/|[<>=!]=|[-+*/%<>]/g;

/** The words between two offsets of a scalar's text; dotted names are cut where their symbol ends. */
function words(
  node: ScalarNode,
  start: number,
  end: number,
  names: ReadonlyMap<number, SemanticTokenType>,
): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  const add = (from: number, to: number, type: SemanticTokenType): void => {
    if (to > from) tokens.push({ range: sourceRange(node, from, to), type });
  };
  for (const match of node.text.slice(start, end).matchAll(WORD)) {
    const from = start + match.index;
    const to = from + match[0].length;
    const [first = ''] = match[0];
    if (first === '"' || first === "'") add(from, to, 'string');
    else if (/\d/.test(first)) add(from, to, 'number');
    else if (!/[A-Za-z_]/.test(first)) add(from, to, 'operator');
    else if (KEYWORDS.has(match[0]) && !names.has(from)) add(from, to, 'keyword');
    else addName(from, match[0], names, add);
  }
  return tokens;
}

function addName(
  start: number,
  name: string,
  names: ReadonlyMap<number, SemanticTokenType>,
  add: (from: number, to: number, type: SemanticTokenType) => void,
): void {
  let at = start;
  let symbolEnd = start;
  while (
    symbolEnd < start + name.length &&
    names.has(symbolEnd) &&
    names.get(symbolEnd) !== 'function'
  )
    symbolEnd++;
  const type = names.get(start);
  if (symbolEnd > start && type !== undefined) {
    add(start, symbolEnd, type);
    at = symbolEnd + 1;
  }
  const rest = name.slice(at - start);
  if (rest === '') return;
  for (const part of rest.split('.')) {
    const kind = names.get(at);
    add(
      at,
      at + part.length,
      kind === 'function' ? 'function' : symbolEnd > start ? 'function' : 'variable',
    );
    at += part.length + 1;
  }
}
