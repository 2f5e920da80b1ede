import {
  applyEdits,
  insertItem,
  type PlainInput,
  setValue,
  type TextEdit,
} from '../../yaml/edit/index.ts';
import { type ParsedDocument, parseDocument } from '../../yaml/index.ts';
import { ASSET_LISTS, type AssetList, readAssetReferences } from './asset-references.ts';
import { readParameterValues } from './parameter-values.ts';

type Format = 'yaml' | 'json';

export interface NewValue {
  readonly name: string;
  readonly value: PlainInput;
}

export interface NewAsset {
  readonly list: AssetList;
  readonly path: string;
}

/**
 * A `parameter_values` file with these values: those that it has are changed in their place, others are added at its end.
 * Comments, order and everything else stay.
 *
 * @throws EditRefused when the text cannot be changed in place.
 */
export function setBundleValues(text: string, format: Format, values: readonly NewValue[]): string {
  let now = begun(text, format, 'parameterValues');
  for (const { name, value } of values) {
    const { entries } = readParameterValues(now, format);
    // Of two with the same name the last counts.
    const known = entries.findLast((entry) => entry.name === name);
    now = edited(now, format, (document) =>
      known
        ? setValue(document, ['parameterValues', known.index, 'value'], value)
        : appended(document, ['parameterValues'], { name, value }),
    );
  }
  return now;
}

/** An `asset_references` file with these paths; what it lists already stays as it is. */
export function addAssetReferences(
  text: string,
  format: Format,
  assets: readonly NewAsset[],
): string {
  let now = begun(text, format, 'assetReferences');
  for (const { list, path } of assets) {
    const { paths } = readAssetReferences(now, format);
    if (paths.some((known) => known.list === list && known.path === path)) continue;
    now = edited(now, format, (document) => appended(document, ASSET_LISTS[list], path));
  }
  return now;
}

type EditedDocument = ParsedDocument & { readonly text: string; readonly format: Format };

function edited(
  text: string,
  format: Format,
  edit: (document: EditedDocument) => readonly TextEdit[],
): string {
  return applyEdits(text, edit({ ...parseDocument(text, { format }), text, format }));
}

/** A list's new last item; the list is made where there is none. */
function appended(
  document: EditedDocument,
  path: readonly string[],
  value: PlainInput,
): readonly TextEdit[] {
  let node = document.root;
  for (const key of path)
    node =
      node?.kind === 'map' ? node.entries.find((one) => one.key.text === key)?.value : undefined;
  if (node?.kind === 'seq') return insertItem(document, path, node.items.length, value);
  return setValue(document, path, [value]);
}

/** A text to add to: one without anything gets the property that everything stands under. */
function begun(text: string, format: Format, property: string): string {
  if (parseDocument(text, { format }).root) return text;
  if (format === 'json')
    return `{\n  "${property}": ${property === 'parameterValues' ? '[]' : '{}'}\n}\n`;
  const before = text === '' || /[\r\n]$/.test(text) ? text : `${text}\n`;
  return `${before}${property}:\n`;
}
