import { type App, type Session, session, shell, type WebContents } from 'electron';
import { contentSecurityPolicy } from '../web/static-files.ts';
import { isPageUrl, PAGE_SCHEME } from './page-address.ts';

/** What every window of ours is made with; nothing in the page reaches Node. */
export const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

/** Applies Electron's security checklist to every page that is ever made. */
export function secureApp(app: App): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
}

function secureContents(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!isPageUrl(url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternally(url);
    return { action: 'deny' };
  });
}

/** Only https addresses leave for the browser; the page has shown the host and asked before. */
export function openExternally(url: string): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  if (parsed.protocol !== 'https:') return false;
  void shell.openExternal(parsed.href);
  return true;
}

/** The page may ask for nothing of the machine but the clipboard's writing side and notifications. */
export function secureSession(target: Session = session.defaultSession): void {
  const allowed = new Set(['clipboard-sanitized-write', 'notifications']);
  target.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowed.has(permission)),
  );
  target.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  target.setDevicePermissionHandler(() => false);
}

/** The page's policy: as in the browser host, without a socket. */
export const PAGE_POLICY = contentSecurityPolicy(0).replace(
  /connect-src [^;]*/,
  `connect-src ${PAGE_SCHEME}:`,
);
