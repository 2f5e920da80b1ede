import { keepAnchors } from './anchors.ts';
import type { EditDocument, Path, PlainInput } from './document.ts';
import { describePath, type Found, find, findCollection } from './find.ts';
import { insertItem, insertProperty } from './insert.ts';
import { EditRefused } from './refusal.ts';
import { writeValue } from './replace-value.ts';
import type { TextEdit } from './text-edit.ts';

export interface SetOptions {
  /** The order in which the properties of a mapping are written, for one that is added. */
  readonly orderOf?: (path: Path) => readonly string[];
}

/**
 * Sets the value at a path. What is there is replaced in its style; what is missing is added to its mapping, with
 * the mappings and lists around it that are missing too.
 */
export function setValue(
  document: EditDocument,
  path: Path,
  value: PlainInput,
  options: SetOptions = {},
): TextEdit[] {
  const found = find(document, path);
  if (found !== undefined) {
    if (found.node.alias === undefined && found.node.kind !== 'scalar') {
      keepAnchors(document, found.node.range);
    }
    return writeValue(document, found, value);
  }
  let depth = path.length - 1;
  while (depth > 0 && find(document, path.slice(0, depth)) === undefined) depth--;
  const segment = path[depth];
  if (segment === undefined || document.root === undefined) {
    throw new EditRefused('no-such-value', 'The document is empty.');
  }
  const parentPath = path.slice(0, depth);
  const parent = findCollection(document, parentPath);
  const wrapped = wrap(path.slice(depth + 1), value);
  if (typeof segment === 'number') return insertItem(document, parentPath, segment, wrapped);
  checkMapping(parent, parentPath);
  return insertProperty(document, parent, segment, wrapped, options.orderOf?.(parentPath));
}

function checkMapping({ node }: Found, path: Path): void {
  if (node.kind === 'map' || (node.kind === 'scalar' && node.type === 'null')) return;
  const reason = `What stands at ${describePath(path)} is no mapping and can have no properties.`;
  throw new EditRefused('not-a-collection', reason, node.range);
}

function wrap(path: Path, value: PlainInput): PlainInput {
  return path.reduceRight<PlainInput>(
    (inner, segment) => (typeof segment === 'number' ? [inner] : { [segment]: inner }),
    value,
  );
}
