import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Days that a log which was opened in an editor stays there. */
const DAYS = 7;
/** Bytes that all of them may hold: the oldest go first. */
const LIMIT = 512 << 20;

/** Takes away copies of logs that were made for an editor long ago, or that are too many. */
export async function cleanShownLogs(
  directory: string,
  { now = Date.now(), days = DAYS, limit = LIMIT } = {},
): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const files = [];
  for (const name of names) {
    const path = join(directory, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) files.push({ path, size: found.size, time: found.mtimeMs });
  }
  files.sort((a, b) => b.time - a.time);
  let kept = 0;
  for (const { path, size, time } of files) {
    kept += size;
    if (kept > limit || now - time > days * 86_400_000) await rm(path, { force: true });
  }
}
