import { IDENTIFIER } from '../model/text.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../yaml/edit/index.ts';
import type { LanguageDocument } from './document.ts';
import { editsOf } from './rename/edits-of.ts';
import { renameElsewhere } from './rename/others.ts';
import type { SymbolKind, TemplateSymbol } from './symbols/symbol.ts';
import { symbolAt, symbolsOf } from './symbols/table.ts';

/** Another file of the bundle: parameter values or an environment template. */
export interface OtherFile {
  readonly path: string;
  readonly text: string;
}

/** The edits of each file; the document's own stand under ''. */
export type Renaming =
  | { readonly edits: Readonly<Record<string, readonly TextEdit[]>> }
  | { readonly problem: string };

/** The name at an offset, if it can be renamed: if it is defined in this document. */
export function renameable(
  document: LanguageDocument,
  offset: number,
): { range: Range; name: string; kind: SymbolKind } | undefined {
  const found = symbolAt(document, offset);
  if (found === undefined || !isDefined(found.symbol)) return undefined;
  const { symbol, occurrence } = found;
  return { range: occurrence.range, name: symbol.name, kind: symbol.kind };
}

/** Renames a thing wherever it is named: in format strings, combinations and dependencies, and in other files. */
export function rename(
  document: LanguageDocument,
  offset: number,
  newName: string,
  others: readonly OtherFile[] = [],
): Renaming {
  const found = symbolAt(document, offset);
  if (found === undefined) return { problem: 'Nothing that has a name stands here.' };
  const { symbol } = found;
  if (!isDefined(symbol)) return { problem: `${symbol.name} is not defined in this file.` };
  if (newName === symbol.name) return { edits: {} };
  const problem = nameProblem(document, symbol, newName);
  if (problem !== undefined) return { problem };
  const edits: Record<string, readonly TextEdit[]> = {};
  const own = editsOf(document, symbol, newName);
  if (typeof own === 'string') return { problem: own };
  edits[''] = own;
  if (symbol.kind === 'parameter') {
    for (const { path, text } of others) {
      const changes = renameElsewhere(path, text, symbol.name, newName);
      if (typeof changes === 'string') return { problem: changes };
      if (changes.length > 0) edits[path] = changes;
    }
  }
  return { edits };
}

function isDefined(symbol: TemplateSymbol): boolean {
  return symbol.occurrences.some(({ role }) => role === 'definition');
}

function nameProblem(
  document: LanguageDocument,
  symbol: TemplateSymbol,
  newName: string,
): string | undefined {
  const { kind, id, name } = symbol;
  const isText = kind === 'step' || kind === 'environment';
  if (isText) {
    if (newName.trim() === '' || /[\u0000-\u001f\u007f-\u009f]/.test(newName)) {
      return 'A name needs at least one character and no line breaks.';
    }
  } else if (kind === 'let') {
    if (!/^[a-z_][A-Za-z0-9_]*$/.test(newName)) {
      return `"${newName}" cannot be the name of a binding: a lowercase letter or "_", then letters, digits or "_".`;
    }
  } else if (!IDENTIFIER.test(newName)) {
    return `"${newName}" is no identifier: letters, digits and "_", not starting with a digit.`;
  }
  const other = id.slice(0, id.length - name.length) + newName;
  const isTaken = symbolsOf(document).some((each) => each.id === other && isDefined(each));
  const isBound =
    kind === 'let' &&
    symbolsOf(document).some((each) => each.kind === 'let' && each.name === newName);
  if (isTaken || isBound) return `There is another ${NOUNS[kind]} named "${newName}".`;
  return undefined;
}

const NOUNS: Readonly<Record<SymbolKind, string>> = {
  parameter: 'parameter',
  taskParameter: 'task parameter of this step',
  step: 'step',
  environment: 'environment',
  file: 'embedded file of this script',
  let: 'binding',
};
