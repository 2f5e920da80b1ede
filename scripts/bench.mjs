// `npm run bench [NAME …]`: prints figures, each with its data, runs and percentiles. Peers are measured in
// the same run where they can be. Nothing is asserted: a figure is read, not passed.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { must, root, run } from './lib.mjs';

must([join(root, 'scripts', 'build.mjs')]);
const wanted = process.argv.slice(2);
const folder = join(root, 'test', 'bench');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
let failed = 0;
for (const name of names)
  failed += run(['--expose-gc', '--no-warnings', join(folder, name)]) === 0 ? 0 : 1;
process.exit(failed);
