import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SessionError } from './session-error.ts';

const WORLD_WRITABLE = 0o002;
const STICKY = 0o1000;

/** The part of a folder's name that comes from the session's id. */
const NAME_LENGTH = 64;

/** Who besides the host user may use a session's folder. */
export interface DirectoryGroup {
  readonly gid: number;
}

/**
 * Makes a session's working directory, `<root>/<id><hex>`, for its owner alone (0700), or for a group as
 * well (0770) when the actions run as another user. The root is `<tmp>/OpenJD` unless one is given.
 */
export function createSessionDirectory(
  id: string,
  options: { root?: string; group?: DirectoryGroup } = {},
): string {
  const root = options.root ?? defaultRoot();
  try {
    makeFolders(root);
  } catch (error) {
    throw new SessionError(
      'session-directory',
      `The folder for sessions, ${root}, cannot be made: ${(error as Error).message}`,
    );
  }
  refuseUnsafeParents(root);
  const name = `${id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, NAME_LENGTH)}${randomBytes(8).toString('hex')}`;
  const directory = path.join(fs.realpathSync(root), name);
  try {
    fs.mkdirSync(directory, { mode: 0o700 });
    if (options.group !== undefined) {
      fs.chownSync(directory, -1, options.group.gid);
      // Setgid: what either user makes in it belongs to the group that both are in.
      fs.chmodSync(directory, 0o2770);
    } else {
      fs.chmodSync(directory, 0o700);
    }
  } catch (error) {
    throw new SessionError(
      'session-directory',
      `The session's folder ${directory} cannot be made: ${(error as Error).message}`,
    );
  }
  return directory;
}

/** Node's own recursive `mkdir` never returns where a folder takes none, as `/proc` does. */
function makeFolders(folder: string): void {
  if (fs.existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolders(parent);
  try {
    fs.mkdirSync(folder, { mode: 0o755 });
  } catch (error) {
    // Another session may have made it meanwhile.
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' && fs.existsSync(folder);
    if (!made) throw error;
  }
}

/** `<tmp>/OpenJD`; where somebody else owns that, a folder of our own beside it. */
function defaultRoot(): string {
  const shared = path.join(os.tmpdir(), 'OpenJD');
  if (process.platform === 'win32') return shared;
  const found = lstat(shared);
  const uid = process.getuid?.() ?? 0;
  const trusted =
    found === undefined || (found.isDirectory() && (found.uid === uid || found.uid === 0));
  if (trusted && isWritable(found === undefined ? os.tmpdir() : shared)) return shared;
  return path.join(os.tmpdir(), `OpenJD-${uid}`);
}

/**
 * Whoever may rename the folders above could put others in their place: a parent that all may write to
 * must have the sticky bit.
 */
function refuseUnsafeParents(root: string): void {
  if (process.platform === 'win32') return;
  for (let folder = fs.realpathSync(root); ; folder = path.dirname(folder)) {
    const { mode } = fs.statSync(folder);
    if ((mode & WORLD_WRITABLE) !== 0 && (mode & STICKY) === 0) {
      throw new SessionError(
        'unsafe-directory',
        `Sessions are not kept in ${root}: anyone may rename files in ${folder}, which is writable for all users and has no sticky bit. Run "chmod +t ${folder}", or choose another folder.`,
      );
    }
    if (folder === path.dirname(folder)) return;
  }
}

/** Nothing where the path leads through what is no folder: making the folder says so. */
function lstat(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file);
  } catch {
    return undefined;
  }
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Deletes a session's folder, read-only files and folders included. Gives what could not be deleted. */
export async function removeDirectory(directory: string): Promise<string | undefined> {
  const remove = () => fs.promises.rm(directory, { recursive: true, force: true, maxRetries: 2 });
  try {
    await remove();
    return undefined;
  } catch {
    await makeWritable(directory);
  }
  try {
    await remove();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Folders must be writable for what is in them to be deleted. Links are not followed. */
async function makeWritable(folder: string): Promise<void> {
  await fs.promises.chmod(folder, 0o700).catch(() => {});
  const entries = await fs.promises.readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) await makeWritable(name);
    else if (process.platform === 'win32') await fs.promises.chmod(name, 0o600).catch(() => {});
  }
}
