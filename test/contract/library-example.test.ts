import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('runs the example of docs/library.md as it stands', async () => {
  const bundle = join(mkdtempSync(join(tmpdir(), 'jobwright-example-')), 'environments');
  cpSync(join(root, 'assets/samples/environments'), bundle, { recursive: true });
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'docs/examples/run-a-job.ts'), bundle],
      { timeout: 20_000 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : 1, output: stdout + stderr }),
    );
  });
  expect(code, output).toBe(0);
  expect(output).toMatch(/Hello, task 1\.[\s\S]*Hello, task 3\.[\s\S]*This session ran 3 tasks/);
});
