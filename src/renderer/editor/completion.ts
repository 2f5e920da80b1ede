import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { Completion } from '../../shared/language/index.ts';
import { TEMPLATE_LANGUAGES } from './language.ts';
import { ModelPlaces } from './model-text.ts';
import type { Sources } from './source.ts';

/** What may begin a word that people want help with, beside letters. */
const TRIGGERS = ['.', '{', ' ', ':', '"', "'", '-', '/', '('];

/** Opens completion as typing does: where there is nothing to offer, nothing opens. */
const OFFER = { id: 'editor.action.triggerSuggest', title: '', arguments: [{ auto: true }] };

/** Completion from the language worker. */
export function registerCompletion(monaco: typeof Monaco, sources: Sources): Monaco.IDisposable {
  const kinds = kindsOf(monaco);
  const { KeepWhitespace, InsertAsSnippet } = monaco.languages.CompletionItemInsertTextRule;
  return monaco.languages.registerCompletionItemProvider(TEMPLATE_LANGUAGES, {
    triggerCharacters: TRIGGERS,
    async provideCompletionItems(model, { lineNumber, column }, _context, token) {
      const source = sources(model);
      const text = source.text();
      const places = new ModelPlaces(text);
      const found = await source.call('complete', {
        text,
        format: source.format(),
        offset: places.offset(lineNumber, column),
        files: source.files(),
      });
      if (token.isCancellationRequested) return { suggestions: [] };
      return {
        suggestions: found.map((one, index) => ({
          label:
            one.detail === undefined ? one.label : { label: one.label, description: one.detail },
          kind: kinds[one.kind],
          insertText: one.insert,
          range: places.range(one.replace),
          // The order is the language's, not the alphabet's.
          sortText: String(index).padStart(5, '0'),
          filterText: filterOf(text, one),
          // Lines after the first come with their indentation.
          insertTextRules: one.snippet ? KeepWhitespace | InsertAsSnippet : KeepWhitespace,
          ...(one.documentation === undefined
            ? {}
            : { documentation: { value: one.documentation } }),
          ...(leadsOn(one) ? { command: OFFER } : {}),
        })),
      };
    },
  });
}

/** What is replaced may begin with a quote, which the label does not. */
function filterOf(text: string, { label, insert, replace, snippet }: Completion): string {
  const first = text[replace.start];
  if (first !== '"' && first !== "'") return label;
  return snippet || !insert.startsWith(first) ? `${first}${label}` : insert;
}

/** Behind a key that takes one of a few values, those are offered at once; in an object that begins, its keys. */
function leadsOn({ kind, insert, begins }: Completion): boolean {
  return begins === true || (kind === 'property' && insert.endsWith(': '));
}

function kindsOf(
  monaco: typeof Monaco,
): Record<Completion['kind'], Monaco.languages.CompletionItemKind> {
  const kind = monaco.languages.CompletionItemKind;
  return {
    property: kind.Property,
    value: kind.Value,
    enum: kind.EnumMember,
    symbol: kind.Variable,
    function: kind.Function,
    snippet: kind.Snippet,
    step: kind.Reference,
    capability: kind.Unit,
    file: kind.File,
  };
}
