/** How the `path` type behaves in an evaluation: template scope is POSIX, a host its own (§1.2.1). */
export type PathFormat = 'POSIX' | 'WINDOWS';

/**
 * A file system path in its parts, as Python's pathlib sees it: `C:\a\b` has the drive `C:`, the root `\`
 * and two names. Empty names and `.` are gone; `..` is kept.
 */
export interface ParsedPath {
  readonly drive: string;
  readonly root: string;
  readonly names: readonly string[];
}

export function separatorOf(format: PathFormat): string {
  return format === 'WINDOWS' ? '\\' : '/';
}

export function parsePath(text: string, format: PathFormat): ParsedPath {
  const { drive, root, rest } =
    format === 'WINDOWS' ? splitWindowsAnchor(text) : splitPosixRoot(text);
  const names = rest.split(separatorOf(format)).filter((name) => name !== '' && name !== '.');
  return { drive, root, names };
}

/** The text of a path; one without any part is `.`. */
export function formatPath(path: ParsedPath, format: PathFormat): string {
  const names = path.names.join(separatorOf(format));
  return `${path.drive}${path.root}${names}` || '.';
}

/** A path in the form pathlib would print: `a//b/./c` is `a/b/c`. */
export function normalizePath(text: string, format: PathFormat): string {
  return formatPath(parsePath(text, format), format);
}

/** Drive and root, the first element of `parts` of an absolute path. */
function anchorOf(path: ParsedPath): string {
  return path.drive + path.root;
}

export function isAbsolutePath(path: ParsedPath, format: PathFormat): boolean {
  return path.root !== '' && (format === 'POSIX' || path.drive !== '');
}

/**
 * `left / right`: an absolute right side replaces the left one. On Windows a right side with a root but no
 * drive keeps the left drive, and one with the same drive but no root continues the left path.
 */
export function joinPaths(left: ParsedPath, right: ParsedPath): ParsedPath {
  const sameDrive = right.drive === '' || right.drive.toLowerCase() === left.drive.toLowerCase();
  if (!sameDrive) return right;
  if (right.root !== '')
    return { drive: right.drive || left.drive, root: right.root, names: right.names };
  return { drive: left.drive, root: left.root, names: [...left.names, ...right.names] };
}

/**
 * What remains of `path` behind `prefix`, name by name; undefined when it does not lie there. Windows
 * ignores case. A relative path is never below an absolute one.
 */
export function namesBehind(
  path: ParsedPath,
  prefix: ParsedPath,
  format: PathFormat,
): readonly string[] | undefined {
  const fold = (name: string): string => (format === 'WINDOWS' ? name.toLowerCase() : name);
  if (fold(anchorOf(path)) !== fold(anchorOf(prefix))) return undefined;
  const matches = prefix.names.every((name, index) => fold(name) === fold(path.names[index] ?? ''));
  return matches ? path.names.slice(prefix.names.length) : undefined;
}

/** POSIX leaves the meaning of exactly two leading slashes to the system, so they are kept. */
function splitPosixRoot(text: string): { drive: string; root: string; rest: string } {
  const root = /^\/\/(?!\/)/.test(text) ? '//' : text.startsWith('/') ? '/' : '';
  return { drive: '', root, rest: text };
}

const WINDOWS_DEVICE_UNC = /^\\\\[?.]\\UNC\\[^\\]*(?:\\[^\\]*)?/i;
const WINDOWS_UNC = /^\\\\[^\\]*(?:\\[^\\]*)?/;

function splitWindowsAnchor(text: string): { drive: string; root: string; rest: string } {
  const path = text.replaceAll('/', '\\');
  const share = WINDOWS_DEVICE_UNC.exec(path) ?? WINDOWS_UNC.exec(path);
  if (share !== null) {
    const drive = share[0];
    const rest = path.slice(drive.length);
    // A whole share, \\server\share, is a root of its own.
    const isShare = /^\\\\[^\\?.][^\\]*\\[^\\]+$/.test(drive) || WINDOWS_DEVICE_UNC.test(drive);
    return { drive, root: rest !== '' || isShare ? '\\' : '', rest };
  }
  const drive = path[1] === ':' ? path.slice(0, 2) : '';
  const rest = path.slice(drive.length);
  return { drive, root: rest.startsWith('\\') ? '\\' : '', rest };
}
