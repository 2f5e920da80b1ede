import { type EditDocument, type Path, styleOf } from './document.ts';
import { describePath, find } from './find.ts';
import { EditRefused } from './refusal.ts';
import { replaceText } from './replace-text.ts';
import { doubleQuoted, isPlainText } from './scalar-text.ts';
import { narrow, type TextEdit } from './text-edit.ts';

/** Gives the property at `path` another key; its value, comments and place stay. */
export function renameKey(document: EditDocument, path: Path, key: string): TextEdit[] {
  const found = find(document, path);
  const { parent, index } = found?.slot ?? {};
  const entry = parent?.kind === 'map' ? parent.entries[index ?? 0] : undefined;
  if (found === undefined || entry === undefined || parent?.kind !== 'map') {
    throw new EditRefused('no-such-value', `There is no key at ${describePath(path)}.`);
  }
  if (entry.key.text === key) return [];
  const same = parent.entries.find((each) => each.key.text === key);
  if (same !== undefined) {
    throw new EditRefused('key-exists', `"${key}" stands in this mapping already.`, same.key.range);
  }
  const range = entry.key.range;
  if (entry.key.alias !== undefined) {
    throw new EditRefused(
      'through-alias',
      'This key is an alias. Edit its anchor.',
      entry.key.alias,
    );
  }
  const { json } = styleOf(document);
  const text =
    json || key.includes('\n')
      ? doubleQuoted(key, json)
      : entry.key.style === 'plain' && !isPlainText(key, true)
        ? doubleQuoted(key)
        : replaceText(document, entry.key, key, true);
  return narrow(document.text, { range, text });
}
