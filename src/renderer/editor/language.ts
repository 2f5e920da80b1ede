import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { tokenizeJsonLine } from './tokenize-json.ts';
import { type LineState, type LineToken, START, tokenizeYamlLine } from './tokenize-yaml.ts';

const YAML_TEMPLATE = 'openjd-template';
const JSON_TEMPLATE = 'openjd-template-json';
/** YAML and JSON that are no templates: the same colours, nothing of the language's features. */
export const PLAIN_YAML = 'bundle-yaml';
export const PLAIN_JSON = 'bundle-json';

/** What the features of the template's language are for. */
export const TEMPLATE_LANGUAGES = [YAML_TEMPLATE, JSON_TEMPLATE];

export function templateLanguage(format: 'yaml' | 'json'): string {
  return format === 'json' ? JSON_TEMPLATE : YAML_TEMPLATE;
}

class State implements Monaco.languages.IState {
  readonly line: LineState;

  constructor(line: LineState) {
    this.line = line;
  }

  clone(): State {
    return this;
  }

  equals(other: Monaco.languages.IState): boolean {
    if (!(other instanceof State)) return false;
    const a = this.line;
    const b = other.line;
    return a.block === b.block && a.quote === b.quote && a.flow === b.flow && a.format === b.format;
  }
}

/** Inside of texts a quote ends what is there and opens nothing: the editor knows a text by this word. */
function scopeOf(kind: string): string {
  return kind === 'text' || kind === 'format' ? `${kind}.string` : kind;
}

/** Teaches Monaco the template's language, and YAML and JSON beside it. */
export function registerLanguages(monaco: typeof Monaco): void {
  for (const id of [YAML_TEMPLATE, PLAIN_YAML]) registerYaml(monaco, id);
  for (const id of [JSON_TEMPLATE, PLAIN_JSON]) registerJson(monaco, id);
}

function registerJson(monaco: typeof Monaco, id: string): void {
  monaco.languages.register({ id });
  monaco.languages.setTokensProvider(id, {
    getInitialState: () => new State(START),
    tokenize: (line, state) => ({ tokens: scoped(tokenizeJsonLine(line)), endState: state }),
  });
  monaco.languages.setLanguageConfiguration(id, {
    ...pairs('"'),
  });
}

/** What belongs together: the brackets of both languages and the quotes that are given. */
function pairs(...quotes: readonly string[]): Monaco.languages.LanguageConfiguration {
  const brackets: [string, string][] = [
    ['{', '}'],
    ['[', ']'],
  ];
  const closing = brackets.map(([open, close]) => ({ open, close }));
  const quoting = quotes.map((quote) => ({ open: quote, close: quote }));
  return {
    brackets,
    autoClosingPairs: [...closing, ...quoting.map((pair) => ({ ...pair, notIn: ['string'] }))],
    surroundingPairs: [...closing, ...quoting],
  };
}

function scoped(tokens: readonly LineToken[]): Monaco.languages.IToken[] {
  return tokens.map((token) => ({ startIndex: token.start, scopes: scopeOf(token.kind) }));
}

function registerYaml(monaco: typeof Monaco, id: string): void {
  monaco.languages.register({ id });
  monaco.languages.setTokensProvider(id, {
    getInitialState: () => new State(START),
    tokenize: (line, state) => {
      const result = tokenizeYamlLine(line, (state as State).line);
      return {
        tokens: scoped(result.tokens),
        endState: new State(result.state),
      };
    },
  });
  monaco.languages.setLanguageConfiguration(id, {
    comments: { lineComment: '#' },
    ...pairs('"', "'"),
    folding: { offSide: true },
    onEnterRules: [
      {
        // Behind the first property of a list's item come its others; a dependency has no others.
        beforeText: /^\s*-\s+(?!dependsOn\b)[\w$]+:\s+[^\s{[|>&#]/,
        afterText: /^\s*$/,
        action: { indentAction: monaco.languages.IndentAction.Indent },
      },
      {
        beforeText: /:\s*(?:[|>][-+0-9]*)?\s*$/,
        action: { indentAction: monaco.languages.IndentAction.Indent },
      },
    ],
  });
}
