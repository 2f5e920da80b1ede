import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

// Electron itself cannot run here: what is tested is what we tell it, against a stand-in.
const opened: string[] = [];
vi.mock('electron', () => ({
  session: { defaultSession: {} },
  shell: {
    openExternal: async (url: string) => {
      opened.push(url);
    },
  },
}));

const { openExternally, PAGE_POLICY, secureApp, secureSession, WEB_PREFERENCES } = await import(
  '../../../../../src/main/hosts/electron/security.ts'
);
const { isPageUrl } = await import('../../../../../src/main/hosts/electron/page-address.ts');
const { menuTemplate } = await import('../../../../../src/main/hosts/electron/menu.ts');

type Parameter<T> = T extends (value: infer V) => unknown ? V : never;

class FakeApp extends EventEmitter {
  sandboxed = false;
  enableSandbox(): void {
    this.sandboxed = true;
  }
}

class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  /** True when the page was allowed to do it. */
  attempt(event: string, ...args: unknown[]): boolean {
    let allowed = true;
    this.emit(event, { preventDefault: () => (allowed = false) }, ...args);
    return allowed;
  }
}

describe('the window', () => {
  let app: FakeApp;
  let contents: FakeContents;

  beforeEach(() => {
    opened.length = 0;
    app = new FakeApp();
    secureApp(app as unknown as Parameter<typeof secureApp>);
    contents = new FakeContents();
    app.emit('web-contents-created', {}, contents);
  });

  it('is sandboxed, isolated and without Node', () => {
    expect(app.sandboxed).toBe(true);
    expect(WEB_PREFERENCES).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
  });

  it('stays on its own page', () => {
    expect(contents.attempt('will-navigate', 'jobwright://window/index.html')).toBe(true);
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'jobwright://other/',
      'no url',
    ])
      expect(contents.attempt('will-navigate', url)).toBe(false);
    expect(contents.attempt('will-redirect', 'jobwright://window/')).toBe(false);
    expect(contents.attempt('will-attach-webview')).toBe(false);
  });

  it('opens no second window, and https addresses only in the browser', () => {
    for (const url of [
      'https://example.com/docs',
      'http://example.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://host/share',
    ])
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.com/docs']);
    expect(openExternally('not a url')).toBe(false);
  });

  it('is granted next to nothing of the machine', () => {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    secureSession({
      setPermissionRequestHandler: (handler: never) => (handlers.request = handler),
      setPermissionCheckHandler: (handler: never) => (handlers.check = handler),
      setDevicePermissionHandler: (handler: never) => (handlers.device = handler),
    } as unknown as Parameter<typeof secureSession>);
    const check = handlers.check as (contents: null, permission: string) => boolean;
    const granted = [
      'media',
      'geolocation',
      'hid',
      'serial',
      'clipboard-read',
      'openExternal',
    ].filter((permission) => check(null, permission));
    expect(granted).toEqual([]);
    expect(check(null, 'clipboard-sanitized-write')).toBe(true);
    expect((handlers.device as () => boolean)()).toBe(false);
  });

  it('has a policy without inline or remote scripts', () => {
    expect(PAGE_POLICY).toContain("default-src 'none'");
    expect(PAGE_POLICY).toContain("script-src 'self';");
    expect(PAGE_POLICY).not.toMatch(/unsafe-eval|https?:/);
  });
});

describe('isPageUrl', () => {
  it.each([
    ['jobwright://window/index.html', true],
    ['jobwright://window', true],
    ['jobwright://window.evil/', false],
    ['JOBWRIGHT://window/', true],
    ['http://window/', false],
    ['', false],
  ])('%j is %s', (url, expected) => {
    expect(isPageUrl(url)).toBe(expected);
  });
});

describe('the menu', () => {
  it('sends the commands of the palette', () => {
    const sent: string[] = [];
    const click = (items: readonly { submenu?: unknown; click?: unknown }[]): void => {
      for (const item of items) {
        if (Array.isArray(item.submenu)) click(item.submenu);
        if (typeof item.click === 'function') item.click();
      }
    };
    click(menuTemplate('linux', (command) => sent.push(command)));
    expect(sent).toEqual([
      'open',
      'save',
      'save-all',
      'save-elsewhere',
      'export-bundle',
      'send-to-farm',
      'scout',
      'run-all',
      'stop',
      'palette',
    ]);
  });
});
