import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type App, createApp } from '../../src/main/app.ts';
import { PAGE_ORIGIN } from '../../src/main/hosts/electron/page-address.ts';
import { serveWindow } from '../../src/main/hosts/electron/serve-window.ts';
import { startWebHost, type WebHost } from '../../src/main/hosts/web/server.ts';
import { appPaths } from '../../src/main/services/app-paths.ts';
import { FakeWindow } from './transports.ts';

let app: App;
let host: WebHost;

beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'jobwright-home-'));
  const pageRoot = join(mkdtempSync(join(tmpdir(), 'jobwright-page-')), 'page');
  mkdirSync(pageRoot);
  writeFileSync(join(pageRoot, 'index.html'), 'the page');
  writeFileSync(join(pageRoot, '..', 'secret.txt'), 'secret');
  app = createApp({ host: 'web', paths: appPaths({ JOBWRIGHT_HOME: home }) });
  host = await startWebHost({ dispatcher: app.dispatcher, pageRoot, port: 0 });
});

afterAll(async () => {
  await host.close();
  await app.close();
});

interface Answer {
  status: number;
  body: string;
  cookie: string | undefined;
}

/** A request with exactly these headers; fetch would not let `Host` be chosen. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: host.port, path, method, headers },
      (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0],
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

async function newCookie(): Promise<string> {
  const url = new URL(host.newUrl());
  return (await get(url.pathname + url.search)).cookie ?? '';
}

function openSocket(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/ws`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

/** Bytes as they are, which no client library would send; the first line of the answer. */
function sendRaw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(host.port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
  });
}

/** Asks for a socket and is gone before the answer. */
function resetDuringUpgrade(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(host.port, '127.0.0.1', () => {
      socket.write(`GET /ws HTTP/1.1\r\nHost: x\r\n${UPGRADE}\r\n${'x'.repeat(70_000)}`, () =>
        socket.resetAndDestroy(),
      );
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}

const UPGRADE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  '',
].join('\r\n');

describe('the local server', () => {
  it.each(['//', 'http://[', '///..//'])('outlives a request for %s', async (target) => {
    const named = `Host: 127.0.0.1:${host.port}\r\n`;
    expect(await sendRaw(`GET ${target} HTTP/1.1\r\n${named}Connection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 (400|403|404) /,
    );
    expect(await sendRaw(`GET ${target} HTTP/1.1\r\n${named}${UPGRADE}\r\n`)).toContain('403');
    expect((await get('/')).status).toBe(403);
  });

  it('outlives clients that reset the connection while they ask for a socket', async () => {
    for (let count = 0; count < 100; count++) await resetDuringUpgrade();
    expect((await get('/')).status).toBe(403);
  });

  it('exchanges its one-time token for a cookie, once', async () => {
    const url = new URL(host.newUrl());
    const first = await get(url.pathname + url.search);
    expect(first.status).toBe(303);
    expect(first.cookie).toMatch(/^jobwright_session_[0-9]+=.{30,}/);
    expect((await get('/', { Cookie: first.cookie ?? '' })).body).toBe('the page');
    expect((await get(url.pathname + url.search)).status).toBe(403);
  });

  it.each([
    ['no token and no cookie', '/', {}, 403],
    ['a wrong token', '/?token=guess', {}, 403],
    ['a wrong cookie', '/', { Cookie: 'jobwright_session_1=guess' }, 403],
    ['another Host (DNS rebinding)', '/', { Host: 'evil.example' }, 403],
    ['another Origin', '/', { Origin: 'https://evil.example' }, 403],
  ])('refuses %s', async (_name, path, headers, status) => {
    expect((await get(path, headers as Record<string, string>)).status).toBe(status);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%zz'])(
    'serves nothing outside the page: %s',
    async (path) => {
      const answer = await get(path, { Cookie: await newCookie() });
      expect(answer).toMatchObject({ status: 404, body: 'There is no such file.\n' });
    },
  );

  it('answers reading requests only', async () => {
    expect((await get('/', { Cookie: await newCookie() }, 'POST')).status).toBe(405);
  });

  it('opens a socket for its own page only', async () => {
    const cookie = await newCookie();
    const own = `http://127.0.0.1:${host.port}`;
    expect(await openSocket({ Cookie: cookie, Origin: own })).toBe(101);
    expect(await openSocket({ Origin: own })).toBe(403);
    expect(await openSocket({ Cookie: cookie })).toBe(403);
    expect(await openSocket({ Cookie: cookie, Origin: 'https://evil.example' })).toBe(403);
    expect(await openSocket({ Cookie: cookie, Origin: own, Host: 'evil.example' })).toBe(403);
  });
});

describe('the window’s channel (over a fake of IPC)', () => {
  const hello = { id: 1, method: 'samples.list', params: {} };

  it.each([
    ['another window', { sender: { id: 8 } }],
    ['another page', { senderFrame: { url: 'https://evil.example/', parent: null } }],
    ['a page of the same name elsewhere', { senderFrame: { url: 'http://window/', parent: null } }],
    ['an embedded frame', { senderFrame: { url: `${PAGE_ORIGIN}/`, parent: {} } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('hears nothing from %s', async (_name, event) => {
    const window = new FakeWindow();
    serveWindow(app.dispatcher, window.ipcMain, window);
    window.deliver(hello, event);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(window.received).toEqual([]);
    window.deliver(hello);
    await expect.poll(() => window.received.length).toBe(1);
    window.destroy();
  });

  it('ends a page’s connection when the window goes to the next document', () => {
    const window = new FakeWindow();
    const before = app.dispatcher.connectionCount;
    serveWindow(app.dispatcher, window.ipcMain, window);
    expect(app.dispatcher.connectionCount).toBe(before + 1);
    window.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(app.dispatcher.connectionCount).toBe(before + 1);
    expect(window.ipcMain.listenerCount('jobwright:request')).toBe(1);
    window.destroy();
    expect(app.dispatcher.connectionCount).toBe(before);
  });
});
