import type { Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { EXR_PIXELS } from '../../shared/picture/exr-header.ts';
import { ProtocolError, type ResultSlice } from '../../shared/protocol/index.ts';
import { READ } from '../open-flags.ts';
import { type ImageHeader, readImageHeader } from './image-header.ts';
import { outside, resolveInside } from './results-files.ts';

const MAX_BYTES = 128 * 1024 * 1024;
/** A vector picture is laid out by the page itself: it has no pixels to count, so it must be small. */
const MAX_SVG_BYTES = 4 * 1024 * 1024;
const MAX_PIXELS = 100_000_000;
/** Where the header of a picture is looked for: colour profiles and thumbnails stand before it. */
const HEAD = 512 * 1024;
const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp', '.exr']);

/**
 * A stretch of a file below a folder, with what the file is. Pictures are judged by their header before
 * a byte of them is sent.
 *
 * @throws ProtocolError `outside-bundle`, `not-found`, `not-readable` or `too-large`.
 */
export async function readSlice(
  folder: string,
  path: string,
  from: number,
  count: number,
): Promise<ResultSlice> {
  const real = await resolveInside(folder, path);
  // A pipe that nobody writes to would be waited for: it is opened without waiting, and refused.
  const handle = await open(real, READ).catch((error: NodeJS.ErrnoException) => {
    throw new ProtocolError('not-readable', `${path} cannot be read: ${error.code}.`);
  });
  try {
    const found = await handle.stat();
    await refuseSwapped(folder, path, found);
    if (!found.isFile()) throw new ProtocolError('not-readable', `${path} is not a regular file.`);
    const head = await readAt(handle, 0, Math.min(HEAD, found.size));
    const kind = kindOf(path, head, found.size);
    const slice =
      from + count <= head.length
        ? head.subarray(from, from + count)
        : await readAt(handle, from, Math.max(0, Math.min(count, found.size - from)));
    return {
      ...kind,
      size: found.size,
      modifiedAt: found.mtimeMs,
      from,
      data: slice.toString('base64'),
    };
  } finally {
    await handle.close();
  }
}

/** What was opened is still what the path leads to, inside: a link put there in between is noticed. */
async function refuseSwapped(folder: string, path: string, opened: Stats): Promise<void> {
  const now = await stat(await resolveInside(folder, path)).catch(() => undefined);
  if (!now || now.ino !== opened.ino || now.dev !== opened.dev) throw outside(path);
}

async function readAt(handle: FileHandle, from: number, count: number): Promise<Buffer> {
  const buffer = Buffer.alloc(count);
  const { bytesRead } = await handle.read(buffer, 0, count, from);
  return buffer.subarray(0, bytesRead);
}

type Kind = Pick<ResultSlice, 'type' | 'width' | 'height'>;

function kindOf(path: string, head: Buffer, size: number): Kind {
  const header = readImageHeader(head);
  const ending = extname(path).toLowerCase();
  if (header || PICTURES.has(ending)) return pictureKind(path, header, size);
  if (ending === '.svg') {
    refuseAbove(path, size, MAX_SVG_BYTES);
    return { type: 'image/svg+xml' };
  }
  return { type: isText(head) ? 'text/plain' : 'application/octet-stream' };
}

function pictureKind(path: string, header: ImageHeader | undefined, size: number): Kind {
  if (size === 0) return { type: 'application/octet-stream' };
  if (!header) throw new ProtocolError('not-readable', `${path} is no picture that can be read.`);
  refuseAbove(path, size, MAX_BYTES);
  const { type, width, height, refusal } = header;
  if (refusal !== undefined)
    throw new ProtocolError('not-readable', `This picture cannot be shown: ${refusal}.`);
  if (width < 1 || height < 1) throw new ProtocolError('not-readable', `${path} has no pixels.`);
  const most = type === 'image/x-exr' ? EXR_PIXELS : MAX_PIXELS;
  if (width * height > most)
    throw new ProtocolError(
      'too-large',
      `This picture has ${group(width)} × ${group(height)} pixels; at most ${group(most)} in all are shown.`,
      { width, height },
    );
  return { type, width, height };
}

function refuseAbove(_path: string, size: number, most: number): void {
  if (size > most)
    throw new ProtocolError(
      'too-large',
      `This file has ${Math.ceil(size / 1024 / 1024)} MB; pictures above ${most / 1024 / 1024} MB are not shown.`,
      { size },
    );
}

/** No NUL, and UTF-8 up to a character that the end of the stretch may have cut. */
function isText(head: Buffer): boolean {
  const bytes = head.subarray(0, 64 * 1024);
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function group(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
