import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Dispatcher } from '../../src/main/dispatcher.ts';
import { TO_MAIN, TO_PAGE } from '../../src/main/hosts/electron/channels.ts';
import type { ContentsLike, IpcEventLike } from '../../src/main/hosts/electron/ipc-transport.ts';
import { PAGE_ORIGIN } from '../../src/main/hosts/electron/page-address.ts';
import { serveWindow } from '../../src/main/hosts/electron/serve-window.ts';
import { memoryTransport } from '../../src/main/hosts/memory/transport.ts';
import { startWebHost } from '../../src/main/hosts/web/server.ts';
import {
  type ClientTransport,
  ProtocolClient,
  type RequestMessage,
  type ServerMessage,
} from '../../src/shared/protocol/index.ts';

export interface Connected {
  readonly client: ProtocolClient;
  close(): Promise<void>;
}

/** Every transport there is, each joined to a dispatcher the way its host joins it. */
export const transports: Record<string, (dispatcher: Dispatcher) => Promise<Connected>> = {
  memory: async (dispatcher) => {
    const ends = memoryTransport();
    dispatcher.serve(ends.server);
    return {
      client: new ProtocolClient(ends.client),
      close: async () => ends.client.close(),
    };
  },
  websocket: async (dispatcher) => {
    const pageRoot = mkdtempSync(join(tmpdir(), 'jobwright-page-'));
    writeFileSync(join(pageRoot, 'index.html'), '<!doctype html><title>Page</title>');
    const host = await startWebHost({ dispatcher, pageRoot, port: 0 });
    const visit = await fetch(host.newUrl(), { redirect: 'manual' });
    const cookie = visit.headers.get('set-cookie')?.split(';')[0] ?? '';
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/ws`, {
      headers: { Cookie: cookie, Origin: `http://127.0.0.1:${host.port}` },
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return {
      client: new ProtocolClient(webSocketClient(socket)),
      close: async () => {
        socket.close();
        await host.close();
      },
    };
  },
  /**
   * Stands in for Electron's IPC: what is sent is structured-cloned, and messages of other frames and
   * other windows are delivered as well. It is a contract test over a fake; Electron itself is not run.
   */
  'ipc (fake)': async (dispatcher) => {
    const window = new FakeWindow();
    serveWindow(dispatcher, window.ipcMain, window);
    return {
      client: new ProtocolClient(window.pageTransport()),
      close: async () => window.destroy(),
    };
  },
};

function webSocketClient(socket: WebSocket): ClientTransport {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => {
      socket.on('message', (data) => listener(JSON.parse(data.toString()) as ServerMessage));
    },
    onClose: (listener) => {
      socket.on('close', listener);
    },
    close: () => socket.close(),
  };
}

export class FakeWindow extends EventEmitter implements ContentsLike {
  readonly id = 7;
  readonly ipcMain = new EventEmitter();
  readonly received: unknown[] = [];
  readonly key = randomUUID();
  #destroyed = false;
  readonly #page = new EventEmitter();

  send(channel: string, message: unknown): void {
    if (channel === TO_PAGE) {
      const copy = structuredClone(message);
      this.received.push(copy);
      queueMicrotask(() => this.#page.emit('message', copy));
    }
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
    this.emit('destroyed');
    this.#page.emit('close');
  }

  /** A message as Electron would deliver it from some frame of some window. */
  deliver(message: unknown, event: Partial<IpcEventLike> = {}): void {
    const copy = structuredClone(message);
    queueMicrotask(() =>
      this.ipcMain.emit(
        TO_MAIN,
        {
          sender: { id: this.id },
          senderFrame: { url: `${PAGE_ORIGIN}/index.html`, parent: null },
          ...event,
        },
        copy,
      ),
    );
  }

  pageTransport(): ClientTransport {
    return {
      send: (message: RequestMessage) => this.deliver(message),
      onMessage: (listener) => {
        this.#page.on('message', listener);
      },
      onClose: (listener) => {
        this.#page.on('close', listener);
      },
      close: () => this.destroy(),
    };
  }
}
