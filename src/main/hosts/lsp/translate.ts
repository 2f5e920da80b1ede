import {
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  type Diagnostic as LspDiagnostic,
  MarkupKind,
  SymbolKind,
} from 'vscode-languageserver';
import type {
  Completion,
  CompletionKind,
  LanguageDocument,
  OutlineKind,
  SemanticToken,
  SymbolNode,
} from '../../../shared/language/index.ts';
import type { Diagnostic } from '../../../shared/text/diagnostic.ts';
import { toRange } from './positions.ts';

const COMPLETION_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  enum: CompletionItemKind.EnumMember,
  symbol: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  snippet: CompletionItemKind.Snippet,
  step: CompletionItemKind.Reference,
  capability: CompletionItemKind.Constant,
  file: CompletionItemKind.File,
};

/** A proposal as the editor takes it. */
export function toCompletion({ lines, text }: LanguageDocument, each: Completion): CompletionItem {
  const { label, kind, detail, documentation, insert, snippet, replace, sort } = each;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    // Editors filter by the text that is replaced, its quote included.
    filterText: /^["']/.test(text.slice(replace.start, replace.end)) ? insert : label,
    textEdit: { range: toRange(lines, replace), newText: insert },
    insertTextFormat: snippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(sort === undefined ? {} : { sortText: sort }),
  };
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** A finding as the editor shows it. */
export function toDiagnostic({ lines }: LanguageDocument, each: Diagnostic): LspDiagnostic {
  const { code, severity, message, range } = each;
  return {
    range: toRange(lines, range),
    severity: SEVERITIES[severity],
    code,
    source: 'jobwright',
    message,
    ...(code.startsWith('unused-') ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  parameter: SymbolKind.Variable,
  environment: SymbolKind.Namespace,
  step: SymbolKind.Class,
  taskParameter: SymbolKind.Field,
  action: SymbolKind.Method,
  file: SymbolKind.File,
};

/** A part of the outline with all below it. */
export function toSymbol(document: LanguageDocument, node: SymbolNode): DocumentSymbol {
  const { name, kind, detail, range, selection, children } = node;
  return {
    name: name === '' ? kind : name,
    kind: SYMBOL_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    range: toRange(document.lines, range),
    selectionRange: toRange(document.lines, selection),
    children: children.map((child) => toSymbol(document, child)),
  };
}

/** The protocol's names for our types of words; their order is the legend. */
export const TOKEN_TYPES = [
  'macro',
  'parameter',
  'variable',
  'function',
  'keyword',
  'number',
  'string',
  'operator',
];

const TOKEN_INDEX: Readonly<Record<SemanticToken['type'], number>> = {
  formatBrace: 0,
  parameter: 1,
  variable: 2,
  function: 3,
  keyword: 4,
  number: 5,
  string: 6,
  operator: 7,
};

/** Five numbers a token, each relative to the one before; tokens over several lines are left out. */
export function toTokenData(
  { lines }: LanguageDocument,
  tokens: readonly SemanticToken[],
): number[] {
  const data: number[] = [];
  let [line, column] = [1, 1];
  for (const { range, type } of tokens) {
    const start = lines.positionAt(range.start);
    if (lines.positionAt(range.end).line !== start.line) continue;
    const sameLine = start.line === line;
    data.push(
      start.line - line,
      start.column - (sameLine ? column : 1),
      range.end - range.start,
      TOKEN_INDEX[type],
      0,
    );
    [line, column] = [start.line, start.column];
  }
  return data;
}
