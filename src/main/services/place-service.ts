import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type TextPlace, textPlace } from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { atomicWrite } from './atomic-write.ts';

const placeFile = z.object({ path: z.string(), place: textPlace });
const KEPT_DAYS = 60;

/** Keeps where someone was in a document and the way that led there, one file a document. */
export class PlaceService {
  readonly #directory: string;
  #tidied = false;

  constructor(paths: AppPaths) {
    this.#directory = join(paths.stateDirectory, 'places');
  }

  async keep(path: string, place: TextPlace): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    await atomicWrite(this.#file(path), JSON.stringify({ path, place }));
    if (this.#tidied) return;
    this.#tidied = true;
    await this.#forgetOld().catch(() => undefined);
  }

  /** The place in a document, or undefined; a damaged one counts as none. */
  async load(path: string): Promise<TextPlace | undefined> {
    const text = await readFile(this.#file(path), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return placeFile.parse(JSON.parse(text)).place;
    } catch {
      return undefined;
    }
  }

  async #forgetOld(): Promise<void> {
    const oldest = Date.now() - KEPT_DAYS * 86_400_000;
    for (const name of await readdir(this.#directory)) {
      const file = join(this.#directory, name);
      if ((await stat(file)).mtimeMs < oldest) await rm(file, { force: true });
    }
  }

  #file(path: string): string {
    const key = createHash('sha256').update(path).digest('hex').slice(0, 32);
    return join(this.#directory, `${key}.json`);
  }
}
