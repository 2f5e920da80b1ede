import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that at any moment, also through a power cut, either the old bytes or the new ones
 * are there: temporary file beside it, fsync, rename, fsync of the folder. A symbolic link is followed
 * and stays one; the mode is kept, and so are owner and group as far as we may give a file away.
 *
 * @throws NodeJS.ErrnoException when the folder cannot be written or the disk is full; the old file is
 *   then untouched and no temporary file is left.
 */
export async function atomicWrite(path: string, data: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'wx', before ? before.mode & 0o777 : 0o666);
    if (before) await keepAccess(handle, before);
    await handle.writeFile(data);
    await handle.sync();
    await handle.close();
    handle = undefined;
    await rename(temporary, target);
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** A group that shares a project can go on with a file that one of it has saved. */
async function keepAccess(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  const own = await handle.stat();
  if (own.uid !== uid || own.gid !== gid)
    await handle
      .chown(uid, gid)
      .catch(() => handle.chown(own.uid, gid))
      .catch(() => undefined);
  // After the owner: a change of that takes bits away.
  await handle.chmod(mode & 0o7777);
}

/** A rename is only on disk once its folder is; systems that cannot sync a folder do it themselves. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
