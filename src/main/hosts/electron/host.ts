import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol } from 'electron';
import { ProtocolError } from '../../../shared/protocol/index.ts';
import { createApp } from '../../app.ts';
import { ClosingGuard } from './closing.ts';
import { guardCrashes } from './crash-guard.ts';
import { CRASHED_PAGE, CRASHED_PATH, CRASHED_POLICY, CRASHED_URL } from './crashed-page.ts';
import { askBeforeClosing, chooseFile } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
import { OpenRequests, pathOf } from './open-requests.ts';
import { PAGE_ORIGIN, PAGE_SCHEME } from './page-address.ts';
import { PAGE_POLICY, secureSession, WEB_PREFERENCES } from './security.ts';
import { serveWindow } from './serve-window.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

protocol.registerSchemesAsPrivileged([
  { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

/**
 * Opens the application's window. Everything that is not a window stands behind the same dispatcher as in
 * the browser host and the command line.
 */
export async function startElectronHost(root: string): Promise<void> {
  let window: BrowserWindow | undefined;
  let show: (() => void) | undefined;
  const ownWords = app.isPackaged ? 1 : 2;
  // Before anything is waited for: the system may ask for a file while the application starts.
  const requests = new OpenRequests(app, {
    ownWords,
    show: () => show?.(),
    send: (path) => send('open', path),
  });
  await app.whenReady();
  secureSession();
  servePage(join(root, 'dist', 'renderer'));

  const path = pathOf(process.argv, ownWords, process.cwd());
  const host = createApp({
    host: 'electron',
    ...(path === undefined ? {} : { initialPath: path }),
    onPage: (connection) => requests.pageListens(connection),
    chooseFile: (request) => {
      if (!window) throw new ProtocolError('unsupported', 'There is no window to ask in.');
      return chooseFile(window, request);
    },
    window: {
      tellUnsaved: (files) => closing.tell(files),
      close: () => {
        closing.allow();
        if (quitting) app.quit();
        else window?.close();
      },
    },
  });
  let quitting = false;
  const closing = new ClosingGuard({
    ask: (question) => askBeforeClosing(window, question),
    saveAndClose: () => send('save-all-and-close'),
  });

  const open = (): void => {
    window = createWindow(root);
    serveWindow(host.dispatcher, ipcMain, window.webContents);
    closing.watch(window);
    guardCrashes(window.webContents, { crashedUrl: CRASHED_URL, gaveUp: () => closing.tell([]) });
    window.on('closed', () => {
      window = undefined;
    });
  };
  const send = (command: string, argument?: string): void =>
    host.dispatcher.broadcast('app.command', {
      command,
      ...(argument === undefined ? {} : { argument }),
    });

  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, send)));
  app.on('activate', () => {
    if (!window) open();
  });
  show = () => {
    if (!window) open();
    else {
      if (window.isMinimized()) window.restore();
      window.focus();
    }
  };
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  endRunsBeforeQuitting({
    mayQuit: async () => {
      quitting = true;
      const may = await closing.mayClose();
      // A question that was left leaves the application open; saving goes on and quits by itself.
      if (!may && !closing.isSaving) quitting = false;
      return may;
    },
    close: () => host.close(),
  });
  open();
  // While the page loads there is time.
  setImmediate(() => host.prepare());
}

function createWindow(root: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 500,
    show: false,
    backgroundColor: '#1b1b1b',
    title: 'Jobwright',
    webPreferences: { ...WEB_PREFERENCES, preload: join(root, 'dist', 'electron', 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${PAGE_ORIGIN}/index.html`);
  return window;
}

/**
 * Quitting asks about what is not saved before anything is ended; then it waits for running actions to be
 * canceled and environments to be exited, once.
 */
function endRunsBeforeQuitting(steps: {
  mayQuit: () => Promise<boolean>;
  close: () => Promise<void>;
}): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void steps.mayQuit().then(async (may) => {
      if (!may) return;
      await steps.close().catch(() => undefined);
      closed = true;
      app.quit();
    });
  });
}

function servePage(pageRoot: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host === 'window' && url.pathname === CRASHED_PATH)
      return answer(CRASHED_PAGE, TYPES['.html'] as string, CRASHED_POLICY);
    const file = normalize(join(pageRoot, decodeURIComponent(url.pathname)));
    if (url.host !== 'window' || !file.startsWith(pageRoot + sep)) return refusal(403);
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return refusal(404);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return answer(new Uint8Array(bytes), type, PAGE_POLICY);
  });
}

function answer(body: string | Uint8Array<ArrayBuffer>, type: string, policy: string): Response {
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function refusal(status: number): Response {
  return new Response(null, { status });
}
