import { createHash } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FileMemory } from './file-memory.ts';

/** What is hashed in one turn: well below a millisecond. */
const PIECE = 256 * 1024;
/** Where a file of YAML or JSON says what it is; it is not parsed to find out. */
const HEAD = 4096;
const MOST_TEMPLATE_BYTES = 4 * 1024 * 1024;

const marks = new FileMemory<string>();
const templates = new FileMemory<boolean>();

/**
 * What a file holds, in few characters: the hash of its bytes, read in pieces. A file that is known is not read again.
 *
 * @param info What was found of it just now, where somebody has looked.
 */
export async function contentMark(path: string | Buffer, info?: BigIntStats): Promise<string> {
  const known = info && marks.get(path, info);
  if (known !== undefined) return known;
  // A pipe that nobody writes to would be waited for.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (handle === 'ENOENT' || handle === 'ENOTDIR') return 'missing';
  if (typeof handle !== 'object') return 'unreadable';
  try {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) return 'unreadable';
    const mark = marks.get(path, before) ?? (await hashOf(handle, Number(before.size)));
    marks.put(path, before, await handle.stat({ bigint: true }), mark);
    return mark;
  } catch {
    return 'unreadable';
  } finally {
    await handle.close();
  }
}

async function hashOf(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(Math.min(PIECE, size + 1));
  for (;;) {
    const { bytesRead } = await handle.read(piece, 0, piece.length);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, bytesRead));
  }
}

/** Whether a regular file of YAML or JSON says in its first lines that it is a template, of jobs or environments. */
export async function saysTemplate(path: string | Buffer, info: BigIntStats): Promise<boolean> {
  if (info.size > MOST_TEMPLATE_BYTES) return false;
  const known = templates.get(path, info);
  if (known !== undefined) return known;
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    () => undefined,
  );
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead).toString('utf8');
    const says = /["']?specificationVersion["']?\s*:\s*["']?(?:environment|jobtemplate)-/.test(
      head,
    );
    templates.put(path, info, await handle.stat({ bigint: true }), says);
    return says;
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}
