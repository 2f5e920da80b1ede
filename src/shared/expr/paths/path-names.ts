import { ExprError } from '../errors.ts';
import {
  formatPath,
  normalizePath,
  type PathFormat,
  parsePath,
  separatorOf,
} from './path-format.ts';
import { formatUri, isUri, parseUri, significantSegments } from './uri-path.ts';

// The last component of a path and its parts, as pathlib names them (§2.3.1); URIs by their own rules.

export function pathName(path: string, format: PathFormat): string {
  return (isUri(path) ? parseUri(path).segments : parsePath(path, format).names).at(-1) ?? '';
}

/** The last extension with its dot; a name that only begins or ends with a dot has none. */
export function suffixOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 ? name.slice(dot) : '';
}

export function stemOf(name: string): string {
  const suffix = suffixOf(name);
  return suffix === '' ? name : name.slice(0, -suffix.length);
}

export function suffixesOf(name: string): readonly string[] {
  if (name.endsWith('.')) return [];
  const [, ...suffixes] = name.replace(/^\.+/, '').split('.');
  return suffixes.map((suffix) => `.${suffix}`);
}

export function pathParent(path: string, format: PathFormat): string {
  if (isUri(path)) {
    const { prefix, segments } = parseUri(path);
    return formatUri({ prefix, segments: segments.slice(0, -1) });
  }
  const { drive, root, names } = parsePath(path, format);
  return formatPath({ drive, root, names: names.slice(0, -1) }, format);
}

/** The components; the first one of an absolute path is its root, that of a URI all before the path. */
export function pathParts(path: string, format: PathFormat): readonly string[] {
  if (isUri(path)) {
    const { prefix, segments } = parseUri(path);
    return [prefix, ...significantSegments(segments)];
  }
  const { drive, root, names } = parsePath(path, format);
  return drive + root === '' ? names : [drive + root, ...names];
}

/** The path with another last component, which it must have. */
export function withName(path: string, name: string, format: PathFormat): string {
  if (pathName(path, format) === '') throw emptyName(path);
  checkName(name, isUri(path) ? 'POSIX' : format);
  return replaceName(path, name, format);
}

export function withStem(path: string, stem: string, format: PathFormat): string {
  const suffix = suffixOf(pathName(path, format));
  if (stem === '' && suffix !== '') {
    throw new ExprError(
      'invalid-path',
      `The stem of '${path}' cannot be empty, since it has the suffix '${suffix}'.`,
    );
  }
  return withName(path, stem + suffix, format);
}

export function withSuffix(path: string, suffix: string, format: PathFormat): string {
  const name = pathName(path, format);
  if (name === '') throw emptyName(path);
  const valid =
    suffix === '' ||
    (/^\.[^/]/.test(suffix) && !suffix.includes(separatorOf(format)) && !suffix.includes('/'));
  if (!valid) {
    throw new ExprError(
      'invalid-path',
      `'${suffix}' is no suffix: expected a dot and at least one character, or nothing.`,
    );
  }
  return replaceName(path, stemOf(name) + suffix, format);
}

export function replaceName(path: string, name: string, format: PathFormat): string {
  if (isUri(path)) {
    const { prefix, segments } = parseUri(path);
    return formatUri({ prefix, segments: [...segments.slice(0, -1), name] });
  }
  const { drive, root, names } = parsePath(path, format);
  return formatPath({ drive, root, names: [...names.slice(0, -1), name] }, format);
}

export function emptyName(path: string): ExprError {
  return new ExprError('invalid-path', `The path '${path}' has no name to change.`);
}

function checkName(name: string, format: PathFormat): void {
  const separator = separatorOf(format);
  if (name !== '' && name !== '.' && !name.includes('/') && !name.includes(separator)) return;
  throw new ExprError(
    'invalid-path',
    `'${name}' is no name of a file: it must not be empty, '.' or contain separators.`,
  );
}

/** The path with forward slashes. */
export function asPosix(path: string, format: PathFormat): string {
  if (isUri(path) || format === 'POSIX') return path;
  return normalizePath(path, format).replaceAll('\\', '/');
}
