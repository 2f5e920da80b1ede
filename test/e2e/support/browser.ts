import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.JOBWRIGHT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser of this machine, or undefined; tests then skip and say so. */
export const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

export const skipReason =
  chromiumPath === undefined
    ? 'no Chromium found: install one or set JOBWRIGHT_CHROMIUM'
    : undefined;

if (skipReason !== undefined) console.warn(`Browser tests are skipped: ${skipReason}.`);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}
