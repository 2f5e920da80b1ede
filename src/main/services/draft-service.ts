import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Draft, draft } from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { atomicWrite } from './atomic-write.ts';

const draftFile = draft.extend({ path: z.string() });

/** Keeps what was typed and not saved, one file a document, so that a crash loses nothing. */
export class DraftService {
  readonly #directory: string;

  constructor(paths: AppPaths) {
    this.#directory = paths.draftsDirectory;
  }

  async save(path: string, edited: Omit<Draft, 'savedAt'>): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const content = { ...edited, path, savedAt: Date.now() };
    await atomicWrite(this.#file(path), JSON.stringify(content));
  }

  /** The draft of a document, or undefined; a damaged one counts as none. */
  async load(path: string): Promise<Draft | undefined> {
    const text = await readFile(this.#file(path), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const found = draftFile.parse(JSON.parse(text));
      return {
        text: found.text,
        baseHash: found.baseHash,
        cursor: found.cursor,
        savedAt: found.savedAt,
      };
    } catch {
      return undefined;
    }
  }

  async discard(path: string): Promise<void> {
    await rm(this.#file(path), { force: true });
  }

  #file(path: string): string {
    const key = createHash('sha256').update(path).digest('hex').slice(0, 32);
    return join(this.#directory, `${key}.json`);
  }
}
