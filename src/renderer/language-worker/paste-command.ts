import type { LanguageDocument } from '../../shared/language/index.ts';
import type { PathSegment } from '../../shared/text/diagnostic.ts';
import { freeName } from '../../shared/text/free-name.ts';
import {
  applyEdits,
  EditRefused,
  type PlainInput,
  type TextEdit,
} from '../../shared/yaml/edit/index.ts';
import { entryOf, type Node, parseDocument, toPlain } from '../../shared/yaml/index.ts';
import type { EditCommand } from './contract.ts';
import { nodeAt } from './node-at.ts';

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

/** One object or a list of them, from the clipboard: each becomes an item, with a name that is free. */
export function pasteItems(
  document: LanguageDocument,
  path: Path,
  index: number,
  text: string,
): readonly EditCommand[] {
  const { root, diagnostics } = parseDocument(text);
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (!root || problem || root.kind === 'scalar')
    throw new EditRefused('broken-text', 'What was copied is no item that can be put here.');
  const list = nodeAt(document.root, path);
  const taken = list?.kind === 'seq' ? list.items.flatMap((item) => nameOf(item) ?? []) : [];
  const copies = (root.kind === 'seq' ? root.items : [root]).map((item) => {
    const value = plainInput(toPlain(item));
    const name = nameOf(item);
    if (name === undefined) return value;
    const stem = name.replace(/\d+$/, '');
    const free = freeName(
      name,
      (one) => taken.includes(one),
      (count) => `${stem}${count}`,
    );
    taken.push(free);
    return { ...(value as { readonly [key: string]: PlainInput }), name: free };
  });
  if (list === undefined) return [{ kind: 'set', path, value: copies }];
  return copies.map((value, at) => ({ kind: 'insert', path, index: index + at, value }));
}

function nameOf(node: Node): string | undefined {
  const name = node.kind === 'map' ? entryOf(node, 'name')?.value : undefined;
  return name?.kind === 'scalar' ? name.text : undefined;
}

function plainInput(value: unknown): PlainInput {
  if (Array.isArray(value)) return value.map(plainInput);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainInput(item)]));
  return value as PlainInput;
}
