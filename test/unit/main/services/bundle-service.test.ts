import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../../src/main/app.ts';
import { memoryTransport } from '../../../../src/main/hosts/memory/transport.ts';
import { appPaths } from '../../../../src/main/services/app-paths.ts';
import { ProtocolClient } from '../../../../src/shared/protocol/client.ts';

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-service-'));
  root = join(folder, 'bundle');
  mkdirSync(root);
  writeFileSync(
    join(root, 'template.yaml'),
    `specificationVersion: jobtemplate-2023-09
name: A
steps: [{ name: S, script: { actions: { onRun: { command: "true" } } } }]
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withClient<T>(use: (client: ProtocolClient) => Promise<T>): Promise<T> {
  const app = createApp({
    host: 'memory',
    paths: appPaths({ JOBWRIGHT_HOME: join(folder, 'home') }),
  });
  const { client, server } = memoryTransport();
  app.dispatcher.serve(server);
  try {
    return await use(new ProtocolClient(client));
  } finally {
    client.close();
    await app.close();
  }
}

const request = () => ({
  templatePath: join(root, 'template.yaml'),
  text: `specificationVersion: jobtemplate-2023-09
name: A
steps: [{ name: S, script: { actions: { onRun: { command: "true" } } } }]
`,
  parameters: {},
  environments: [],
  pathMappingRules: [],
  processKind: 'pipe' as const,
  sessions: 1,
  scope: { kind: 'job' as const },
});

describe('what lies in a bundle', () => {
  it('gives its values', async () => {
    writeFileSync(
      join(root, 'parameter_values.yaml'),
      'parameterValues: [{ name: Frame, value: 7 }]\n',
    );
    const { bundledValues } = await withClient((client) =>
      client.call('bundle.open', { path: root }),
    );
    expect(bundledValues).toEqual({ Frame: 7 });
  });

  it.skipIf(process.platform === 'win32')('does not hold its opening up', async () => {
    // A pipe to which nobody writes is never at its end.
    execFileSync('mkfifo', [join(root, 'parameter_values.yaml'), join(root, 'environment.yaml')]);
    const opened = await withClient((client) => client.call('bundle.open', { path: root }));
    expect([opened.bundledValues, opened.files.map(({ path }) => path)]).toEqual([
      {},
      ['template.yaml'],
    ]);
  });

  it('is shown with its beginning, however large it is', async () => {
    const script = join(root, 'render.sh');
    writeFileSync(script, 'echo begins');
    // Holes take no room on the disk; read whole it would not fit into one buffer.
    truncateSync(script, 5 * 2 ** 30);
    const { scripts } = await withClient((client) => client.call('trust.describe', request()));
    const shown = scripts.find(({ name }) => name === 'render.sh')?.text ?? '';
    expect(shown.startsWith('echo begins')).toBe(true);
    expect(shown.endsWith('… (5368709120 bytes in all)')).toBe(true);
  });
});
