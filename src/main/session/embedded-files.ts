import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ResolvedFile } from '../../shared/model/index.ts';

/** Who besides the owner may read embedded files. */
interface FileAccess {
  readonly gid?: number;
}

/**
 * Writes a script's embedded files. They are written anew before every action (§6), read-only, and
 * executable when they are to be run; a file that an earlier action changed or deleted is whole again.
 */
export function writeEmbeddedFiles(files: readonly ResolvedFile[], access: FileAccess = {}): void {
  for (const file of files) writeOne(file, access);
}

function writeOne(file: ResolvedFile, access: FileAccess): void {
  const folder = path.dirname(file.path);
  if (path.basename(file.path) !== file.filename || file.filename.includes('\0')) {
    throw new Error(`The embedded file "${file.name}" has no plain file name.`);
  }
  fs.mkdirSync(folder, { recursive: true });
  // Removed first: a file that is read-only, or a link that an action put there, is never written through.
  fs.rmSync(file.path, { force: true, recursive: true });
  const shared = access.gid !== undefined;
  const mode = (shared ? 0o440 : 0o400) | (file.runnable ? (shared ? 0o110 : 0o100) : 0);
  const fd = fs.openSync(file.path, 'wx', mode);
  try {
    fs.writeFileSync(fd, withLineEnds(file.data, file.endOfLine));
    if (access.gid !== undefined) fs.fchownSync(fd, -1, access.gid);
    fs.fchmodSync(fd, mode);
  } finally {
    fs.closeSync(fd);
  }
}

/** §6.1 endOfLine: the system's own by default; the text decides nothing. */
export function withLineEnds(data: string, endOfLine: 'AUTO' | 'LF' | 'CRLF'): string {
  const wanted = endOfLine === 'AUTO' ? os.EOL : endOfLine === 'CRLF' ? '\r\n' : '\n';
  if (endOfLine === 'AUTO' && wanted === '\n') return data;
  return data.replace(/\r\n|\n/g, wanted);
}
