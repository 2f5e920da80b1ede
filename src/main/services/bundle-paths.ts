import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ProtocolError } from '../../shared/protocol/index.ts';

/**
 * The path of a bundle's file by its name in the bundle. Neither `..` nor a link may lead out of the bundle's
 * folder; a file that does not exist yet is judged by the folder that it will stand in.
 *
 * @throws ProtocolError `outside-bundle`.
 */
export async function pathInBundle(root: string, name: string): Promise<string> {
  if (name === '' || name.includes('\0') || isAbsolute(name) || /^[A-Za-z]:/.test(name))
    throw outside(name);
  const path = resolve(root, name);
  if (!isInside(resolve(root), path)) throw outside(name);
  if (!isInside(await realRoot(root), await realPlace(path))) throw outside(name);
  return path;
}

/** Whether `path` is `folder` or lies in it; both are absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** The real path of a bundle's folder, also where it does not exist (any more). */
export function realRoot(root: string): Promise<string> {
  return realpath(root).catch(() => resolve(root));
}

/** Where a path really is, as far as it exists. */
async function realPlace(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  // A link that leads to nothing would be created where it points to.
  const dangling = await lstat(path).catch(() => undefined);
  if (dangling?.isSymbolicLink()) throw outside(path);
  const parent = dirname(path);
  if (parent === path) return path;
  return join(await realPlace(parent), relative(parent, path));
}

function outside(name: string): ProtocolError {
  return new ProtocolError(
    'outside-bundle',
    `${name} leads out of the bundle's folder. It is neither read nor written.`,
  );
}
