import type { LanguageDocument } from '../../shared/language/index.ts';
import type { PathSegment } from '../../shared/text/diagnostic.ts';
import {
  applyEdits,
  type EditDocument,
  EditRefused,
  insertItem,
  insertItemLines,
  itemsAsLines,
  itemText,
  type PlainInput,
  setValue,
  type TextEdit,
} from '../../shared/yaml/edit/index.ts';
import { parseDocument, printYaml, toPlain } from '../../shared/yaml/index.ts';
import type { EditCommand } from './contract.ts';
import { nameOfCopy, takenNames } from './free-names.ts';
import { nodeAt } from './node-at.ts';
import { asBlockItem, checkItems, isJson, nameOf, nounAt, readItems } from './pasted-text.ts';

type Path = readonly PathSegment[];

/** A value's text as the user wrote it anew; a text that would break the template is refused. */
export function writeText(document: LanguageDocument, path: Path, text: string): TextEdit[] {
  const node = nodeAt(document.root, path);
  if (node === undefined) throw new EditRefused('no-such-value', 'What was edited is gone.');
  const edits = [{ range: node.range, text }];
  const { diagnostics } = parseDocument(applyEdits(document.text, edits), {
    format: document.format,
  });
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) throw new EditRefused('broken-text', problem.message, node.range);
  return edits;
}

/** An item as it is written, put into a list; its value where the list is written in another way. */
export interface InsertText {
  readonly kind: 'insert-text';
  readonly path: Path;
  readonly index: number;
  readonly lines: readonly string[];
  readonly value: PlainInput;
}

/** Items of a list as text, for other lists of their kind: one as it is, several as a list. */
export function copyItems(
  document: LanguageDocument,
  path: Path,
  indices: readonly number[],
): string {
  const texts = indices.map((index) => copyItem(document, path, index));
  if (texts.length === 1) return texts.join('');
  if (texts.every(isJson)) return `[\n${texts.map((text) => text.trimEnd()).join(',\n')}\n]\n`;
  return texts
    .map((text) => (parseDocument(text).root?.kind === 'seq' ? text : asBlockItem(text)))
    .join('');
}

/** Its value where its text needs what stands elsewhere. */
function copyItem(document: LanguageDocument, path: Path, index: number): string {
  const list = nodeAt(document.root, path);
  const item = list?.kind === 'seq' ? list.items[index] : undefined;
  if (!item) throw new EditRefused('no-such-value', 'What was to be copied is gone.');
  const text = `${itemText(document, path, index)}\n`;
  const broken = parseDocument(text).diagnostics.some(({ severity }) => severity === 'error');
  return broken ? printYaml([plainInput(toPlain(item))]) : text;
}

/**
 * One object or a list of them, from the clipboard: each becomes an item, with a name that is free. Comments and
 * the way in which values are written come along where the list is written in block style too. What was copied
 * elsewhere (`foreign`) must be what the list is of.
 */
export function pasteItems(
  document: LanguageDocument,
  path: Path,
  index: number,
  text: string,
  foreign = false,
): readonly (EditCommand | InsertText)[] {
  const copied = readItems(text, path, nounAt(document, path));
  if (foreign) checkItems(copied, document, path);
  const list = nodeAt(document.root, path);
  const named = withFreeNames(copied, takenNames(document, path));
  const texts = itemsAsLines(named);
  const items = (named.root?.kind === 'seq' ? named.root.items : []).map(
    (item, at): Omit<InsertText, 'index'> => {
      const value = plainInput(toPlain(item));
      return { kind: 'insert-text', path, lines: texts[at] ?? [], value };
    },
  );
  if (list?.kind === 'seq' && list.items.length > 0) {
    const first = Math.max(0, Math.min(index, list.items.length));
    return items.map((item, at) => ({ ...item, index: first + at }));
  }
  // An item that is put there first gives the list its place, and goes again.
  return [
    { kind: 'set', path, value: [items[0]?.value ?? null] },
    ...items.map((item, at) => ({ ...item, index: at + 1 })),
    { kind: 'remove', path: [...path, 0] },
  ];
}

/** The item's text where it means there what it meant; else its value, in the document's own style. */
export function insertText(document: LanguageDocument, command: InsertText): TextEdit[] {
  const { path, index, lines, value } = command;
  const list = nodeAt(document.root, path);
  if (document.format === 'yaml' && lines.length > 0 && list?.kind === 'seq' && !list.flow) {
    const edits = insertItemLines(document, path, index, lines);
    const { root, diagnostics } = parseDocument(applyEdits(document.text, edits));
    const put = nodeAt(root, [...path, index]);
    const isSame = put !== undefined && sameData(plainInput(toPlain(put)), value);
    if (isSame && !diagnostics.some(({ severity }) => severity === 'error')) return edits;
  }
  return insertItem(document, path, index, value);
}

function withFreeNames(copied: EditDocument, names: readonly string[]): EditDocument {
  const taken = [...names];
  const renamed = new Map<string, string>();
  let now = copied;
  const count = copied.root?.kind === 'seq' ? copied.root.items.length : 0;
  for (let at = 0; at < count; at++) {
    const item = now.root?.kind === 'seq' ? now.root.items[at] : undefined;
    const name = item && nameOf(item);
    if (name === undefined) continue;
    const free = nameOfCopy(name, taken);
    taken.push(free);
    if (free === name) continue;
    renamed.set(name, free);
    now = changed(now, [at, 'name'], free);
  }
  return withDependencies(now, renamed);
}

/** Steps that were copied together depend on one another as those they are copies of. */
function withDependencies(
  copied: EditDocument,
  renamed: ReadonlyMap<string, string>,
): EditDocument {
  let now = copied;
  const items = copied.root?.kind === 'seq' ? copied.root.items : [];
  for (const [at, item] of items.entries()) {
    const list = nodeAt(item, ['dependencies']);
    for (const which of list?.kind === 'seq' ? list.items.keys() : []) {
      const on = nodeAt(list, [which, 'dependsOn']);
      const free = on?.kind === 'scalar' ? renamed.get(on.text) : undefined;
      if (free === undefined) continue;
      now = changed(now, [at, 'dependencies', which, 'dependsOn'], free);
    }
  }
  return now;
}

function changed(document: EditDocument, path: Path, value: string): EditDocument {
  const text = applyEdits(document.text, setValue(document, path, value));
  return { text, root: parseDocument(text).root };
}

function sameData(left: PlainInput, right: PlainInput): boolean {
  const text = (value: PlainInput) =>
    JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}n` : one));
  return text(left) === text(right);
}

function plainInput(value: unknown): PlainInput {
  if (Array.isArray(value)) return value.map(plainInput);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainInput(item)]));
  return value as PlainInput;
}
