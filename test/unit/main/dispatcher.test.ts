import { expect, it } from 'vitest';
import type { Backend } from '../../../src/main/backend.ts';
import { Dispatcher } from '../../../src/main/dispatcher.ts';
import { memoryTransport } from '../../../src/main/hosts/memory/transport.ts';

it('tells what was made for a page that closed meanwhile that the page is gone', async () => {
  const { client, server } = memoryTransport();
  const told = await new Promise<string[]>((resolve) => {
    const backend: Partial<Backend> = {
      'terminal.close': async (_, connection) => {
        const order: string[] = [];
        connection.onClose(() => order.push('before'));
        client.close();
        connection.onClose(() => order.push('after'));
        resolve(order);
        return {};
      },
    };
    new Dispatcher(backend as Backend, () => {}).serve(server);
    client.send({ id: 1, method: 'terminal.close', params: { terminal: 1 } });
  });
  expect(told).toEqual(['before', 'after']);
});
