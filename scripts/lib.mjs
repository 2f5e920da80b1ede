import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that everything runs on, whatever the machine has. */
export const node = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Runs a program of ours with the pinned Node; returns its exit code. */
export function run(args, options = {}) {
  const result = spawnSync(existsSync(node) ? node : process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: { ...process.env, ...options.env },
  });
  return result.status ?? 1;
}

/** Runs and ends this script when it fails. */
export function must(args, options) {
  const code = run(args, options);
  if (code !== 0) process.exit(code);
}

/** The newest change below these paths, in ms. */
export function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    const info = statSync(full);
    if (!info.isDirectory()) latest = Math.max(latest, info.mtimeMs);
    else
      for (const entry of readdirSync(full, { recursive: true, withFileTypes: true }))
        if (entry.isFile())
          latest = Math.max(
            latest,
            statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs,
          );
  }
  return latest;
}
