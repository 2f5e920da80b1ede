// Builds what is missing and opens the application: Electron where its binary is present or can be
// downloaded, else the browser host. `npm start -- PATH` opens a bundle or a template.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { must, node, root } from './lib.mjs';

must([join(root, 'scripts', 'build.mjs')]);
const args = process.argv.slice(2);
const calledFrom = process.env.INIT_CWD ?? process.cwd();
const paths = args.map((argument) =>
  argument.startsWith('-') ? argument : resolve(calledFrom, argument),
);

const electron = findElectron();
if (electron !== undefined) follow(spawn(electron, [root, ...paths], { stdio: 'inherit' }));
else {
  process.stdout.write(
    'Electron is not on this machine and could not be downloaded; opening the browser host instead.\n',
  );
  follow(
    spawn(node, [join(root, 'dist', 'cli', 'main.js'), 'serve', ...paths], { stdio: 'inherit' }),
  );
}

/** Electron's program, downloaded now if need be; undefined where there is none to be had or no display. */
function findElectron() {
  if (process.env.JOBWRIGHT_HOST === 'browser') return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return undefined;
  const require = createRequire(import.meta.url);
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(folder)) return undefined;
  try {
    return existing(require('electron'));
  } catch {
    const install = join(folder, 'install.js');
    if (!existsSync(install)) return undefined;
    spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: 120_000 });
    try {
      delete require.cache[require.resolve('electron')];
      return existing(require('electron'));
    } catch {
      return undefined;
    }
  }
}

function existing(path) {
  return typeof path === 'string' && existsSync(path) ? path : undefined;
}

function follow(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
