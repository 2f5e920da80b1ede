import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { READ } from '../open-flags.ts';
import { FileMemory } from './file-memory.ts';

/** What is hashed in one turn: well below a millisecond. */
const PIECE = 256 * 1024;
/** Where a file says what it is; it is not parsed to find out. */
const HEAD = 4096;
const MOST_TEMPLATE_BYTES = 4 * 1024 * 1024;

const marks = new FileMemory<string>();
const templates = new FileMemory<boolean>();
const data = new FileMemory<boolean>();

/**
 * What a file holds, in few characters: the hash of its bytes, read in pieces. A file that is known is not read again.
 *
 * @param info What was found of it just now, where somebody has looked.
 */
export async function contentMark(path: string | Buffer, info?: BigIntStats): Promise<string> {
  const known = info && marks.get(path, info);
  if (known !== undefined) return known;
  // A pipe that nobody writes to would be waited for.
  const handle = await open(path, READ).catch((error: NodeJS.ErrnoException) => error.code);
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
  return judged(templates, path, info, (head) =>
    /["']?specificationVersion["']?\s*:\s*["']?(?:environment|jobtemplate)-/.test(
      head.toString('utf8'),
    ),
  );
}

/**
 * Whether a file can be no program whatever its mode is: neither text, which a shell would run, nor of a form that
 * systems load. One that cannot be read may be anything.
 */
export function isData(path: Buffer, info: BigIntStats): Promise<boolean> {
  return judged(data, path, info, (head) => {
    const start = head.toString('latin1', 0, 4);
    return head.includes(0) && !PROGRAM_STARTS.some((one) => start.startsWith(one));
  });
}

/** ELF, PE, Mach-O in both orders and of several processors, archives that a virtual machine runs, scripts. */
const PROGRAM_STARTS = [
  ...['\x7fELF', 'MZ', '\xfe\xed\xfa', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'],
  ...['\xca\xfe\xba\xbe', '\xbe\xba\xfe\xca', 'PK', '#!', '\0asm'],
];

/** What the beginning of a file says; nothing where it cannot be read. */
async function judged(
  memory: FileMemory<boolean>,
  path: string | Buffer,
  info: BigIntStats,
  judge: (head: Buffer) => boolean,
): Promise<boolean> {
  const known = memory.get(path, info);
  if (known !== undefined) return known;
  const handle = await open(path, READ).catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const says = judge(buffer.subarray(0, bytesRead));
    memory.put(path, info, await handle.stat({ bigint: true }), says);
    return says;
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}
