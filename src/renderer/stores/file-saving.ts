import { ProtocolError } from '../../shared/protocol/errors.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import {
  changeFile,
  chosenFile,
  dirtyFiles,
  dropFile,
  fileAt,
  isFileDirty,
  isReadByRuns,
  placeOfFile,
  replaceFileText,
  saveFileDraft,
  useFiles,
} from './bundle-files.ts';
import { isDirty, saveDocument, tellNotSaved, useDocument } from './document-store.ts';
import { hasPendingEdits } from './pending-edits.ts';

/** Writes a file of a tab. False when it was not written: the words or the choice are on the screen. */
export async function saveFile(path: string): Promise<boolean> {
  const file = fileAt(path);
  if (file?.state !== 'open' || file.saving) return false;
  return write(path, file.text, file.baseHash);
}

async function write(path: string, text: string, baseHash: string): Promise<boolean> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return false;
  changeFile(path, { saving: true });
  try {
    const { hash } = await backend.call('bundle.writeFile', { root, path, text, baseHash });
    changeFile(path, { savedText: text, baseHash: hash, gone: false, conflict: undefined });
    // Someone may have typed on: the draft that was discarded with the save is kept again.
    const now = fileAt(path);
    if (now && isFileDirty(now)) await saveFileDraft(path);
    return true;
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'changed-on-disk')
      await findConflict(path);
    else tellNotSaved(error);
    return false;
  } finally {
    changeFile(path, { saving: false });
  }
}

/** What Ctrl+S is about: the file in front, else the template. */
export function saveShown(): Promise<boolean> {
  const file = chosenFile();
  return file ? saveFile(file.path) : saveDocument();
}

export function canSaveShown(): boolean {
  const file = chosenFile();
  if (file) return isFileDirty(file);
  return isDirty(useDocument.getState()) || hasPendingEdits();
}

/** Everything of the bundle that is not saved, by its name. */
export function unsavedNames(): readonly string[] {
  const { bundle, ...state } = useDocument.getState();
  if (!bundle) return [];
  const template = bundle.template.path.replace(/^.*[/\\]/, '');
  return [
    ...(isDirty({ bundle, ...state }) ? [template] : []),
    ...dirtyFiles().map((file) => file.path),
  ];
}

/** Saves the template and every file; goes on after one that could not be saved. */
export async function saveAll(): Promise<boolean> {
  let all = true;
  if (isDirty(useDocument.getState()) || hasPendingEdits()) all = await saveDocument();
  for (const file of dirtyFiles()) all = (await saveFile(file.path)) && all;
  return all;
}

export async function saveAndClose(path: string): Promise<void> {
  if (await saveFile(path)) dropFile(path);
}

/** The unsaved files that a run reads from the disk. */
export function unsavedForRun(): readonly string[] {
  const listed = useDocument.getState().bundle?.files ?? [];
  return dirtyFiles()
    .map((file) => file.path)
    .filter((path) => isReadByRuns(path, listed));
}

/**
 * Saves what a run reads from the disk: what runs is what is on the screen. The template's text travels with the
 * run and stays unsaved. False when something could not be saved; nothing may run then.
 */
export async function saveForRun(): Promise<boolean> {
  const names = unsavedForRun();
  for (const path of names) {
    if (await saveFile(path)) continue;
    notify('error', words.bundleFiles.runNotSaved(path));
    return false;
  }
  if (names.length > 0) notify('info', words.bundleFiles.savedForRun(names));
  return true;
}

async function findConflict(path: string): Promise<void> {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return;
  try {
    const theirs = await backend.call('bundle.readFile', { root, path });
    changeFile(path, { conflict: { theirText: theirs.text, theirHash: theirs.hash } });
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** The three-way choice for a file in a tab. */
export async function resolveFileConflict(
  path: string,
  choice: 'mine' | 'theirs' | 'later',
): Promise<void> {
  const file = fileAt(path);
  if (!file?.conflict) return;
  if (choice === 'later') changeFile(path, { conflict: undefined });
  else if (choice === 'mine') await write(path, file.text, file.conflict.theirHash);
  else takeTheirs(path, file.conflict.theirText, file.conflict.theirHash);
}

function takeTheirs(path: string, text: string, hash: string): void {
  changeFile(path, { savedText: text, baseHash: hash, gone: false, conflict: undefined });
  replaceFileText(path, text);
}

backend.on('file.changed', ({ path, hash }) => void fileChanged(path, hash));

async function fileChanged(place: string, hash: string | null): Promise<void> {
  const file = useFiles.getState().files.find((one) => placeOfFile(one.path) === place);
  if (file?.state !== 'open' || file.saving) return;
  if (hash === null) {
    changeFile(file.path, { gone: true });
    await saveFileDraft(file.path);
    notify('error', words.document.vanished(place));
    return;
  }
  if (file.gone) changeFile(file.path, { gone: false });
  if (hash === file.baseHash) return;
  if (isFileDirty({ ...file, gone: false })) await findConflict(file.path);
  else {
    const root = useDocument.getState().bundle?.root;
    if (root === undefined) return;
    const theirs = await backend
      .call('bundle.readFile', { root, path: file.path })
      .catch(() => undefined);
    const now = fileAt(file.path);
    if (!theirs || !now || isFileDirty(now)) return;
    takeTheirs(file.path, theirs.text, theirs.hash);
    notify('info', words.bundleFiles.reloaded(file.path));
  }
}
