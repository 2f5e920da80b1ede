import { applyEdits, type TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import { backend, failureText } from '../backend/backend.ts';
import type { OtherText } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { fileAt, replaceFileText } from './bundle-files.ts';
import { refreshTrust, useDocument } from './document-store.ts';
import { forgetFile } from './file-problems.ts';

const hashes = new Map<string, string>();

/** The bundle's other files that name parameters: its values and its environment templates, as they are on the screen. */
export async function otherTexts(): Promise<readonly OtherText[]> {
  const bundle = useDocument.getState().bundle;
  if (!bundle) return [];
  hashes.clear();
  const wanted = bundle.files.filter(({ kind }) => kind === 'values' || kind === 'environment');
  const read = await Promise.all(wanted.map(({ path }) => readText(bundle.root, path)));
  return read.flatMap((text, index) => {
    const path = wanted[index]?.path;
    return text === undefined || path === undefined ? [] : [{ path, text }];
  });
}

async function readText(root: string, path: string): Promise<string | undefined> {
  const open = fileAt(path);
  if (open?.state === 'open') return open.text;
  const file = await backend.call('bundle.readFile', { root, path }).catch(() => undefined);
  if (file) hashes.set(path, file.hash);
  return file?.text;
}

/** Makes edits of other files: in their tabs, not saved; else on the disk, each only if it is still as it was read. */
export async function changeOtherFiles(
  files: readonly OtherText[],
  edits: Readonly<Record<string, readonly TextEdit[]>>,
): Promise<boolean> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return false;
  try {
    for (const { path, text } of files) {
      const own = edits[path];
      if (own === undefined) continue;
      const changed = applyEdits(text, own);
      const baseHash = hashes.get(path);
      if (fileAt(path)?.state === 'open') replaceFileText(path, changed);
      else if (baseHash !== undefined) {
        await backend.call('bundle.writeFile', { root, path, text: changed, baseHash });
        forgetFile(path);
      }
    }
    notify('info', words.editor.renamedElsewhere(Object.keys(edits)));
    return true;
  } catch (error) {
    notify('error', failureText(error));
    return false;
  }
}

/** Makes a file of the bundle that is not there yet; false when it could not be made, with the words shown. */
export async function createBundleFile(path: string, text: string): Promise<boolean> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return false;
  try {
    await backend.call('bundle.writeFile', { root, path, text, baseHash: null });
    forgetFile(path);
    await refreshTrust();
    return true;
  } catch (error) {
    notify('error', failureText(error));
    return false;
  }
}

/** The text of a file of the bundle, as it is on the screen where it is open. */
export async function readBundleFile(path: string): Promise<string | undefined> {
  const bundle = useDocument.getState().bundle;
  const text = bundle && (await readText(bundle.root, path));
  if (text === undefined) notify('error', words.editor.notRead(path));
  return text;
}
