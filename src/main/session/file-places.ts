import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type EmbeddedFile, fileLocations } from '../../shared/model/index.ts';
import type { DirectoryGroup } from './session-directory.ts';

interface ScriptWithFiles {
  readonly embeddedFiles: readonly EmbeddedFile[];
}

/**
 * Where each script's embedded files are written: a folder for each script, so that equal names do not
 * meet, and the same places every time, so that `Env.File.X` is one path from enter to exit.
 */
export class FilePlaces {
  readonly #directory: string;
  readonly #group: DirectoryGroup | undefined;
  readonly #known = new Map<ScriptWithFiles, Map<string, string>>();

  constructor(directory: string, group?: DirectoryGroup) {
    this.#directory = directory;
    this.#group = group;
  }

  /** Paths by the files' names. The folder exists afterwards. */
  of(script: ScriptWithFiles | undefined): Map<string, string> {
    if (script === undefined || script.embeddedFiles.length === 0) return new Map();
    let places = this.#known.get(script);
    if (places === undefined) {
      const folder = path.join(this.#directory, `embedded_files${randomBytes(4).toString('hex')}`);
      fs.mkdirSync(folder, { mode: 0o700 });
      if (this.#group !== undefined) {
        fs.chownSync(folder, -1, this.#group.gid);
        fs.chmodSync(folder, 0o750);
      }
      places = fileLocations(
        script,
        folder,
        process.platform === 'win32' ? 'WINDOWS' : 'POSIX',
        () => `file${randomBytes(6).toString('hex')}`,
      );
      this.#known.set(script, places);
    }
    return places;
  }
}
