import { create } from 'zustand';
import type { Bundle, BundleFile, TextPlace } from '../../shared/protocol/bundle.ts';
import { backend, failureText } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import { notify } from './app-store.ts';
import { type Conflict, useDocument } from './document-store.ts';
import { type FocusClaim, focusClaim } from './focus-claim.ts';
import { keepDraft } from './kept-drafts.ts';
import { type CentreTab, fileOfTab, showCentreTab, tabOfFile, useLayout } from './layout-store.ts';
import { restoreViews, useViews } from './view-store.ts';

/** A file of the bundle in a tab, by its name in the bundle. */
export interface OpenFile {
  readonly path: string;
  /** Refused: it is no text, too large, gone or outside of the bundle; `why` says which in words. */
  readonly state: 'reading' | 'open' | 'refused';
  readonly why: string;
  readonly text: string;
  readonly savedText: string;
  readonly baseHash: string;
  /** No longer on the disk: the text here is the only one. */
  readonly gone: boolean;
  readonly readOnly: boolean;
  readonly saving: boolean;
  readonly cursor: number;
  /** Where someone was in it when it was last open. */
  readonly place: TextPlace | undefined;
  readonly conflict: Conflict | undefined;
  /** Counts texts that did not come from the editor; it takes these over. */
  readonly replaced: number;
}

interface FilesState {
  /** In the order of their tabs. */
  readonly files: readonly OpenFile[];
  /** A tab that was asked to close and has unsaved changes. */
  readonly closing: string | undefined;
  /** A place to show, until the editor of that file is there and does it. */
  readonly reveal:
    | {
        readonly path: string;
        readonly line: number;
        readonly column: number;
        readonly focus: FocusClaim;
      }
    | undefined;
}

export const useFiles = create<FilesState>()(() => ({
  files: [],
  closing: undefined,
  reveal: undefined,
}));

export const isFileDirty = (file: OpenFile): boolean => file.gone || file.text !== file.savedText;

export function fileAt(path: string | undefined): OpenFile | undefined {
  return useFiles.getState().files.find((file) => file.path === path);
}

export function dirtyFiles(): readonly OpenFile[] {
  return useFiles.getState().files.filter(isFileDirty);
}

/** The file whose tab is in front. */
export function chosenFile(): OpenFile | undefined {
  return fileAt(fileOfTab(useLayout.getState().centreTab));
}

export function changeFile(path: string, change: Partial<OpenFile>): void {
  useFiles.setState(({ files }) => ({
    files: files.map((file) => (file.path === path ? { ...file, ...change } : file)),
  }));
}

/** The path on this machine, as the backend names it. */
export function placeOfFile(path: string): string | undefined {
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return undefined;
  return root.includes('\\') ? `${root}\\${path.replaceAll('/', '\\')}` : `${root}/${path}`;
}

/** Opens a file of the bundle in a tab and shows it; the template has views of its own. */
export async function openFile(path: string): Promise<void> {
  if (isTemplate(path)) {
    showCentreTab('yaml');
    return;
  }
  showCentreTab(tabOfFile(path));
  await readIntoTab(path);
}

export function isTemplate(path: string): boolean {
  const { bundle } = useDocument.getState();
  return bundle !== undefined && bundle.template.path === placeOfFile(path);
}

/** Shows a place of a file. */
export async function revealInFile(path: string, line: number, column: number): Promise<void> {
  const focus = focusClaim();
  await openFile(path);
  useFiles.setState({ reveal: { path, line, column, focus } });
}

/** Opens a tab without bringing it to the front. */
export async function readIntoTab(path: string): Promise<void> {
  const known = fileAt(path);
  if (known && known.state !== 'refused') return;
  if (known) changeFile(path, { state: 'reading' });
  else useFiles.setState(({ files }) => ({ files: [...files, emptyFile(path)] }));
  keepTabs();
  const root = useDocument.getState().bundle?.root;
  if (root === undefined) return;
  try {
    const { text, hash, readOnly, draft, place } = await backend.call('bundle.readFile', {
      root,
      path,
    });
    if (useDocument.getState().bundle?.root !== root) return;
    const changed = draft !== undefined && draft.baseHash !== hash;
    changeFile(path, {
      state: 'open',
      text: draft?.text ?? text,
      savedText: text,
      // A draft keeps the version it began from: saving then notices what changed since.
      baseHash: draft?.baseHash ?? hash,
      gone: false,
      readOnly,
      cursor: draft?.cursor ?? 0,
      place,
      conflict: changed ? { theirText: text, theirHash: hash } : undefined,
    });
  } catch (error) {
    changeFile(path, { state: 'refused', why: failureText(error) });
  }
}

