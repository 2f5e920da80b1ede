import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import type { EmbeddedScript, SemanticToken } from '../../shared/language/index.ts';
import type { Range } from '../../shared/text/range.ts';

export interface ColouredToken {
  readonly range: Range;
  readonly type: SemanticToken['type'] | 'comment' | 'plain';
}

/** What the tokenizers of script languages call things, by the beginning of the name. */
const KINDS: readonly (readonly [string, ColouredToken['type']])[] = [
  ['comment', 'comment'],
  ['string', 'string'],
  ['keyword', 'keyword'],
  ['number', 'number'],
  ['predefined', 'function'],
  ['type', 'function'],
  ['variable', 'variable'],
];

/**
 * The tokens of a template with its scripts coloured in their own languages. What a format string says
 * keeps its own colours, as it is gone before the script runs.
 */
export async function colourScripts(
  monaco: typeof Monaco,
  text: string,
  scripts: readonly EmbeddedScript[],
  tokens: readonly SemanticToken[],
): Promise<readonly ColouredToken[]> {
  if (scripts.length === 0) return tokens;
  const languages = new Set(scripts.map(({ language }) => language));
  // A language's tokenizer is loaded when it is used first; this waits for it.
  await Promise.all([...languages].map((one) => monaco.editor.colorize('', one, {})));
  const formats = formatStrings(tokens);
  const coloured = scripts.flatMap((script) =>
    scriptTokens(text, script, (lines) => monaco.editor.tokenize(lines, script.language)),
  );
  return [...tokens, ...coloured.flatMap((token) => outside(token, formats))].toSorted(
    (left, right) => left.range.start - right.range.start,
  );
}

/** The tokens of one script, in places of the template. */
export function scriptTokens(
  text: string,
  { range, indent }: EmbeddedScript,
  tokenize: (lines: string) => readonly (readonly { offset: number; type: string }[])[],
): ColouredToken[] {
  const lines: { readonly start: number; readonly text: string }[] = [];
  for (let at = range.start; at <= range.end; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 || newline > range.end ? range.end : newline;
    const start = Math.min(at + indent, end);
    lines.push({ start, text: text.slice(start, end).replace(/\r$/, '') });
    at = end + 1;
  }
  const found = tokenize(lines.map((line) => line.text).join('\n'));
  return lines.flatMap((line, index) =>
    (found[index] ?? []).flatMap(({ offset, type }, at, all) => {
      const end = all[at + 1]?.offset ?? line.text.length;
      if (end <= offset) return [];
      return [{ range: { start: line.start + offset, end: line.start + end }, type: kindOf(type) }];
    }),
  );
}

function kindOf(type: string): ColouredToken['type'] {
  return KINDS.find(([name]) => type.startsWith(name))?.[1] ?? 'plain';
}

/** From each `{{` to its `}}`. */
function formatStrings(tokens: readonly SemanticToken[]): Range[] {
  const braces = tokens.filter(({ type }) => type === 'formatBrace');
  return braces.flatMap(({ range }, at) => {
    const close = braces[at + 1];
    return at % 2 === 0 && close ? [{ start: range.start, end: close.range.end }] : [];
  });
}

/** What is left of a token beside the format strings, in their order. */
function outside(token: ColouredToken, formats: readonly Range[]): ColouredToken[] {
  const pieces: ColouredToken[] = [];
  let { start } = token.range;
  for (let at = firstAfter(formats, start); at < formats.length; at++) {
    const format = formats[at];
    if (!format || format.start >= token.range.end) break;
    if (format.start > start)
      pieces.push({ range: { start, end: format.start }, type: token.type });
    start = Math.max(start, format.end);
  }
  if (start < token.range.end)
    pieces.push({ range: { start, end: token.range.end }, type: token.type });
  return pieces;
}

/** The first format string that ends after a place. */
function firstAfter(formats: readonly Range[], place: number): number {
  let low = 0;
  let high = formats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((formats[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
