import type { Diagnostic, PathSegment } from '../../text/diagnostic.ts';
import { entryOf, type Node, type ParsedDocument, placeOf } from '../../yaml/index.ts';
import { BundleReader } from './read.ts';

export type AssetList =
  | 'inputs.filenames'
  | 'inputs.directories'
  | 'outputs.directories'
  | 'referencedPaths';

/** A path that an `asset_references` file names. */
interface AssetPath {
  readonly list: AssetList;
  readonly index: number;
  readonly path: string;
  readonly node: Node;
}

interface AssetReferencesFile {
  readonly document: ParsedDocument;
  readonly paths: readonly AssetPath[];
  readonly diagnostics: readonly Diagnostic[];
}

export type PathKind = 'file' | 'directory' | 'missing' | 'unknown';

/** Where each list stands in the document. */
export const ASSET_LISTS: Readonly<Record<AssetList, readonly string[]>> = {
  'inputs.filenames': ['assetReferences', 'inputs', 'filenames'],
  'inputs.directories': ['assetReferences', 'inputs', 'directories'],
  'outputs.directories': ['assetReferences', 'outputs', 'directories'],
  referencedPaths: ['assetReferences', 'referencedPaths'],
};

/**
 * Reads a bundle's `asset_references`. `found` says what there is at each path: inputs that are missing are told;
 * outputs are made by the job.
 */
export function readAssetReferences(
  text: string,
  format: 'yaml' | 'json',
  found: ReadonlyMap<string, PathKind> = new Map(),
): AssetReferencesFile {
  const reader = new BundleReader(text, format);
  const paths = readPaths(reader);
  for (const asset of paths) checkFound(reader, asset, found.get(asset.path));
  return { document: reader.document, paths, diagnostics: reader.diagnostics };
}

function readPaths(reader: BundleReader): AssetPath[] {
  const { root } = reader.document;
  if (!root) return [];
  const file = reader.mapping(root, ['assetReferences'], 'A file of asset references', []);
  if (!file) return [];
  const references = entryOf(file, 'assetReferences');
  if (!references) {
    const { start, end } = root.range;
    reader.add(
      'error',
      'missing-property',
      'A file of asset references needs the property "assetReferences".',
      { start, end: Math.min(end, start + 1) },
      [],
    );
    return [];
  }
  if (references.value.kind === 'scalar' && references.value.type === 'null') return [];
  const at = ['assetReferences'];
  const known = ['inputs', 'outputs', 'referencedPaths'];
  const body = reader.mapping(references.value, known, '"assetReferences"', at);
  if (!body) return [];
  const part = (name: 'inputs' | 'outputs', properties: readonly string[]): AssetPath[] => {
    const node = entryOf(body, name)?.value;
    if (!node || (node.kind === 'scalar' && node.type === 'null')) return [];
    const path = [...at, name];
    const map = reader.mapping(node, properties, `"${name}"`, path);
    return properties.flatMap((property) => {
      const list = map && entryOf(map, property)?.value;
      return list
        ? textsOf(reader, list, `${name}.${property}` as AssetList, [...path, property])
        : [];
    });
  };
  const others = entryOf(body, 'referencedPaths')?.value;
  return [
    ...part('inputs', ['filenames', 'directories']),
    ...part('outputs', ['directories']),
    ...(others ? textsOf(reader, others, 'referencedPaths', [...at, 'referencedPaths']) : []),
  ];
}

function textsOf(
  reader: BundleReader,
  node: Node,
  list: AssetList,
  path: readonly PathSegment[],
): AssetPath[] {
  return reader.list(node, `"${path.at(-1)}"`, path).flatMap((item, index) => {
    if (item.kind === 'scalar' && item.type === 'string' && item.text !== '')
      return [{ list, index, path: item.text, node: item }];
    reader.add('error', 'wrong-type', 'An asset reference is the text of a path.', placeOf(item), [
      ...path,
      index,
    ]);
    return [];
  });
}

function checkFound(
  reader: BundleReader,
  { list, index, path, node }: AssetPath,
  kind: PathKind | undefined,
): void {
  const at = [...ASSET_LISTS[list], index];
  const warn = (code: string, message: string) =>
    reader.add('warning', code, message, placeOf(node), at);
  if (list === 'inputs.filenames') {
    if (kind === 'missing') warn('asset-missing', `There is no file ${path}.`);
    if (kind === 'directory')
      warn('asset-kind', `${path} is a folder. List it under "directories".`);
  } else if (list === 'inputs.directories') {
    if (kind === 'missing') warn('asset-missing', `There is no folder ${path}.`);
    if (kind === 'file') warn('asset-kind', `${path} is a file. List it under "filenames".`);
  } else if (list === 'outputs.directories' && kind === 'file')
    warn('asset-kind', `${path} is a file. Outputs are listed by their folders.`);
}