function emptyFile(path: string): OpenFile {
  return {
    path,
    state: 'reading',
    why: '',
    text: '',
    savedText: '',
    baseHash: '',
    gone: false,
    readOnly: false,
    saving: false,
    cursor: 0,
    place: undefined,
    conflict: undefined,
    replaced: 0,
  };
}

/** Closes a tab; with unsaved changes it is asked for in the tab what becomes of them. */
export function closeFile(path: string): void {
  const file = fileAt(path);
  if (!file) return;
  if (isFileDirty(file)) {
    showCentreTab(tabOfFile(path));
    useFiles.setState({ closing: path });
  } else dropFile(path);
}

export function keepOpen(): void {
  useFiles.setState({ closing: undefined });
}

/** Closes a tab with all that was not saved of it. */
export function discardFile(path: string): void {
  const place = placeOfFile(path);
  dropFile(path);
  if (place !== undefined) void keepDraft(place, undefined);
}

export function dropFile(path: string): void {
  const { files, closing } = useFiles.getState();
  const at = files.findIndex((file) => file.path === path);
  const left = files.filter((file) => file.path !== path);
  useFiles.setState({ files: left, closing: closing === path ? undefined : closing });
  // The neighbour comes to the front, as everywhere where there are tabs.
  if (fileOfTab(useLayout.getState().centreTab) === path) {
    const next = left[Math.min(at, left.length - 1)];
    showCentreTab(next ? tabOfFile(next.path) : 'yaml');
  }
  keepTabs();
}

/** The editor's text changed. */
export function editFile(path: string, text: string, cursor: number): void {
  changeFile(path, { text, cursor });
  draftSoon(path);
}

/** Puts another text into a tab; its undo brings the present one back. */
export function replaceFileText(path: string, text: string): void {
  const file = fileAt(path);
  if (!file) return;
  changeFile(path, { text, replaced: file.replaced + 1 });
  draftSoon(path);
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

function draftSoon(path: string): void {
  clearTimeout(waiting.get(path));
  waiting.set(
    path,
    setTimeout(() => void saveFileDraft(path), 500),
  );
}

/** Keeps what was typed and not saved. */
export async function saveFileDraft(path: string): Promise<void> {
  clearTimeout(waiting.get(path));
  waiting.delete(path);
  const file = fileAt(path);
  const place = placeOfFile(path);
  if (!file || place === undefined || file.state !== 'open') return;
  const { text, baseHash, cursor } = file;
  await keepDraft(place, isFileDirty(file) ? { text, baseHash, cursor } : undefined);
}

/** Keeps at once what waits to be kept: the window may be going away. */
export async function saveFileDrafts(): Promise<void> {
  await Promise.all([...waiting.keys()].map(saveFileDraft));
}

/** Brings back the tabs of a bundle that was opened. */
export async function restoreTabs(bundle: Bundle): Promise<void> {
  useFiles.setState({ files: [], closing: undefined, reveal: undefined });
  restoreViews(bundle.tabs);
  const chosen = (bundle.tabs?.chosen ?? '') as CentreTab;
  const files = bundle.tabs?.files ?? [];
  const file = fileOfTab(chosen);
  if (file === undefined ? /^(?:yaml|form|graph)$/.test(chosen) : files.includes(file))
    showCentreTab(chosen);
  else if (fileOfTab(useLayout.getState().centreTab) !== undefined) showCentreTab('yaml');
  useFiles.setState({ files: files.map(emptyFile) });
  await Promise.all(files.map(async (path) => readAgain(path)));
  const back = dirtyFiles().map((file) => file.path);
  if (back.length > 0) notify('info', words.bundleFiles.broughtBack(back));
}

async function readAgain(path: string): Promise<void> {
  changeFile(path, { state: 'refused' });
  await readIntoTab(path);
}

let keeping: ReturnType<typeof setTimeout> | undefined;

/** Remembers the tabs for the next time. */
function keepTabs(): void {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const root = useDocument.getState().bundle?.root;
    if (root === undefined) return;
    const files = useFiles.getState().files.map((file) => file.path);
    const chosen = useLayout.getState().centreTab;
    const { cards, formScroll, folded } = useViews.getState();
    const tabs = {
      files,
      chosen,
      form: { cards, scroll: formScroll },
      folded: [...folded].slice(0, 2000),
    };
    backend.call('bundle.keepTabs', { root, tabs }).catch(() => {});
  }, 150);
}

useLayout.subscribe((state, before) => {
  if (state.centreTab !== before.centreTab) keepTabs();
});
useViews.subscribe(keepTabs);

/** What of the bundle is read by a run from the disk, not from the screen. */
export function isReadByRuns(path: string, files: readonly BundleFile[]): boolean {
  return files.find((file) => file.path === path)?.kind !== 'values';
}
