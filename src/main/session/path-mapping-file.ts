import fs from 'node:fs';
import type { PathMappingRule } from '../../shared/expr/index.ts';

/** Writes the rules in the form that actions read (How Jobs Are Run, Path Mapping). */
export function writePathMappingFile(file: string, rules: readonly PathMappingRule[]): void {
  const content = {
    version: 'pathmapping-1.0',
    path_mapping_rules: rules.map((rule) => ({
      source_path_format: rule.sourcePathFormat,
      source_path: rule.sourcePath,
      destination_path: rule.destinationPath,
    })),
  };
  fs.writeFileSync(file, JSON.stringify(content), { mode: 0o644, flag: 'wx' });
}
