import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { OutlineKind, SymbolNode } from '../../shared/language/index.ts';
import { TEMPLATE_LANGUAGES } from './language.ts';
import { ModelPlaces } from './model-text.ts';
import { type ColouredToken, colourScripts } from './script-colours.ts';
import type { LanguageSource, Sources } from './source.ts';

const TOKENS: readonly ColouredToken['type'][] = [
  'formatBrace',
  'parameter',
  'variable',
  'function',
  'keyword',
  'number',
  'string',
  'operator',
  'comment',
  'plain',
];

/** Symbols, folds and the colours of expressions. */
export function registerStructure(monaco: typeof Monaco, sources: Sources): Monaco.IDisposable[] {
  const { languages } = monaco;
  const whole = (source: LanguageSource) => ({ text: source.text(), format: source.format() });
  return [
    languages.registerDocumentSymbolProvider(TEMPLATE_LANGUAGES, {
      async provideDocumentSymbols(model) {
        const source = sources(model);
        const params = whole(source);
        const places = new ModelPlaces(params.text);
        const kinds = symbolKinds(monaco);
        const convert = (node: SymbolNode): Monaco.languages.DocumentSymbol => ({
          name: node.name,
          detail: node.detail ?? '',
          kind: kinds[node.kind],
          tags: [],
          range: places.range(node.range),
          selectionRange: places.range(node.selection),
          children: node.children.map(convert),
        });
        return (await source.call('symbols', params)).map(convert);
      },
    }),
    languages.registerFoldingRangeProvider(TEMPLATE_LANGUAGES, {
      async provideFoldingRanges(model) {
        const source = sources(model);
        const params = whole(source);
        const places = new ModelPlaces(params.text);
        const ranges = await source.call('folding', params);
        return ranges.map((range) => {
          const { startLineNumber, endLineNumber, endColumn } = places.range(range);
          // An end at the first column is the end of the line before.
          return { start: startLineNumber, end: endLineNumber - (endColumn === 1 ? 1 : 0) };
        });
      },
    }),
    languages.registerDocumentSemanticTokensProvider(TEMPLATE_LANGUAGES, {
      getLegend: () => ({ tokenTypes: [...TOKENS], tokenModifiers: [] }),
      async provideDocumentSemanticTokens(model) {
        const source = sources(model);
        const params = whole(source);
        const [tokens, scripts] = await Promise.all([
          source.call('semantics', params),
          source.call('scripts', params),
        ]);
        const coloured = await colourScripts(monaco, params.text, scripts, tokens);
        return { data: encode(new ModelPlaces(params.text), coloured) };
      },
      releaseDocumentSemanticTokens: () => {},
    }),
  ];
}

/** Five numbers a token: how many lines and columns further, how long, which type, no modifiers. */
function encode(places: ModelPlaces, tokens: readonly ColouredToken[]): Uint32Array {
  const data: number[] = [];
  let [line, column] = [1, 1];
  for (const { range, type } of tokens) {
    const from = places.range(range);
    // A token lies in one line.
    if (from.endLineNumber !== from.startLineNumber) continue;
    const down = from.startLineNumber - line;
    const right = down === 0 ? from.startColumn - column : from.startColumn - 1;
    if (down < 0 || right < 0) continue;
    data.push(down, right, from.endColumn - from.startColumn, TOKENS.indexOf(type), 0);
    line = from.startLineNumber;
    column = from.startColumn;
  }
  return new Uint32Array(data);
}

function symbolKinds(monaco: typeof Monaco): Record<OutlineKind, Monaco.languages.SymbolKind> {
  const kind = monaco.languages.SymbolKind;
  return {
    parameter: kind.Variable,
    environment: kind.Module,
    step: kind.Class,
    taskParameter: kind.Field,
    action: kind.Event,
    file: kind.File,
  };
}
