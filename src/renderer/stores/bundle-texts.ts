import { applyEdits, type TextEdit } from '../../shared/yaml/edit/text-edit.ts';
import { backend, failureText } from '../backend/backend.ts';
import type { OtherText } from '../language-worker/contract.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { useDocument } from './document-store.ts';

const hashes = new Map<string, string>();

/** The bundle's other files that name parameters: its values and its environment templates. */
export async function otherTexts(): Promise<readonly OtherText[]> {
  const bundle = useDocument.getState().bundle;
  if (!bundle) return [];
  hashes.clear();
  const wanted = bundle.files.filter(({ kind }) => kind === 'values' || kind === 'environment');
  const read = await Promise.all(
    wanted.map(({ path }) =>
      backend.call('file.read', { path: `${bundle.root}/${path}` }).catch(() => undefined),
    ),
  );
  return read.flatMap((file, index) => {
    const path = wanted[index]?.path;
    if (!file || path === undefined) return [];
    hashes.set(path, file.hash);
    return [{ path, text: file.text }];
  });
}

/** Writes edits of other files, each only if it is still as it was read. */
export async function changeOtherFiles(
  files: readonly OtherText[],
  edits: Readonly<Record<string, readonly TextEdit[]>>,
): Promise<boolean> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return false;
  try {
    for (const { path, text } of files) {
      const own = edits[path];
      const baseHash = hashes.get(path);
      if (own === undefined || baseHash === undefined) continue;
      const changed = { path: `${root}/${path}`, text: applyEdits(text, own), baseHash };
      await backend.call('file.write', changed);
    }
    notify('info', words.editor.renamedElsewhere(Object.keys(edits)));
    return true;
  } catch (error) {
    notify('error', failureText(error));
    return false;
  }
}
