import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol } from 'electron';
import { ProtocolError } from '../../../shared/protocol/index.ts';
import { createApp } from '../../app.ts';
import { ClosingGuard } from './closing.ts';
import { askBeforeClosing, chooseFile } from './dialogs.ts';
import { menuTemplate } from './menu.ts';
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
export async function startElectronHost(root: string, path: string | undefined): Promise<void> {
  await app.whenReady();
  secureSession();
  servePage(join(root, 'dist', 'renderer'));

  let window: BrowserWindow | undefined;
  const host = createApp({
    host: 'electron',
    ...(path === undefined ? {} : { initialPath: resolve(path) }),
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
  app.on('second-instance', (_event, argv) => {
    if (!window) open();
    window?.focus();
    const second = argv.slice(1).find((argument) => !argument.startsWith('-'));
    if (second !== undefined) send('open', resolve(second));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    send('open', file);
  });
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
  // A page that died is loaded again; runs live in this process and are not touched by it.
  window.webContents.on('render-process-gone', () => window.webContents.reload());
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
    const file = normalize(join(pageRoot, decodeURIComponent(url.pathname)));
    if (url.host !== 'window' || !file.startsWith(pageRoot + sep)) return refusal(403);
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return refusal(404);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': PAGE_POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
    });
  });
}

function refusal(status: number): Response {
  return new Response(null, { status });
}
