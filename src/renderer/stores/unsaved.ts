import type { Params } from '../../shared/protocol/methods.ts';
import { backend } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { changeFile, dirtyFiles, placeOfFile, saveFileDraft, useFiles } from './bundle-files.ts';
import { isDirty, useDocument } from './document-store.ts';
import { saveAll } from './file-saving.ts';
import { useDrafts } from './kept-drafts.ts';

/** Everything that is not saved, by its name in the bundle, and whether a draft holds it. */
export function unsavedFiles(): Params<'app.tellUnsaved'>['files'] {
  const { bundle } = useDocument.getState();
  if (!bundle) return [];
  const { notKept } = useDrafts.getState();
  const { path } = bundle.template;
  const files = dirtyFiles().map((file) => ({
    name: file.path,
    kept: !notKept.has(placeOfFile(file.path) ?? ''),
  }));
  return isDirty(useDocument.getState())
    ? [{ name: path.replace(/^.*[/\\]/, ''), kept: !notKept.has(path) }, ...files]
    : files;
}

/** What stays behind unsaved when another bundle comes, or none; the answer tells it. */
export function leaveBehind(): () => void {
  const names = unsavedFiles()
    .filter(({ kept }) => kept)
    .map(({ name }) => name);
  return () => {
    if (names.length > 0) notify('info', words.document.leftUnsaved(names));
  };
}

/** Everything was saved elsewhere: nothing of it is kept for here. */
export async function settleUnsaved(): Promise<void> {
  useDocument.setState(({ text }) => ({ savedText: text, gone: false }));
  for (const { path, text } of dirtyFiles()) {
    changeFile(path, { savedText: text, gone: false });
    await saveFileDraft(path);
  }
}

/** Tells the host what is not saved whenever that is something else; a browser asks by itself. */
export function watchUnsaved(): void {
  // A page that was loaded anew tells also that there is nothing.
  let told = '';
  const tell = () => {
    const files = unsavedFiles();
    const now = JSON.stringify(files);
    if (now === told || useApp.getState().info?.host !== 'electron') return;
    told = now;
    backend.call('app.tellUnsaved', { files }).catch(() => {});
  };
  useApp.subscribe(tell);
  useDocument.subscribe(tell);
  useFiles.subscribe(tell);
  useDrafts.subscribe(tell);
  window.addEventListener('beforeunload', (event) => {
    // The desktop's window asks with the names; in a browser only what would be lost is worth a question.
    if (useApp.getState().info?.host === 'electron') return;
    if (unsavedFiles().some(({ kept }) => !kept)) event.preventDefault();
  });
}

/** Saves everything and has the window closed; what could not be saved keeps it open and is told. */
export async function saveAllAndClose(): Promise<void> {
  if (await saveAll()) await backend.call('app.closeWindow', {}).catch(() => {});
}
