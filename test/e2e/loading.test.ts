import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findings } from './support/axe.ts';
import { skipReason } from './support/browser.ts';
import {
  button,
  hold,
  keepPicture,
  makeBundle,
  openWindow,
  ready,
  runAll,
  sample,
  trust,
  type Window,
  waitForStatus,
} from './support/window.ts';

let window: Window;
afterEach(() => window.close());

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** Holds the backend's answers to some methods, from the next load on, until they are let go. */
async function holdAnswers(page: Page, ...methods: readonly string[]): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const asked = new Set<number>();
    socket.onMessage((message) => {
      const { id, method = '' } = JSON.parse(String(message)) as { id?: number; method?: string };
      if (id !== undefined && methods.includes(method)) asked.add(id);
      server.send(message);
    });
    server.onMessage((message) => {
      const { id } = JSON.parse(String(message)) as { id?: number };
      if (id !== undefined && asked.has(id)) void held.then(() => socket.send(message));
      else socket.send(message);
    });
  });
  return release;
}

const TALKS = `specificationVersion: jobtemplate-2023-09
name: Talks
steps:
  - name: Say
    script:
      actions:
        onRun: { command: sh, args: ["-c", "seq 1 20000; echo something to say"] }
`;

const VIEWS = [
  { name: 'YAML', code: '**/text-editor*', words: 'Loading the editor…', there: '.view-line' },
  { name: 'Form', code: '**/form-view*', words: 'Loading the view…', there: '.form-field' },
  { name: 'Graph', code: '**/graph-view*', words: 'Loading the view…', there: '.react-flow__node' },
  { name: 'Terminal', code: '**/terminal-panel*', words: 'Loading the view…', there: '.terminals' },
] as const;

describe.skipIf(skipReason)('what is not there yet', () => {
  it('says so in its place, and comes by itself', async () => {
    window = await openWindow({ path: sample('turntable'), colorScheme: 'dark' });
    const { page, errors } = window;
    let last = 2;
    for (const { name, code, words, there } of VIEWS) {
      const release = await hold(page, code);
      await page.reload();
      await ready(page);
      await tab(page, name).click();
      await page.locator('.late-view').getByText(words, { exact: true }).waitFor();
      await keepPicture(page, `loading-${name.toLowerCase()}-dark-1280`);
      expect([name, ...(await findings(page))]).toEqual([name]);
      // Everything else is there and works meanwhile.
      const frames = ++last;
      await page.getByLabel('Frames').fill(`1-${frames}`);
      await page
        .locator('.outline')
        .getByRole('button', { name: new RegExp(`^Render.*${frames * 2}$`) })
        .waitFor();
      await release();
      await page.locator(there).first().waitFor();
      expect(await page.locator('.late-view').count()).toBe(0);
    }
    expect(errors).toEqual([]);
  });

  it('is a picture that is still read: the file is named, and it comes by itself', async () => {
    window = await openWindow({ path: sample('turntable'), colorScheme: 'light' });
    const { page, errors } = window;
    const release = await holdAnswers(page, 'results.read');
    await page.reload();
    await ready(page);
    await page.getByLabel('Frames').fill('1-2');
    await page.getByText('4 tasks', { exact: true }).waitFor();
    await button(page, 'Scout').click();
    await trust(page);
    await waitForStatus(page, 'Finished');
    await tab(page, 'Files').click();
    await page.locator('.stage').getByText('Reading…', { exact: true }).waitFor();
    const output = page.getByRole('region', { name: 'Output' });
    // The small picture has its place before it is there.
    await output.locator('.thumb-loading').first().waitFor();
    await keepPicture(page, 'loading-picture-light-1280');
    expect(await findings(page)).toEqual([]);
    release();
    await page.locator('.stage canvas:not([hidden])').waitFor();
    expect(await page.getByText('Reading…', { exact: true }).count()).toBe(0);
    await output.locator('.thumb canvas').first().waitFor();
    await expect.poll(() => output.locator('.thumb-loading').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('is a log that is still read; one that is gone says so and is looked for again', async () => {
    window = await openWindow({ path: makeBundle(TALKS), colorScheme: 'dark' });
    const { page, server, errors } = window;
    const release = await holdAnswers(page, 'log.read', 'log.subscribe');
    await page.reload();
    await ready(page);
    await page.getByText('1 task', { exact: true }).waitFor();
    await runAll(page);
    await trust(page);
    await waitForStatus(page, 'Finished');
    await tab(page, 'Log').click();
    const log = page.getByRole('log');
    await log.getByText('Reading the log…', { exact: true }).waitFor();
    await keepPicture(page, 'loading-log-dark-1280');
    expect(await findings(page)).toEqual([]);
    release();
    await log.getByText('something to say', { exact: true }).waitFor();
    // What was written is away for a while, as on a drive that is not there.
    const runs = join(server.home, 'history', 'runs');
    renameSync(runs, `${runs}-away`);
    await page.reload();
    await ready(page);
    await tab(page, 'Log').click();
    await log.getByText('The file of this log is not in the history any more.').waitFor();
    await keepPicture(page, 'failed-log-dark-1280');
    expect(await findings(page)).toEqual([]);
    renameSync(`${runs}-away`, runs);
    await log.getByRole('button', { name: 'Try again' }).click();
    await log.getByText('something to say', { exact: true }).waitFor();
    expect(errors).toEqual([]);
  });
});
