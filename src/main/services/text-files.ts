import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProtocolError, type TextFile } from '../../shared/protocol/index.ts';
import { READ } from '../open-flags.ts';
import { atomicWrite } from './atomic-write.ts';

/** What an editor opens at most. Templates have their own, smaller limit in the language core. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** In hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Reads a text file whole.
 *
 * @throws ProtocolError `not-found`, `not-readable`, `too-large` or `not-text` (not UTF-8, or holding NUL).
 */
export async function readTextFile(path: string): Promise<TextFile> {
  const bytes = await readBytes(path);
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw new ProtocolError('not-text', `${path} is not a text file in UTF-8.`);
  return { path, text, hash: sha256(bytes), readOnly: !(await isWritable(path)) };
}

/**
 * Writes a text file atomically. `baseHash` is the version the edits began from: when the file on disk is
 * another, nothing is written; `null` means a new file, and an existing one is not overwritten.
 *
 * @throws ProtocolError `changed-on-disk` with the hash that is there now, or `not-writable`.
 */
export async function writeTextFile(
  path: string,
  text: string,
  baseHash: string | null,
  force: boolean,
): Promise<TextFile> {
  if (!force) await refuseConflict(path, baseHash);
  const bytes = Buffer.from(text, 'utf8');
  try {
    if (baseHash !== null && !(await isWritable(path))) throw errno('EACCES');
    await atomicWrite(path, bytes);
  } catch (error) {
    throw writeProblem(path, error);
  }
  return { path, text, hash: sha256(bytes), readOnly: false };
}

async function refuseConflict(path: string, baseHash: string | null): Promise<void> {
  const current = await readBytes(path).then(sha256, (error: unknown) => {
    if (error instanceof ProtocolError && error.code === 'not-found') return null;
    throw error;
  });
  if (current === baseHash || (baseHash !== null && current === null)) return;
  throw new ProtocolError(
    'changed-on-disk',
    baseHash === null
      ? `${path} exists already.`
      : `${path} was changed by another program since it was opened.`,
    { hash: current },
  );
}

/**
 * The beginning of a regular file, however large it is.
 *
 * @throws ProtocolError `not-found` or `not-readable`.
 */
export function readHead(
  path: string,
  most: number,
): Promise<{ readonly bytes: Buffer; readonly size: number }> {
  return withRegularFile(path, async (handle, size) => {
    const buffer = Buffer.alloc(Math.min(size, most));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return { bytes: buffer.subarray(0, bytesRead), size };
  });
}

function readBytes(path: string): Promise<Buffer> {
  return withRegularFile(path, (handle, size) => {
    if (size > MAX_TEXT_BYTES)
      throw new ProtocolError(
        'too-large',
        `${path} has ${size} bytes; files above ${MAX_TEXT_BYTES} are not opened as text.`,
      );
    return handle.readFile();
  });
}

/** A pipe that nobody writes to would be waited for, and a device never ends: only regular files are read. */
async function withRegularFile<T>(
  path: string,
  use: (handle: FileHandle, size: number) => Promise<T>,
): Promise<T> {
  try {
    const handle = await open(path, READ);
    try {
      const found = await handle.stat();
      if (found.isDirectory()) throw errno('EISDIR');
      if (!found.isFile())
        throw new ProtocolError('not-readable', `${path} is not a regular file.`);
      return await use(handle, found.size);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readProblem(path, error);
  }
}

/** The text of UTF-8 bytes with any byte order mark kept, or undefined where they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function isWritable(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    // For root every file is writable; the owner's bit still says what is meant.
    if ((found.mode & 0o222) === 0) return false;
    await access(path, constants.W_OK);
    await access(dirname(path), constants.W_OK);
    return true;
  } catch (error) {
    // A file that was deleted meanwhile can be written again; writing it says what else is wrong.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function readProblem(path: string, error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new ProtocolError('not-found', `${path} does not exist.`);
  if (code === 'EISDIR') return new ProtocolError('not-readable', `${path} is a folder.`);
  if (code === 'EACCES' || code === 'EPERM')
    return new ProtocolError('not-readable', `${path} cannot be read: permission denied.`);
  return new ProtocolError('not-readable', `${path} cannot be read: ${String(code ?? error)}.`);
}

function writeProblem(path: string, error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  const why =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
      ? 'it is read-only or in a folder that is'
      : code === 'ENOSPC' || code === 'EDQUOT'
        ? 'the disk is full'
        : code === 'ENOENT'
          ? 'its folder does not exist'
          : String(code ?? error);
  return new ProtocolError(
    'not-writable',
    `${path} was not saved: ${why}. Your text is still here.`,
    code === 'ENOENT' ? { folder: 'gone' } : undefined,
  );
}

function errno(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
