import type { JsonValue } from '../../shared/protocol/bundle.ts';
import { backend, failureText } from '../backend/backend.ts';
import { desktopBridge } from '../backend/bridge.ts';
import { text as words } from '../text/en.ts';
import { notify, useApp } from './app-store.ts';
import { showChosenSide, showTemplateSide, showValuesSide } from './arrangement.ts';
import { restoreTabs, saveFileDrafts } from './bundle-files.ts';
import { chooseFile } from './dialog-store.ts';
import { closeBundle, openBundle, useDocument } from './document-store.ts';
import { watchFileProblems } from './file-problems.ts';
import { followLayersInTabs } from './layered-files.ts';
import { restoreLayout, showCentreTab } from './layout-store.ts';
import { findLeftovers } from './leftover-store.ts';
import { restoreLogPanes } from './log-store.ts';
import './other-runs.ts';
import { loadValues } from './parameter-store.ts';
import { isActive } from './run-data.ts';
import { findRun, forgetRun } from './run-store.ts';
import { loadSettings } from './settings-store.ts';
import { tellTroubles } from './troubles.ts';
import { leaveBehind, saveAllAndClose, watchUnsaved } from './unsaved.ts';

const OPEN_PATH = 'jobwright.open';

/** Connects, reads what the window needs, and comes back to what was open. */
export async function startSession(): Promise<void> {
  watchFileProblems();
  followLayersInTabs();
  watchUnsaved();
  // What the host asks meanwhile comes after what was open before.
  let opened: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    opened = resolve;
  });
  backend.on('app.command', ({ command, argument }) => {
    void isOpen.then(() => hostCommand(command, argument));
  });
  await backend.start();
  const [info] = await Promise.all([backend.call('app.describe', {}), loadSettings()]);
  useApp.setState({ info });
  tellTroubles(info.troubles);
  restoreLayout();
  restoreLogPanes();
  const path = sessionStorage.getItem(OPEN_PATH) ?? info.initialPath ?? (await activeTemplate());
  if (path !== undefined) await open(path);
  opened();
  useApp.setState({ ready: true });
  void findLeftovers();
}

/** A page that crashed has no memory of its own: a run under way says what was open. */
async function activeTemplate(): Promise<string | undefined> {
  const runs = await backend.call('run.list', { limit: 20 }).catch(() => []);
  return runs.find(isActive)?.templatePath;
}

/** Opens a bundle and all that belongs to it. */
export async function open(path: string): Promise<void> {
  await saveFileDrafts();
  const before = useDocument.getState().bundle?.template.path;
  const tellLeft = leaveBehind();
  if (!(await openBundle(path))) {
    if (sessionStorage.getItem(OPEN_PATH) === path) sessionStorage.removeItem(OPEN_PATH);
    return;
  }
  const { bundle } = useDocument.getState();
  if (!bundle) return;
  if (bundle.template.path !== before) {
    tellLeft();
    showChosenSide();
  }
  sessionStorage.setItem(OPEN_PATH, bundle.template.path);
  loadValues(bundle.bundledValues, bundle.keptValues);
  await restoreTabs(bundle);
  await findRun(bundle.template.path);
}

/**
 * Makes a new bundle and opens it: where its values are filled in and it can be run, or where its text is written.
 * `values` are kept for this machine. False: the reason was told.
 */
export async function createBundle(
  directory: string,
  name: string,
  text: string,
  values: Readonly<Record<string, string>>,
  side: 'values' | 'text',
): Promise<boolean> {
  try {
    const made = await backend.call('bundle.create', { directory, name, text });
    if (Object.keys(values).length > 0)
      await backend.call('bundle.keepValues', { root: made.root, values: { ...values } });
    await open(made.root);
    showCentreTab(side === 'values' ? 'form' : 'yaml');
    if (side === 'values') showValuesSide();
    else showTemplateSide();
    return true;
  } catch (error) {
    notify('error', failureText(error));
    return false;
  }
}

export async function chooseAndOpen(): Promise<void> {
  const bundle = useDocument.getState().bundle;
  const path = await chooseFile({
    mode: 'open-bundle',
    title: words.files.openTitle,
    // Beside the bundle that is open: another one is likely there.
    ...(bundle ? { startAt: bundle.root.replace(/[/\\][^/\\]+$/, '') || '/' } : {}),
  });
  if (path !== null) await open(path);
}

/** Back to the start page. What was typed and not saved is kept as a draft; a run goes on. */
export function leaveBundle(): void {
  sessionStorage.removeItem(OPEN_PATH);
  void saveFileDrafts();
  leaveBehind()();
  closeBundle();
  forgetRun();
}

/** The path of a file that was dropped on the window; a browser does not tell it. */
export function pathOfDropped(file: File): string | undefined {
  return desktopBridge()?.pathForFile?.(file);
}

function hostCommand(command: string, argument: JsonValue | undefined): void {
  if (command === 'open' && typeof argument === 'string') void open(argument);
  else if (command === 'open') void chooseAndOpen();
  else if (command === 'save-all-and-close') void saveAllAndClose();
  else window.dispatchEvent(new CustomEvent('jobwright-command', { detail: command }));
}
