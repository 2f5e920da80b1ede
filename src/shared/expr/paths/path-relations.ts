import {
  formatPath,
  isAbsolutePath,
  joinPaths,
  namesBehind,
  type ParsedPath,
  type PathFormat,
  parsePath,
} from './path-format.ts';
import { formatUri, isUri, parseUri, significantSegments, textBehindUri } from './uri-path.ts';

/** `left / right` (§2.1.5): an absolute right side replaces the left one. */
export function joinText(left: string, right: string, format: PathFormat): string {
  if (isUri(right)) return right;
  const child = parsePath(right, format);
  if (!isUri(left)) return formatPath(joinPaths(parsePath(left, format), child), format);
  if (child.drive + child.root !== '') return formatPath(child, format);
  const { prefix, segments } = parseUri(left);
  return formatUri({ prefix, segments: [...significantSegments(segments), ...child.names] });
}

/** A path of components (`path(list)`, §2.3.2): those behind a URI are taken literally. */
export function pathFromParts(parts: readonly string[], format: PathFormat): string {
  let uri: string | undefined;
  let path: ParsedPath = { drive: '', root: '', names: [] };
  for (const part of parts) {
    const child = parsePath(part, format);
    if (isUri(part)) uri = part.replace(/\/$/, '');
    else if (uri !== undefined && child.drive + child.root === '') uri += `/${part}`;
    else {
      path = uri === undefined ? joinPaths(path, child) : child;
      uri = undefined;
    }
  }
  return uri ?? formatPath(path, format);
}

export function isAbsolute(path: string, format: PathFormat): boolean {
  return isUri(path) || isAbsolutePath(parsePath(path, format), format);
}

/** The way from `other` to `path`; undefined when `path` is not below `other`. */
export function relativeTo(path: string, other: string, format: PathFormat): string | undefined {
  if (isUri(path) !== isUri(other)) return undefined;
  if (isUri(path)) {
    const rest = textBehindUri(path, other);
    return rest === undefined ? undefined : rest.slice(1) || '.';
  }
  const names = namesBehind(parsePath(path, format), parsePath(other, format), format);
  return names === undefined ? undefined : formatPath({ drive: '', root: '', names }, format);
}
