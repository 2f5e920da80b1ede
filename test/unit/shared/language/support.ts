import {
  type Completion,
  complete,
  type LanguageContext,
  type LanguageDocument,
  openDocument,
} from '../../../../src/shared/language/index.ts';

/** A document with a cursor, marked `|` in its text; `¦` stands for the sign itself. */
export function marked(
  source: string,
  format: 'yaml' | 'json' = 'yaml',
): { document: LanguageDocument; offset: number; text: string } {
  const offset = source.indexOf('|');
  if (offset < 0) throw new Error('No cursor');
  const text = (source.slice(0, offset) + source.slice(offset + 1)).replaceAll('¦', '|');
  return { document: openDocument(text, { format }), offset, text };
}

export function completions(
  source: string,
  context?: LanguageContext,
  format?: 'yaml' | 'json',
): Completion[] {
  const { document, offset } = marked(source, format);
  return complete(document, offset, context);
}

/** The labels of completions, without snippets. */
export function labels(
  source: string,
  context?: LanguageContext,
  format?: 'yaml' | 'json',
): string[] {
  return completions(source, context, format)
    .filter(({ kind }) => kind !== 'snippet')
    .map(({ label }) => label);
}

/** The text after the completion with that label. */
export function completed(source: string, label: string, format?: 'yaml' | 'json'): string {
  const { text } = marked(source, format);
  const found = completions(source, undefined, format).find((each) => each.label === label);
  if (found === undefined) throw new Error(`No completion ${label}`);
  return text.slice(0, found.replace.start) + found.insert + text.slice(found.replace.end);
}
