import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds what is older than its sources, once before all files: they share what is built. */
export default function build(): void {
  const root = join(import.meta.dirname, '../../..');
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
}
