import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lock } from 'proper-lockfile';
import { extract } from 'tar';

/** Says that an unpacked environment is whole, and by its time when it was last used. */
const MARKER = '.complete';
/** Of the archive's hash, enough to tell archives apart. */
const HASH_DIGITS = 24;
/** What nobody has used for so long goes when another one is unpacked. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Unpacks an archive once for all who use it, under a lock, and tells where. Whoever comes second waits and finds it
 * whole; what a killed one left half unpacked is begun again.
 *
 * @param cache Where unpacked environments are kept, by the hash of their archive.
 * @throws Error when the archive is damaged, holds what would be written elsewhere, or the disk refuses it.
 */
export async function unpackOnce(archive: string, cache: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const place = join(cache, hash.digest('hex').slice(0, HASH_DIGITS));
  if (await used(place)) return place;
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const release = await lock(place, {
    realpath: false,
    // Who unpacks renews its lock; one that is older is of a process that died.
    stale: 30_000,
    update: 5_000,
    retries: { forever: true, minTimeout: 100, maxTimeout: 1000 },
  });
  try {
    if (await used(place)) return place;
    await unpack(archive, place);
    await removeUnused(cache);
    return place;
  } finally {
    await release();
  }
}

async function unpack(archive: string, place: string): Promise<void> {
  const partial = `${place}.partial`;
  await rm(partial, { recursive: true, force: true });
  await rm(place, { recursive: true, force: true });
  await mkdir(partial);
  try {
    // Absolute paths, `..` and links that lead out are refused by the library; `strict` makes that an error.
    await extract({ file: archive, cwd: partial, strict: true });
    await writeFile(join(partial, MARKER), '');
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Whether it is there and whole; notes the time. */
async function used(place: string): Promise<boolean> {
  const now = new Date();
  return utimes(join(place, MARKER), now, now).then(
    () => true,
    () => false,
  );
}

async function removeUnused(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const place = join(cache, name);
    const last = await stat(join(place, MARKER)).catch(() => undefined);
    if (last && Date.now() - last.mtimeMs > KEPT_MS)
      await rm(place, { recursive: true, force: true }).catch(() => undefined);
  }
}
