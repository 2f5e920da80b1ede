import { type LanguageDocument, openDocument } from '../../shared/language/index.ts';

let last: LanguageDocument | undefined;

/** The document of a text; the last one is kept, as several questions are asked about the same text. */
export function openedDocument(text: string, format: 'yaml' | 'json'): LanguageDocument {
  if (last?.text === text && last.format === format) return last;
  last = openDocument(text, { format, ...(last === undefined ? {} : { previous: last }) });
  return last;
}
