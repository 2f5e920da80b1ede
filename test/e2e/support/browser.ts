import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

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

/** How many times slower than this machine the pages are made, to find tests that pass by chance. */
const slowdown = Number(process.env.JOBWRIGHT_SLOWDOWN ?? '1');

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

let shared: Promise<Browser> | undefined;

/** One browser for all tests of a file: what they keep apart, cookies and storage, is a context's. */
export async function sharedBrowser(): Promise<Browser> {
  const known = await shared;
  if (known?.isConnected()) return known;
  shared = launchBrowser();
  return shared;
}

export async function closeBrowser(): Promise<void> {
  const known = shared;
  shared = undefined;
  await (await known)?.close();
}

/** A page of the context, as slow as was asked for. */
export async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  if (slowdown > 1) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  }
  return page;
}
