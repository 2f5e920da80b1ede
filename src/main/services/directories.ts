import { constants, type Dirent } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type DirectoryEntry, ProtocolError } from '../../shared/protocol/index.ts';

const NAMES = new Intl.Collator('en', { numeric: true });
const MAX_ENTRIES = 2000;

/** The names a template may have in a bundle's folder, in the order they are looked for. */
export const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json'] as const;

/**
 * One folder's entries for the page's own file dialog: folders first, both by name, hidden ones left out.
 *
 * @throws ProtocolError `not-found` or `not-readable`.
 */
export async function listDirectory(directory: string): Promise<{
  directory: string;
  parent?: string;
  entries: DirectoryEntry[];
  more: number;
}> {
  const path = resolve(directory);
  let found: Dirent[];
  try {
    found = await readdir(path, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new ProtocolError('not-found', `${path} does not exist.`);
    throw new ProtocolError(
      'not-readable',
      `${path} cannot be listed: ${code ?? 'unknown error'}.`,
    );
  }
  const visible = found.filter((entry) => !entry.name.startsWith('.'));
  const entries = await Promise.all(
    visible.slice(0, MAX_ENTRIES).map((entry) => describe(path, entry)),
  );
  const listed = entries
    .filter((entry): entry is DirectoryEntry => entry !== undefined)
    .sort(
      (a, b) =>
        (a.kind === b.kind ? 0 : a.kind === 'directory' ? -1 : 1) || NAMES.compare(a.name, b.name),
    );
  const parent = dirname(path);
  return {
    directory: path,
    ...(parent === path ? {} : { parent }),
    entries: listed,
    more: Math.max(0, visible.length - MAX_ENTRIES),
  };
}

async function describe(folder: string, entry: Dirent): Promise<DirectoryEntry | undefined> {
  const path = join(folder, entry.name);
  const info = await stat(path).catch(() => undefined);
  if (!info) return undefined;
  if (info.isDirectory())
    return {
      name: entry.name,
      path,
      kind: 'directory',
      isBundle: (await findTemplate(path)) !== undefined,
    };
  if (!info.isFile()) return undefined;
  return { name: entry.name, path, kind: 'file', size: info.size, isBundle: false };
}

/** The template in a bundle's folder, if there is one. */
export async function findTemplate(folder: string): Promise<string | undefined> {
  for (const name of TEMPLATE_NAMES) {
    const path = join(folder, name);
    try {
      await access(path, constants.F_OK);
      return path;
    } catch {
      // The next name may be there.
    }
  }
  return undefined;
}

/** The real path of something that exists, else its resolved path. */
export function realOrResolved(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
