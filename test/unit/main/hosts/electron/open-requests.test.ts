import { EventEmitter } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../../../src/main/app.ts';
import {
  type OpeningApp,
  OpenRequests,
} from '../../../../../src/main/hosts/electron/open-requests.ts';
import { memoryTransport } from '../../../../../src/main/hosts/memory/transport.ts';
import { appPaths } from '../../../../../src/main/services/app-paths.ts';
import { ProtocolClient } from '../../../../../src/shared/protocol/index.ts';

let electron: EventEmitter;
let sent: string[];
let shown: number;
let requests: OpenRequests;

beforeEach(() => {
  electron = new EventEmitter();
  sent = [];
  shown = 0;
  requests = new OpenRequests(electron as unknown as OpeningApp, {
    ownWords: 2,
    show: () => shown++,
    send: (path) => sent.push(path),
  });
});

/** A page that listens, with what ends it. */
function page(): () => void {
  const closing: (() => void)[] = [];
  requests.pageListens({ onClose: (listener) => closing.push(listener) });
  return () => {
    for (const listener of closing) listener();
  };
}

function doubleClick(file: string): boolean {
  let prevented = false;
  electron.emit('open-file', { preventDefault: () => (prevented = true) }, file);
  return prevented;
}

describe('paths that the system asks to open', () => {
  it('wait while the application starts and its page loads', () => {
    expect(doubleClick('/jobs/one')).toBe(true);
    doubleClick('/jobs/two');
    expect(sent).toEqual([]);
    page();
    expect(sent).toEqual(['/jobs/two']);
    page();
    expect(sent).toEqual(['/jobs/two']);
  });

  it('go to the page that is there, and bring its window to the front', () => {
    page();
    doubleClick('/jobs/one');
    expect([sent, shown]).toEqual([['/jobs/one'], 1]);
  });

  it('wait for the next page when the window was closed or its page died', () => {
    page()();
    doubleClick('/jobs/one');
    expect([sent, shown]).toEqual([[], 1]);
    page();
    expect(sent).toEqual(['/jobs/one']);
  });

  it('are meant from where the second start was typed', () => {
    page();
    const start = (...words: string[]) =>
      electron.emit('second-instance', {}, ['/bin/electron', '/app', ...words], '/work/shots');
    start('--no-sandbox', 'night/bundle');
    start('/abs/bundle');
    start('--verbose');
    expect(sent).toEqual(['/work/shots/night/bundle', '/abs/bundle']);
    expect(shown).toBe(3);
  });

  it('reach a page over the protocol once it asks what it needs to know', async () => {
    const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
    const host = createApp({
      host: 'electron',
      paths: appPaths({ JOBWRIGHT_HOME: home }),
      onPage: (connection) => over.pageListens(connection),
    });
    const over = new OpenRequests(electron as unknown as OpeningApp, {
      ownWords: 1,
      show: () => undefined,
      send: (argument) => host.dispatcher.broadcast('app.command', { command: 'open', argument }),
    });
    const path = join(home, 'template.yaml');
    writeFileSync(path, 'name: one\n');
    doubleClick(path);
    const ends = memoryTransport();
    host.dispatcher.serve(ends.server);
    const client = new ProtocolClient(ends.client);
    const commands: unknown[] = [];
    client.on('app.command', (command) => commands.push(command));
    expect(commands).toEqual([]);
    await client.call('app.describe', {});
    expect(commands).toEqual([{ command: 'open', argument: path }]);
    await host.close();
  });
});
