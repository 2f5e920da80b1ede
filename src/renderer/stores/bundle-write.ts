import { backend, failureText } from '../backend/backend.ts';
import { notify } from './app-store.ts';
import { fileAt, replaceFileText } from './bundle-files.ts';
import { refreshTrust, useDocument } from './document-store.ts';
import { forgetFile } from './file-problems.ts';
import { saveFile } from './file-saving.ts';

/** The names that a file of a bundle may have; the first one is given to a new one. */
export const VALUES_NAMES = [
  'parameter_values.yaml',
  'parameter_values.yml',
  'parameter_values.json',
];
export const ASSETS_NAMES = [
  'asset_references.yaml',
  'asset_references.yml',
  'asset_references.json',
];

type Change = { readonly text: string } | { readonly refused: string };

/**
 * Changes a file of the bundle and saves it; it is made where there is none. What stands in a tab is changed there, so
 * that its undo knows of it.
 *
 * @returns the file's name in the bundle; undefined: the reason was told.
 */
export async function changeBundleFile(
  names: readonly string[],
  change: (text: string, name: string) => Promise<Change>,
): Promise<string | undefined> {
  const { bundle } = useDocument.getState();
  if (!bundle) return undefined;
  const listed = names.find((name) => bundle.files.some((file) => file.path === name));
  const fresh = bundle.format === 'json' ? names.at(-1) : names[0];
  const path = listed ?? fresh ?? '';
  try {
    const open = fileAt(path);
    if (open?.state === 'open') {
      const changed = await change(open.text, path);
      if ('refused' in changed) return refuse(changed.refused);
      replaceFileText(path, changed.text);
      return (await saveFile(path)) ? path : undefined;
    }
    const { root } = bundle;
    const read =
      listed === undefined ? undefined : await backend.call('bundle.readFile', { root, path });
    const changed = await change(read?.text ?? '', path);
    if ('refused' in changed) return refuse(changed.refused);
    const request = { root, path, text: changed.text, baseHash: read?.hash ?? null };
    await backend.call('bundle.writeFile', request);
    forgetFile(path);
    await refreshTrust();
    return path;
  } catch (error) {
    return refuse(failureText(error));
  }
}

function refuse(why: string): undefined {
  notify('error', why);
  return undefined;
}
