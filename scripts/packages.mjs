// What the tests need of the system: installed by apt where this is Debian or its kin and we are root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export function canInstall() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

let updated = false;

/** Installs packages; whether they are there is for the caller to see. */
export function install(...packages) {
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 600_000,
    });
  if (!updated) apt('update', '-qq');
  updated = true;
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

/** Installs what gives a program, where that program is missing and can be installed. */
export function ensureProgram(program, name, log, trial = ['--version']) {
  const found = () => spawnSync(program, trial, { stdio: 'ignore' }).status === 0;
  if (found()) return true;
  if (!canInstall()) return false;
  log(`No ${program} on this machine; installing ${name} with apt-get.`);
  install(name);
  return found();
}
