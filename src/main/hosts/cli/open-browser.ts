import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const WINDOW_BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

/**
 * Opens the address in a window of its own where a Chromium or Chrome is installed and there is a display,
 * else in the default browser of macOS and Windows; elsewhere the printed address has to do.
 */
export function openBrowserWindow(url: string): void {
  if (process.platform === 'win32') start('cmd', ['/c', 'start', '', url]);
  else if (process.platform === 'darwin') start('open', [url]);
  else if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) openOnDisplay(url);
}

function openOnDisplay(url: string): void {
  const browser = WINDOW_BROWSERS.map(findOnPath).find((path) => path !== undefined);
  if (browser)
    start(browser, [
      `--app=${url}`,
      '--window-size=1440,900',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ]);
  else start('xdg-open', [url]);
}

function findOnPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function start(command: string, args: string[]): void {
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
