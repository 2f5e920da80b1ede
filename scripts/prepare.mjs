// After `npm ci`: builds the command line, so that the `jobwright` program runs. Installed as a dependency
// (without the build tools) the built files are part of the package already.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from './lib.mjs';

if (existsSync(join(root, 'node_modules', 'vite')) && existsSync(join(root, 'src')))
  must([join(root, 'scripts', 'build.mjs'), '--only', 'programs']);
