import { create } from 'zustand';
import type { Bundle, TrustState } from '../../shared/protocol/bundle.ts';
import { ProtocolError } from '../../shared/protocol/errors.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { dismiss, dismissAll, notify } from './app-store.ts';
import { openElsewhere } from './dialog-store.ts';
import { keepDraft } from './kept-drafts.ts';
import { editsDone } from './pending-edits.ts';

/** Two versions of one file: ours on the screen, theirs on the disk. */
export interface Conflict {
  readonly theirText: string;
  readonly theirHash: string;
}

interface DocumentState {
  readonly bundle: Bundle | undefined;
  readonly opening: string | undefined;
  /** What is on the screen, and what the file held when it was last read or written. */
  readonly text: string;
  readonly savedText: string;
  readonly baseHash: string;
  /** The file is no longer on the disk: the text here is the only one. */
  readonly gone: boolean;
  /** Its folder was not there when it was to be saved. */
  readonly folderGone: boolean;
  readonly trust: TrustState;
  readonly saving: boolean;
  readonly conflict: Conflict | undefined;
  /** Counts texts that did not come from the editor; it takes these over. */
  readonly replaced: number;
}

export const useDocument = create<DocumentState>()(() => ({
  bundle: undefined,
  opening: undefined,
  text: '',
  savedText: '',
  baseHash: '',
  gone: false,
  folderGone: false,
  trust: 'untrusted',
  saving: false,
  conflict: undefined,
  replaced: 0,
}));

export const isDirty = (state: DocumentState): boolean =>
  state.gone || state.text !== state.savedText;

let cursor = 0;
let drafting: ReturnType<typeof setTimeout> | undefined;

/** Opens a bundle, a template or an environment template. False when it could not be. */
export async function openBundle(path: string): Promise<boolean> {
  await saveDraft();
  useDocument.setState({ opening: path });
  try {
    const bundle = await backend.call('bundle.open', { path });
    const { template, draft } = bundle;
    const before = useDocument.getState().bundle;
    if (before) dismissAll();
    if (before && before.template.path !== template.path) unwatchOthers(template.path);
    useDocument.setState({
      bundle,
      text: draft?.text ?? template.text,
      savedText: template.text,
      // A draft keeps the version it began from: saving then notices what changed since.
      baseHash: draft?.baseHash ?? template.hash,
      gone: false,
      folderGone: false,
      trust: bundle.trust,
      conflict: undefined,
      replaced: useDocument.getState().replaced + 1,
    });
    if (draft) {
      if (draft.baseHash === template.hash) notify('info', words.document.draftRestored);
      else
        useDocument.setState({
          conflict: { theirText: template.text, theirHash: template.hash },
        });
    }
    return true;
  } catch (error) {
    notify('error', failureText(error));
    return false;
  } finally {
    useDocument.setState({ opening: undefined });
  }
}

export function closeBundle(): void {
  void saveDraft();
  unwatchOthers(null);
  useDocument.setState({
    bundle: undefined,
    text: '',
    savedText: '',
    gone: false,
    conflict: undefined,
  });
}

/** What was watched for the bundle before; the tabs and layers of this one are watched as they are read. */
function unwatchOthers(template: string | null): void {
  backend.call('file.unwatchOthers', { template }).catch(() => {});
}

/** The editor's text changed. */
export function editText(text: string, cursorOffset: number): void {
  cursor = cursorOffset;
  useDocument.setState({ text });
  clearTimeout(drafting);
  drafting = setTimeout(() => void saveDraft(), 500);
}

/** Puts another text into the editor; its undo brings the present one back. */
export function replaceText(text: string): void {
  useDocument.setState((state) => ({ text, replaced: state.replaced + 1 }));
}

/** Keeps what was typed and not saved, so that a crash or a closed window loses nothing. */
export async function saveDraft(): Promise<void> {
  clearTimeout(drafting);
  const { bundle, text, baseHash, ...state } = useDocument.getState();
  if (!bundle) return;
  const path = bundle.template.path;
  await keepDraft(
    path,
    isDirty({ bundle, text, baseHash, ...state }) ? { text, baseHash, cursor } : undefined,
  );
}

let lastSave: Promise<boolean> = Promise.resolve(true);

/**
 * Writes the template. False when it was not written: the words or the choice are on the screen. What is
 * saved while another save is under way follows it, on what that one wrote.
 */
export function saveDocument(): Promise<boolean> {
  lastSave = lastSave.then(saveNow);
  return lastSave;
}

