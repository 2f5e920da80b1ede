// Builds what is missing and opens the application: Electron where its binary is present or can be
// downloaded, else the browser host. `npm start -- PATH` opens a bundle or a template.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { must, node, root } from './lib.mjs';

must([join(root, 'scripts', 'build.mjs')]);
const args = process.argv.slice(2);
const calledFrom = process.env.INIT_CWD ?? process.cwd();
const paths = args.map((argument) =>
  argument.startsWith('-') ? argument : resolve(calledFrom, argument),
);

const { program, reason } = findElectron();
if (program !== undefined) follow(spawn(program, [root, ...paths], { stdio: 'inherit' }));
else {
  process.stdout.write(`${reason} Opening the browser host instead.\n`);
  const main = join(root, 'dist', 'cli', 'main.js');
  follow(spawn(node, [main, 'serve', ...paths], { stdio: 'inherit' }));
}

/** Electron's program, downloaded now if need be, or why there is none. */
function findElectron() {
  if (process.env.JOBWRIGHT_HOST === 'browser') return { reason: 'JOBWRIGHT_HOST asks for it.' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: 'There is no display for a window.' };
  const folder = join(root, 'node_modules', 'electron');
  const install = join(folder, 'install.js');
  if (existsSync(install) && !installedElectron())
    spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: 120_000 });
  const program = installedElectron();
  return program === undefined
    ? { reason: 'Electron is not on this machine and could not be downloaded.' }
    : { program };
}

/** Where the package keeps its program once it was downloaded; asking it itself would download again. */
function installedElectron() {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = join(folder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(program) ? program : undefined;
}

function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
