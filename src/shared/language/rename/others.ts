import { renameKey, type TextEdit, tryEdit } from '../../yaml/edit/index.ts';
import { entryOf, type Node, parseDocument } from '../../yaml/index.ts';
import { openDocument } from '../document.ts';
import { symbolsOf } from '../symbols/table.ts';
import { editsOf } from './edits-of.ts';
import { setTextAt } from './scalar-edit.ts';

/** The edits of another file of a bundle that go with the new name of a parameter, or why they cannot be made. */
export function renameElsewhere(
  path: string,
  text: string,
  name: string,
  newName: string,
): readonly TextEdit[] | string {
  const format = path.endsWith('.json') ? 'json' : 'yaml';
  const { root } = parseDocument(text, { format });
  if (root === undefined) return [];
  const list = root.kind === 'map' ? entryOf(root, 'parameterValues')?.value : root;
  if (list?.kind === 'seq') return inNamedValues({ text, format }, list.items, name, newName);
  if (root.kind !== 'map') return [];
  if (entryOf(root, 'specificationVersion') !== undefined) {
    const document = openDocument(text, { format });
    const symbol = symbolsOf(document).find(
      (each) => each.kind === 'parameter' && each.name === name,
    );
    return symbol === undefined ? [] : editsOf(document, symbol, newName);
  }
  if (entryOf(root, name) === undefined) return [];
  const result = tryEdit(() => renameKey({ text, root, format }, [name], newName));
  return 'edits' in result ? result.edits : `${path}: ${result.reason}`;
}

/** `parameterValues: [{name, value}]`, as bundles for Deadline Cloud write them. */
function inNamedValues(
  document: { readonly text: string; readonly format: 'yaml' | 'json' },
  items: readonly Node[],
  name: string,
  newName: string,
): TextEdit[] | string {
  const edits: TextEdit[] = [];
  for (const item of items) {
    const node = item.kind === 'map' ? entryOf(item, 'name')?.value : undefined;
    if (node?.kind !== 'scalar' || node.text !== name) continue;
    const changes = setTextAt(document, node, [{ start: 0, end: name.length, text: newName }]);
    if (typeof changes === 'string') return changes;
    edits.push(...changes);
  }
  return edits;
}
