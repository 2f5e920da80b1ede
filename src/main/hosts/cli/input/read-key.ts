import { readFile, stat } from 'node:fs/promises';
import { fail, USAGE_EXIT } from '../exit.ts';

/** Keys take a few kilobytes. */
const MAX_BYTES = 1 << 20;

/** The text of a key file; ends the command when it cannot be one. */
export async function readKeyFile(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_BYTES) fail(`"${path}" is too large for a key.`, USAGE_EXIT);
    return await readFile(path, 'utf8');
  } catch (error) {
    fail(`The key cannot be read: ${error instanceof Error ? error.message : error}`, USAGE_EXIT);
  }
}
