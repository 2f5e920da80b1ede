import { createRequire } from 'node:module';

/**
 * Node's own SQLite. Some versions print a warning that it is experimental when it is loaded; that is of
 * no use to the people who would see it, and the versions we run on are pinned.
 */
function load(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return createRequire(import.meta.url)('node:sqlite') as typeof import('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

export const { DatabaseSync } = load();
