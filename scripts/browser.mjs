// Finds a Chromium or Chrome for the browser tests, or installs one: apt as root on Debian and its kin,
// Playwright's own download elsewhere. Prints nothing; the caller says what it did.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstall, install } from './packages.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program of an installed browser, or undefined. */
export function findBrowser() {
  const named = process.env.JOBWRIGHT_CHROMIUM;
  if (named !== undefined) return runnable(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...MAC,
  ];
  return candidates.find(runnable);
}

/** Finds or installs a browser: `{ path }`, or `{ reason }` why there is none. */
export async function ensureBrowser(log) {
  const found = findBrowser();
  if (found !== undefined) return { path: found };
  if (canInstall()) {
    log('No Chromium on this machine; installing it with apt-get.');
    install('chromium', 'fonts-dejavu-core');
    const installed = findBrowser();
    return installed ? { path: installed } : { reason: 'apt-get could not install chromium' };
  }
  return downloadWithPlaywright(log);
}

async function downloadWithPlaywright(log) {
  const { chromium } = await import('playwright-core');
  const expected = chromium.executablePath();
  if (expected && existsSync(expected)) return { path: expected };
  log("No Chromium on this machine; trying Playwright's own download.");
  const command = spawnSync(
    process.execPath,
    ['node_modules/playwright-core/cli.js', 'install', 'chromium-headless-shell', 'chromium'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
    },
  );
  const path = chromium.executablePath();
  if (command.status === 0 && path && existsSync(path)) return { path };
  return { reason: 'no Chromium or Chrome is installed and none could be downloaded' };
}
