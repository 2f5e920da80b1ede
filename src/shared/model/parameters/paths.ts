import { isUri, joinPaths, type ParsedPath, type PathFormat, parsePath } from '../../expr/index.ts';

/** Paths of job parameters when a job is created (§2.2, §7.4). They are never looked up on disk. */
export interface PathContext {
  readonly templateDir: string;
  readonly workingDir: string;
  readonly pathFormat: PathFormat;
  /** With EXPR, URIs are values of their own and are not joined to anything (§2.2). */
  readonly uris: boolean;
}

/** A supplied path: relative ones are joined to the working directory; '' stays empty. */
export function joinSupplied(path: string, context: PathContext): string {
  if (path === '' || (context.uris && isUri(path))) return path;
  const parsed = parsePath(path, context.pathFormat);
  if (isAbsolute(parsed, context.pathFormat)) return path;
  return join(context.workingDir, parsed, context.pathFormat);
}

/** A default: joined to the template's directory, which it must not leave. */
export function joinDefault(
  path: string,
  context: PathContext,
): { readonly path: string } | { readonly code: string; readonly message: string } {
  if (path === '' || (context.uris && isUri(path))) return { path };
  const { pathFormat, templateDir } = context;
  const parsed = parsePath(path, pathFormat);
  // On Windows "\a" and "C:a" are not absolute and still leave the directory.
  if (parsed.root !== '' || parsed.drive !== '') {
    return {
      code: 'default-path-absolute',
      message: `The default path "${path}" is absolute. A default must be relative; it is joined to the template's directory.`,
    };
  }
  const names = withoutDots(parsed.names);
  if (names[0] === '..') {
    return {
      code: 'default-path-escapes',
      message: `The default path "${path}" leads out of the template's directory. A default must stay inside.`,
    };
  }
  return { path: join(templateDir, parsed, pathFormat) };
}

function isAbsolute(path: ParsedPath, format: PathFormat): boolean {
  return path.root !== '' && (format === 'POSIX' || path.drive !== '');
}

function join(base: string, path: ParsedPath, format: PathFormat): string {
  return toText(joinPaths(parsePath(base, format), path), format);
}

/** A path without `.` and with `..` taken back, as far as the text tells. */
function toText(path: ParsedPath, format: PathFormat): string {
  const names = withoutDots(path.names);
  const kept = path.root === '' ? names : names.filter((name) => name !== '..');
  const separator = format === 'WINDOWS' ? '\\' : '/';
  return `${path.drive}${path.root}${kept.join(separator)}` || '.';
}

/** Names with every `x/..` removed; what is left of `..` stands at the beginning. */
function withoutDots(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const name of names) {
    if (name === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else kept.push(name);
  }
  return kept;
}
