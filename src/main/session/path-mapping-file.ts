import fs from 'node:fs';
import { type PathMappingRule, pathMappingDocument } from '../../shared/expr/index.ts';

/** Writes the rules in the form that actions read (How Jobs Are Run, Path Mapping). */
export function writePathMappingFile(file: string, rules: readonly PathMappingRule[]): void {
  const content = JSON.stringify(pathMappingDocument(rules));
  fs.writeFileSync(file, content, { mode: 0o644, flag: 'wx' });
}
