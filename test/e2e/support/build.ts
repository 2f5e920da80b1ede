import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE } from './evidence.ts';

/** Forgets what failed before, and builds what is older than its sources, once before all files: they share what is built. */
export default function build(): void {
  rmSync(EVIDENCE, { recursive: true, force: true });
  const root = join(import.meta.dirname, '../../..');
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
}
