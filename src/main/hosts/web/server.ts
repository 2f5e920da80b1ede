import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Dispatcher } from '../../dispatcher.ts';
import { SessionGuard } from './session-guard.ts';
import { socketTransport } from './socket-transport.ts';
import { contentSecurityPolicy, sendStaticFile } from './static-files.ts';

/** Larger messages than the largest template with its values are nobody's of ours. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

export interface WebHost {
  /** The address with a fresh one-time token. */
  newUrl(): string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the browser host on 127.0.0.1.
 *
 * @param port 0 for any free one.
 * @param pageRoot the built page.
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is taken, `EACCES` when it may not be used.
 */
export async function startWebHost(options: {
  dispatcher: Dispatcher;
  pageRoot: string;
  port: number;
}): Promise<WebHost> {
  const server = createServer();
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const guard = new SessionGuard(port);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  server.on('request', (request, response) => {
    void answer(request, response, guard, options.pageRoot, port);
  });
  server.on('upgrade', (request, socket, head) => {
    // Node has taken its own listener off: a client that resets the connection must not end the server.
    socket.on('error', () => socket.destroy());
    const allowed =
      addressOf(request)?.pathname === '/ws' &&
      guard.isLocal(request) &&
      // A browser always names the page's origin here; what does not is no page of ours.
      request.headers.origin !== undefined &&
      guard.hasSession(request);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate());
      options.dispatcher.serve(socketTransport(webSocket));
    });
  });

  return {
    port,
    newUrl: () => `http://127.0.0.1:${port}/?token=${guard.newToken()}`,
    close: () => closeAll(server, sockets),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  guard: SessionGuard,
  pageRoot: string,
  port: number,
): Promise<void> {
  setSecurityHeaders(response, port);
  if (!guard.isLocal(request)) {
    refuse(response, 403, 'This address is not served here.');
    return;
  }
  const url = addressOf(request);
  if (url === undefined) {
    refuse(response, 400, 'This is no address.');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'Only pages are served here.');
    return;
  }
  const token = url.searchParams.get('token');
  if (token !== null) {
    const cookie = guard.redeem(token);
    if (cookie === undefined && !guard.hasSession(request)) {
      refuse(
        response,
        403,
        'This link was used already or is not of this server. Start Jobwright again for a new one.',
      );
      return;
    }
    // The address with the token leaves the history and the address bar.
    response.writeHead(303, { Location: '/', ...(cookie ? { 'Set-Cookie': cookie } : {}) });
    response.end();
    return;
  }
  if (!guard.hasSession(request)) {
    refuse(
      response,
      403,
      'Open Jobwright by the link that it printed when it started; the link carries a token.',
    );
    return;
  }
  await sendStaticFile(pageRoot, url.pathname, response);
}

/** What a request asks for; a request line may hold anything, `//` for one, which is no address. */
function addressOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/';
  const base = 'http://localhost';
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}

function setSecurityHeaders(response: ServerResponse, port: number): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(port));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
