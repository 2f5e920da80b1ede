import type { AssetList } from '../../shared/model/bundle/asset-references.ts';
import type { NewAsset } from '../../shared/model/bundle/write.ts';
import { language } from '../language-worker/client.ts';
import type { FormParameter, FormValues } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { ASSETS_NAMES, changeBundleFile } from './bundle-write.ts';
import { useDocument } from './document-store.ts';
import { formatOf } from './file-problems.ts';
import { useJob } from './job-store.ts';
import { useParameters } from './parameter-store.ts';

/** A path of a parameter that `asset_references` does not list. */
interface AssetProposal extends NewAsset {
  readonly parameter: string;
}

interface Place {
  /** The bundle's folder, and the one that relative values begin at (§7.4). */
  readonly root: string;
  readonly workingDirectory: string;
}

/**
 * The paths that a farm has to bring along, from PATH parameters: what is read is an input, the folders of what is
 * written are outputs. Paths in the bundle are named from its folder, so that it can be moved.
 */
export function proposeAssets(
  form: readonly FormParameter[],
  values: FormValues,
  listed: readonly NewAsset[],
  place: Place,
): readonly AssetProposal[] {
  const found: AssetProposal[] = [];
  for (const parameter of form) {
    if (parameter.type !== 'PATH' && parameter.type !== 'LIST[PATH]') continue;
    const given = values[parameter.name];
    const texts = [given ?? parameter.default ?? ''].flat();
    for (const text of texts) {
      if (typeof text !== 'string' || text === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(text))
        continue;
      const path = fromRoot(
        given === undefined ? text : join(place.workingDirectory, text),
        place.root,
      );
      for (const asset of assetsOf(parameter, path)) {
        const known = [...listed, ...found].some(
          (one) => one.list === asset.list && clean(one.path) === clean(asset.path),
        );
        if (!known) found.push({ ...asset, parameter: parameter.name });
      }
    }
  }
  return found;
}

/** What is not listed yet of the open bundle. */
export function openProposals(): readonly AssetProposal[] {
  const { bundle } = useDocument.getState();
  const { check, fileAssets } = useJob.getState();
  if (!bundle || !check) return [];
  const workingDirectory = useApp.getState().info?.workingDirectory ?? bundle.root;
  const { values } = useParameters.getState();
  return proposeAssets(check.form, values, fileAssets, { root: bundle.root, workingDirectory });
}

function assetsOf({ objectType, dataFlow }: FormParameter, path: string): readonly NewAsset[] {
  const isFile = objectType === 'FILE';
  const input: AssetList = isFile ? 'inputs.filenames' : 'inputs.directories';
  const output: NewAsset = { list: 'outputs.directories', path: isFile ? folderOf(path) : path };
  if (dataFlow === 'IN') return [{ list: input, path }];
  if (dataFlow === 'OUT') return [output];
  return dataFlow === 'INOUT' ? [{ list: input, path }, output] : [];
}

/** Adds the paths to the bundle's `asset_references`; the file is made where there is none. */
export async function addAssets(proposals: readonly AssetProposal[]): Promise<void> {
  const assets = proposals.map(({ list, path }) => ({ list, path }));
  const name = await changeBundleFile(ASSETS_NAMES, (text, path) =>
    language.call('writeFile', { text, format: formatOf(path), assets }),
  );
  if (name !== undefined) notify('info', words.bundleValues.assetsAdded(assets.length, name));
}

function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
}

function join(folder: string, path: string): string {
  return isAbsolute(path) ? path : `${folder.replace(/[\\/]$/, '')}/${path}`;
}

/** The path from the bundle's folder where it lies in it. */
function fromRoot(path: string, root: string): string {
  if (!isAbsolute(path)) return clean(path);
  const [whole, folder] = [path.replaceAll('\\', '/'), root.replaceAll('\\', '/')];
  if (whole === folder) return '.';
  return whole.startsWith(`${folder}/`) ? clean(whole.slice(folder.length + 1)) : path;
}

function folderOf(path: string): string {
  const folder = path.replace(/[\\/][^\\/]*$/, '');
  return folder === path ? '.' : folder === '' ? '/' : folder;
}

function clean(path: string): string {
  const short = path.replace(/^(?:\.\/)+/, '').replace(/(?<=.)\/+$/, '');
  return short === '' ? '.' : short;
}
