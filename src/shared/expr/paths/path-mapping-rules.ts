import { type ExprIssue, issueAt } from '../errors.ts';
import type { PathMappingFormat, PathMappingRule } from './path-mapping.ts';

const VERSION = 'pathmapping-1.0';
const FORMATS: readonly string[] = ['POSIX', 'WINDOWS', 'URI'];
const KEYS: readonly string[] = ['source_path_format', 'source_path', 'destination_path'];

/**
 * Reads the JSON of path mapping rules (How Jobs Are Run, "Path Mapping"). The empty object stands for no
 * rules. Issues carry the way to the value in `data.path`; there is no text to point into.
 */
export function parsePathMappingRules(
  json: unknown,
): { rules: PathMappingRule[] } | { issues: ExprIssue[] } {
  if (!isRecord(json))
    return { issues: [problem('Path mapping rules must be a JSON object.', [])] };
  if (Object.keys(json).length === 0) return { rules: [] };
  const issues: ExprIssue[] = [];
  const rules: PathMappingRule[] = [];
  if (json.version !== VERSION) {
    const message = `The version of the path mapping rules must be "${VERSION}", but it is ${JSON.stringify(json.version)}.`;
    issues.push(problem(message, ['version']));
  }
  for (const key of Object.keys(json)) {
    if (key !== 'version' && key !== 'path_mapping_rules') {
      issues.push(problem(`Path mapping rules have no property '${key}'.`, [key]));
    }
  }
  const list = json.path_mapping_rules;
  if (Array.isArray(list)) {
    for (const [index, item] of list.entries()) {
      const rule = parseRule(item, index, issues);
      if (rule !== undefined) rules.push(rule);
    }
  } else {
    issues.push(problem('"path_mapping_rules" must be a list.', ['path_mapping_rules']));
  }
  return issues.length > 0 ? { issues } : { rules };
}

/** The document that {@link parsePathMappingRules} reads, of rules. */
export function pathMappingDocument(rules: readonly PathMappingRule[]) {
  return {
    version: 'pathmapping-1.0',
    path_mapping_rules: rules.map((rule) => ({
      source_path_format: rule.sourcePathFormat,
      source_path: rule.sourcePath,
      destination_path: rule.destinationPath,
    })),
  };
}

function parseRule(item: unknown, index: number, issues: ExprIssue[]): PathMappingRule | undefined {
  const path = ['path_mapping_rules', index];
  if (!isRecord(item)) {
    issues.push(problem(`Path mapping rule ${index + 1} must be an object.`, path));
    return undefined;
  }
  const before = issues.length;
  for (const key of KEYS) {
    if (typeof item[key] !== 'string' || item[key] === '') {
      issues.push(
        problem(`Path mapping rule ${index + 1} needs a text for "${key}".`, [...path, key]),
      );
    }
  }
  for (const key of Object.keys(item)) {
    if (!KEYS.includes(key)) {
      issues.push(problem(`A path mapping rule has no property '${key}'.`, [...path, key]));
    }
  }
  const format = String(item.source_path_format).toUpperCase();
  if (issues.length === before && !FORMATS.includes(format)) {
    const message = `Path mapping rule ${index + 1} has the unknown format '${format}': expected POSIX, WINDOWS or URI.`;
    issues.push(problem(message, [...path, 'source_path_format']));
  }
  if (issues.length > before) return undefined;
  return {
    sourcePathFormat: format as PathMappingFormat,
    sourcePath: String(item.source_path),
    destinationPath: String(item.destination_path),
  };
}

function problem(message: string, path: readonly (string | number)[]): ExprIssue {
  return issueAt('invalid-path-mapping', message, 0, 0, { path });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
