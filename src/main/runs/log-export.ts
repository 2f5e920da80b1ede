import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import type { LogBatch, LogTimes } from '../../shared/protocol/log.ts';
import { lineTime, plainText } from '../../shared/text/log-text.ts';

const LINES_AT_ONCE = 5000;

export interface Exported {
  readonly lines: number;
  readonly bytes: number;
}

/**
 * Writes a log as plain text: a stretch at a time, so that one of gigabytes costs no memory, and into a
 * file beside the wanted one, so that what was there stays until all is written.
 */
export async function exportLog(
  read: (from: number, count: number) => Promise<LogBatch>,
  path: string,
  times: LogTimes,
): Promise<Exported> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.new`;
  const mode = await fs.stat(path).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  );
  const handle = await fs.open(temporary, 'wx', mode);
  let lines = 0;
  let bytes = 0;
  try {
    let origin: number | undefined;
    for (;;) {
      const batch = await read(lines, LINES_AT_ONCE);
      if (batch.count === 0) break;
      origin ??= batch.times[0] ?? 0;
      const begun = origin;
      const text = batch.text
        .split('\n')
        .map((line, i) => {
          const time = lineTime(batch.times[i] ?? 0, times, begun);
          return `${time}${time === '' ? '' : '  '}${plainText(line)}\n`;
        })
        .join('');
      // Whole or not at all: a single `write` may write a part, and say so without an error.
      await handle.writeFile(text);
      bytes += Buffer.byteLength(text);
      lines += batch.count;
    }
    await handle.chmod(mode);
    await handle.sync();
    await handle.close();
    await fs.rename(temporary, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await fs.rm(temporary, { force: true });
    throw error;
  }
  return { lines, bytes };
}
