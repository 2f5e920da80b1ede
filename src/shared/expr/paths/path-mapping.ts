import {
  formatPath,
  joinPaths,
  namesBehind,
  type PathFormat,
  parsePath,
  separatorOf,
} from './path-format.ts';
import { isUri, textBehindUri } from './uri-path.ts';

/** How the source of a rule is compared: by the system that the job comes from, or as a URI. */
export type PathMappingFormat = PathFormat | 'URI';

/** Replaces a leading part of a path (How Jobs Are Run, "Path Mapping"). */
export interface PathMappingRule {
  readonly sourcePathFormat: PathMappingFormat;
  readonly sourcePath: string;
  readonly destinationPath: string;
}

export interface MappedPath {
  readonly path: string;
  /** The rule that matched; without one the path is unchanged. */
  readonly rule?: PathMappingRule;
}

/**
 * Applies the first rule that matches, "in order of decreasing length of the source path" (How Jobs Are
 * Run, "Applying Path Mapping Rules"). `pathFormat` is the host's: it decides the separators of the result.
 */
export function applyPathMapping(
  rules: readonly PathMappingRule[],
  path: string,
  pathFormat: PathFormat,
): MappedPath {
  const ordered = rules.toSorted((left, right) => right.sourcePath.length - left.sourcePath.length);
  for (const rule of ordered) {
    const mapped = applyRule(rule, path, pathFormat);
    if (mapped !== undefined) return { path: mapped, rule };
  }
  return { path };
}

function applyRule(
  rule: PathMappingRule,
  path: string,
  pathFormat: PathFormat,
): string | undefined {
  if (rule.sourcePathFormat === 'URI') {
    const rest = textBehindUri(path, rule.sourcePath);
    if (rest === undefined) return undefined;
    return destination(rule, rest.split('/').filter(Boolean), rest.endsWith('/'), pathFormat);
  }
  if (isUri(path)) return undefined;
  const format = rule.sourcePathFormat;
  const source = parsePath(rule.sourcePath, format);
  // An empty source would be a prefix of every relative path; it names nothing.
  if (rule.sourcePath === '') return undefined;
  const names = namesBehind(parsePath(path, format), source, format);
  if (names === undefined) return undefined;
  const trailing = path.endsWith('/') || (format === 'WINDOWS' && path.endsWith('\\'));
  return destination(rule, names, trailing, pathFormat);
}

/** The destination with what remained; a trailing separator of the path survives. */
function destination(
  { destinationPath }: PathMappingRule,
  names: readonly string[],
  trailing: boolean,
  format: PathFormat,
): string {
  if (isUri(destinationPath)) {
    const uri = [destinationPath.replace(/\/+$/, ''), ...names].join('/');
    return trailing ? `${uri}/` : uri;
  }
  const target = parsePath(destinationPath, format);
  const mapped = formatPath(joinPaths(target, { drive: '', root: '', names }), format);
  const separator = separatorOf(format);
  return trailing && !mapped.endsWith(separator) ? mapped + separator : mapped;
}