async function saveNow(): Promise<boolean> {
  await editsDone();
  const { bundle, text, baseHash } = useDocument.getState();
  return bundle !== undefined && write(bundle, text, baseHash);
}

async function write(bundle: Bundle, text: string, baseHash: string) {
  const path = bundle.template.path;
  useDocument.setState({ saving: true });
  try {
    const file = await backend.call('file.write', { path, text, baseHash });
    useDocument.setState({
      savedText: text,
      baseHash: file.hash,
      gone: false,
      folderGone: false,
      conflict: undefined,
    });
    await keepDraft(path, undefined);
    return true;
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'changed-on-disk') await findConflict();
    else tellNotSaved(error);
    return false;
  } finally {
    useDocument.setState({ saving: false });
  }
}

/** Says why a file was not saved; where its folder is gone, asks for another one. */
export function tellNotSaved(error: unknown): void {
  notify('error', words.document.notSaved(failureText(error)));
  if (!isFolderGone(error)) return;
  useDocument.setState({ folderGone: true });
  openElsewhere('save');
}

function isFolderGone(error: unknown): boolean {
  const data = error instanceof ProtocolError ? error.data : undefined;
  return (
    typeof data === 'object' && data !== null && !Array.isArray(data) && data.folder === 'gone'
  );
}

async function findConflict(): Promise<void> {
  const path = useDocument.getState().bundle?.template.path;
  if (!path) return;
  try {
    const theirs = await backend.call('file.read', { path });
    if (path !== useDocument.getState().bundle?.template.path) return;
    useDocument.setState({ conflict: { theirText: theirs.text, theirHash: theirs.hash } });
  } catch (error) {
    notify('error', failureText(error));
  }
}

/** The three-way choice: our text over theirs, theirs over ours, or to decide later. */
export async function resolveConflict(choice: 'mine' | 'theirs' | 'later'): Promise<void> {
  const { conflict, bundle, text } = useDocument.getState();
  if (!conflict || !bundle) return;
  if (choice === 'later') useDocument.setState({ conflict: undefined });
  else if (choice === 'mine') await write(bundle, text, conflict.theirHash);
  else takeTheirs(conflict);
}

function takeTheirs({ theirText, theirHash }: Conflict): void {
  useDocument.setState({
    savedText: theirText,
    baseHash: theirHash,
    gone: false,
    conflict: undefined,
  });
  replaceText(theirText);
  void saveDraft();
}

// One bundle may be known by several paths: whichever it was, it is looked at again.
backend.on('trust.changed', () => void refreshTrust());
backend.on('file.changed', ({ path, hash }) => void fileChanged(path, hash));

/** The notice that the template is gone from the disk: it goes when the file is there again. */
let toldGone: number | undefined;

async function fileChanged(path: string, hash: string | null): Promise<void> {
  const state = useDocument.getState();
  if (!state.bundle) return;
  refreshSoon();
  if (path !== state.bundle.template.path) return;
  if (hash !== null && toldGone !== undefined) {
    dismiss(toldGone);
    toldGone = undefined;
  }
  if (state.saving) return;
  if (hash === null) {
    useDocument.setState({ gone: true });
    await saveDraft();
    toldGone = notify('error', words.document.vanished(path));
    return;
  }
  if (state.gone) useDocument.setState({ gone: false });
  if (hash === state.baseHash) return;
  if (isDirty(useDocument.getState())) await findConflict();
  else {
    const theirs = await backend.call('file.read', { path }).catch(() => undefined);
    const now = useDocument.getState();
    if (!theirs || now.bundle?.template.path !== path || isDirty(now)) return;
    takeTheirs({ theirText: theirs.text, theirHash: theirs.hash });
    notify('info', words.document.reloaded);
  }
}

let refreshing: ReturnType<typeof setTimeout> | undefined;

/** A run writes many files at once: the bundle is looked at again when that has calmed down. */
function refreshSoon(): void {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => void refreshTrust(), 400);
}

/** Reads the bundle's trust and files again; the text stays as it is. */
export async function refreshTrust(): Promise<void> {
  const bundle = useDocument.getState().bundle;
  if (!bundle) return;
  const now = await backend
    .call('bundle.open', { path: bundle.template.path })
    .catch(() => undefined);
  if (now && useDocument.getState().bundle?.template.path === bundle.template.path)
    useDocument.setState({
      trust: now.trust,
      bundle: {
        ...bundle,
        files: now.files,
        moreFiles: now.moreFiles,
        bundledValues: now.bundledValues,
      },
    });
}
