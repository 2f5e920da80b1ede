import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
import { newPage, sharedBrowser } from './browser.ts';
import { watchRequests } from './calm.ts';
import { type Server, startServer } from './server.ts';
import { still } from './still.ts';

/** A window of the application on a server of its own. */
export interface Window {
  readonly page: Page;
  readonly server: Server;
  /** Errors of the page: exceptions, refused content, failed requests. */
  readonly errors: string[];
  /** The last of what the page wrote to its console. */
  readonly console: readonly string[];
  /** Addresses outside the server that the page asked for. */
  readonly foreign: string[];
  close(): Promise<void>;
}

export interface WindowOptions extends BrowserContextOptions {
  readonly path?: string;
  /** Of a host that has ended. */
  readonly home?: string;
}

const open = new Set<Window>();

export const openWindows = (): readonly Window[] => [...open];

type Closing = (window: Window, failed: boolean) => Promise<void>;
let onClose: Closing | undefined;

/** Tells of every window that is about to close, and whether that is because it never came up. */
export function beforeClosing(tell: Closing): void {
  onClose = tell;
}

export async function openWindow({ path, home, ...options }: WindowOptions = {}): Promise<Window> {
  const server = await startServer(path && ownCopy(path), home);
  let context: BrowserContext | undefined;
  let window: Window | undefined;
  try {
    const browser = await sharedBrowser();
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    window = watched(await newPage(context), server);
    open.add(window);
    await window.page.goto(server.url);
    await ready(window.page);
    return window;
  } catch (error) {
    if (window && open.delete(window)) await onClose?.(window, true);
    await context?.close();
    await server.stop();
    throw error;
  }
}

/** Samples are copied: runs write beside the template, and another file of tests may be running the same one. */
function ownCopy(path: string): string {
  if (!path.startsWith(SAMPLES)) return path;
  const copy = join(mkdtempSync(join(tmpdir(), 'jobwright-sample-')), basename(path));
  cpSync(path, copy, { recursive: true });
  return copy;
}

const CONSOLE_LINES = 40;

function watched(page: Page, server: Server): Window {
  const errors: string[] = [];
  const foreign: string[] = [];
  const lines: string[] = [];
  const say = (line: string) => {
    lines.push(line);
    if (lines.length > CONSOLE_LINES) lines.shift();
  };
  watchRequests(page);
  page.on('pageerror', (error) => {
    errors.push(error.message);
    say(error.stack ?? error.message);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
    say(`${message.type()}: ${message.text()}`);
  });
  const { origin } = new URL(server.url);
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(?:data|blob):/.test(url)) foreign.push(url);
  });
  const window: Window = {
    page,
    server,
    errors,
    foreign,
    console: lines,
    close: async () => {
      if (open.delete(window)) await onClose?.(window, false);
      await page.context().close();
      await server.stop();
    },
  };
  return window;
}

export async function ready(page: Page): Promise<void> {
  await page.waitForSelector('body[data-app-state="ready"]');
}

/** Holds what the page asks for until it is let go. */
export async function hold(page: Page, pattern: string): Promise<() => Promise<void>> {
  let held: Route[] | undefined = [];
  await page.route(pattern, (route) => {
    if (held) held.push(route);
    else void route.continue();
  });
  return async () => {
    const waiting = held ?? [];
    // What is asked for from now on, while these go, goes as well.
    held = undefined;
    for (const route of waiting) await route.continue();
    await page.unroute(pattern);
  };
}

/** A bundle in a temporary folder. */
export function makeBundle(template: string, files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  for (const [name, text] of Object.entries({ 'template.yaml': template, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const SAMPLES = join(import.meta.dirname, '../../../assets/samples');

export const sample = (name: string) => join(SAMPLES, name);

export const status = (page: Page): Locator => page.getByRole('status', { name: 'Status' });

/** How long a run of a few hundred processes may take where others load the machine. */
const RUN = 150_000;

/** Waits until the status bar says a word. */
export async function waitForStatus(page: Page, word: string, timeout = RUN): Promise<void> {
  await status(page).getByText(word, { exact: true }).waitFor({ timeout });
}

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

/** Waits until something has the keyboard: what is pressed next goes there. */
export async function focusOn(goal: Locator): Promise<void> {
  await goal.and(goal.page().locator(':focus')).waitFor({ state: 'attached' });
}

/** Goes on with Tab until something has the focus, as someone without a mouse does. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  const hasFocus = () =>
    goal.evaluate((element) => element === element.ownerDocument.activeElement);
  for (let presses = 0; presses < 80; presses++) {
    if (await hasFocus()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${goal}`);
}

/** Starts all tasks of the job by the menu of Run. */
export async function runAll(page: Page): Promise<void> {
  await button(page, 'Run').click();
  await page.getByRole('menuitem', { name: /^All/ }).click();
}

/** A file of a bundle as it is on the disk. */
export const saved = (root: string, file = 'template.yaml') =>
  readFileSync(join(root, file), 'utf8');

/** How long what the window does may take to reach the disk where others load the machine. */
const ON_DISK = 15_000;

/** Saves, and waits until the template on the disk is as it should be; gives what is there. */
export async function save(
  page: Page,
  root: string,
  done: (text: string) => boolean,
): Promise<string> {
  await page.keyboard.press('Control+S');
  const until = Date.now() + ON_DISK;
  while (!done(saved(root)) && Date.now() < until) await page.waitForTimeout(20);
  return saved(root);
}

/** Everything that the editor holds, by way of the clipboard. */
export async function editorText(page: Page): Promise<string> {
  await toEditor(page);
  await page.keyboard.press('Control+A');
  return copiedText(page);
}

/** Gives the keyboard to the text, as a click does; what is typed next goes there. */
export async function toEditor(page: Page): Promise<void> {
  await page.locator('.view-line').first().waitFor();
  await page.locator('.monaco-editor').first().click();
  await page.locator('.monaco-editor.focused').first().waitFor();
}

/** Copies what is selected, and gives it: some of it may have to be read first. */
export async function copiedText(page: Page): Promise<string> {
  await page.evaluate('navigator.clipboard.writeText("")');
  await page.keyboard.press('Control+C');
  for (let tries = 0; ; tries++) {
    const text = String(await page.evaluate('navigator.clipboard.readText()'));
    if (text !== '' || tries > 400) return text;
    await page.waitForTimeout(50);
  }
}

/** Agrees to the sheet that comes up. */
export async function trust(page: Page): Promise<void> {
  await button(page, 'Trust and run').click();
}

/** Everything of the shown log, as copying gives it. */
export async function wholeLog(page: Page): Promise<string[]> {
  // A log that has not come yet would be copied as nothing.
  await page.getByRole('log').locator('.log-row').first().waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('Control+A');
  // Lines that are not in the page are read from the log of record first.
  return (await copiedText(page)).split('\n');
}

/** Pictures are for people to look at: they are taken where someone wants them. */
const wantsPictures = process.env.JOBWRIGHT_PICTURES !== undefined;

/** Keeps a picture of the window in `dist/screenshots`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await still(page);
  if (!wantsPictures) return;
  const folder = join(import.meta.dirname, '../../../dist/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Pictures of the same window in both themes, small and large. */
export async function keepPictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  for (const colorScheme of ['dark', 'light'] as const)
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await keepPicture(page, `${name}-${colorScheme}-${width}`);
    }
  await page.setViewportSize(before);
}
