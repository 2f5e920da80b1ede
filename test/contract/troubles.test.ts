import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, createApp } from '../../src/main/app.ts';
import { type AppPaths, appPaths } from '../../src/main/services/app-paths.ts';
import type { EventData, Trouble } from '../../src/shared/protocol/index.ts';
import { type Connected, transports } from './transports.ts';

let paths: AppPaths;
let app: App;
let page: Connected;
let told: EventData<'app.trouble'>[];

beforeEach(async () => {
  paths = appPaths({ JOBWRIGHT_HOME: mkdtempSync(join(tmpdir(), 'jobwright-home-')) });
  for (const folder of [paths.stateDirectory, paths.historyDirectory])
    mkdirSync(folder, { recursive: true });
  app = createApp({ host: 'memory', paths, reportError: () => undefined });
  page = await connect();
  told = [];
  page.client.on('app.trouble', (trouble) => told.push(trouble));
});

afterEach(async () => {
  await page.close();
  await app.close();
});

const connect = () => (transports.memory as (typeof transports)[string])(app.dispatcher);

async function known(): Promise<readonly Trouble[]> {
  const later = await connect();
  const { troubles } = await later.client.call('app.describe', {});
  await later.close();
  return troubles;
}

it('tells pages of settings, signers and trust that were damaged, and where they are now', async () => {
  const bundle = mkdtempSync(join(tmpdir(), 'jobwright-bundle-'));
  writeFileSync(join(bundle, 'template.yaml'), 'name: one\n');
  const damaged = [
    paths.settingsFile,
    ...['trust.json', 'signers.json', 'recent.json', 'bundles.json'].map((name) =>
      join(paths.stateDirectory, name),
    ),
  ];
  for (const file of damaged) writeFileSync(file, '{"half');
  const { client } = page;
  await Promise.all([client.call('settings.get', {}), client.call('settings.get', {})]);
  await client.call('signer.list', {});
  await client.call('recent.list', {});
  expect((await client.call('bundle.open', { path: bundle })).trust).toBe('untrusted');
  const ids = ['bundles', 'recent', 'settings', 'signers', 'trust'];
  expect(told.map(({ id }) => id).sort()).toEqual(ids);
  for (const file of damaged) {
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"half');
    expect(told.filter(({ message }) => message?.includes(`${file}.damaged.`))).toHaveLength(1);
  }
  expect(await known()).toEqual(told);
});

it('tells pages of a history that was damaged, also those that come later', async () => {
  const file = join(paths.historyDirectory, 'history.db');
  writeFileSync(file, 'no database at all, '.repeat(400));
  expect(await page.client.call('run.list', { limit: 5 })).toEqual([]);
  const [trouble] = told;
  expect(told).toEqual([{ id: 'history-damaged', message: expect.any(String) }]);
  const aside = /is now (\S*history\.db\.damaged-[\dTZ-]+)\./.exec(trouble?.message ?? '')?.[1];
  expect(aside !== undefined && existsSync(aside)).toBe(true);
  expect(await known()).toEqual(told);
});

it('tells pages of a history that cannot be opened, and that it can again', async () => {
  const file = join(paths.historyDirectory, 'history.db');
  mkdirSync(file);
  await expect(page.client.call('run.list', { limit: 5 })).rejects.toThrow();
  expect(told).toEqual([
    { id: 'history', message: expect.stringContaining(`The history in ${paths.historyDirectory}`) },
  ]);
  expect(await known()).toEqual(told);
  rmSync(file, { recursive: true });
  expect(await page.client.call('run.list', { limit: 5 })).toEqual([]);
  expect(told.at(-1)).toEqual({ id: 'history', message: null });
  expect(await known()).toEqual([]);
});
