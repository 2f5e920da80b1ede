// Builds what is older than its sources: the page, the programs under Node, the preload of the window.
// `--only page|programs|preload` builds one of them, `--force` builds whatever its age.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { must, newest, root } from './lib.mjs';

const only = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1]
  : undefined;
const force = process.argv.includes('--force');
const vite = 'node_modules/vite/bin/vite.js';
const common = ['src/shared', 'package.json', 'package-lock.json', 'tsconfig.json'];

const targets = {
  programs: { config: 'vite.main.config.ts', sources: ['src/main', ...common] },
  preload: { config: 'vite.preload.config.ts', sources: ['src/main/hosts/electron', ...common] },
  page: { config: 'vite.renderer.config.ts', sources: ['src/renderer', 'assets/icons', ...common] },
};

for (const [name, target] of Object.entries(targets)) {
  if ((only !== undefined && only !== name) || !existsSync(join(root, target.config))) continue;
  const stamp = join(root, 'dist', `.${name}.stamp`);
  const built = newest([`dist/.${name}.stamp`]);
  if (!force && built > newest([target.config, ...target.sources])) continue;
  must([vite, 'build', '--config', target.config, '--logLevel', 'warn']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${new Date().toISOString()}\n`);
}
