#!/usr/bin/env node
'use strict';
// Starts the command line. It must itself run on any Node a machine may have: where that one is older
// than 22.12 it hands over to the Node that is installed with Jobwright, and lives and ends with it.

const path = require('node:path');
const main = path.join(__dirname, '..', 'dist', 'cli', 'main.js');

function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > 22 || (parts[0] === 22 && parts[1] >= 12);
}

function missing(what) {
  process.stderr.write(
    `jobwright: ${what} is missing. Run "npm ci" in ${path.join(__dirname, '..')}\n`,
  );
  process.exit(1);
}

function handOver() {
  let node;
  try {
    node = path.join(path.dirname(require.resolve('node/package.json')), 'bin', 'node');
  } catch (_error) {
    missing(`the pinned Node (this one is ${process.version}, 22.12 is the oldest that works)`);
  }
  // The fourth pipe tells the other side when this process dies by SIGKILL, which no handler sees.
  const child = require('node:child_process').spawn(node, [main].concat(process.argv.slice(2)), {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: Object.assign({}, process.env, { JOBWRIGHT_PARENT_PIPE: '3' }),
  });
  child.stdio[3].on('error', () => {});
  // From a terminal the child is sent the signal as well; it counts them, so it must not get two.
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'].forEach((signal) => {
    process.on(signal, () => {
      if (signal === 'SIGINT' && fromTerminal) return;
      child.kill(signal);
    });
  });
  child.on('error', (error) => {
    process.stderr.write(`jobwright: cannot start ${node}: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
      return;
    }
    process.exit(code);
  });
}

if (!require('node:fs').existsSync(main)) missing('the built command line');
else if (isNewEnough(process.versions.node)) {
  try {
    require('node:module').enableCompileCache();
  } catch (_error) {
    // Only a little slower without.
  }
  import(require('node:url').pathToFileURL(main).href).catch((error) => {
    process.stderr.write(`jobwright: ${error?.stack || error}\n`);
    process.exit(1);
  });
} else handOver();
