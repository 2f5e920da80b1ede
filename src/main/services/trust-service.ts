import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { ProtocolError, type TrustState } from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { listBundleFiles } from './bundle-files.ts';
import { realOrResolved } from './directories.ts';
import { JsonStore } from './json-store.ts';
import { readHead } from './text-files.ts';

const trustFile = z.object({
  /** Real path of a bundle's folder → hash of the content that was agreed to. */
  trusted: z.record(
    z.string(),
    z.object({
      contentHash: z.string(),
      at: z.number(),
      /** Hashes of environment templates from elsewhere that were agreed to for this bundle. */
      environments: z.array(z.string()).default([]),
    }),
  ),
});

/** Larger scripts count by size and time of change; nobody reads them in the sheet either. */
const MAX_HASHED_BYTES = 8 * 1024 * 1024;
const MAX_ENVIRONMENTS = 500;

/**
 * Who may run here. Trust binds to a bundle's real path and to the content that executes (templates,
 * environment templates, scripts): edits made inside Jobwright keep it, changes from outside revoke it.
 */
export class TrustService {
  readonly #store: JsonStore<z.infer<typeof trustFile>>;
  /** Bundles whose trust was taken back, whether that could be written or not. */
  readonly #revoked = new Set<string>();

  constructor(paths: AppPaths) {
    this.#store = new JsonStore(join(paths.stateDirectory, 'trust.json'), trustFile, () => ({
      trusted: {},
    }));
  }

  /** `content` where it was read already. */
  async stateOf(root: string, content?: ExecutableContent): Promise<TrustState> {
    const agreed = await this.#agreed(root);
    if (!agreed) return 'untrusted';
    const now = content ?? (await executableContent(root));
    return now.hash === agreed.contentHash ? 'trusted' : 'changed';
  }

  /**
   * Agrees to what was shown.
   *
   * @throws ProtocolError `changed-on-disk` when the files are no longer the ones that were shown.
   */
  async grant(root: string, contentHash: string, environments: string[] = []): Promise<void> {
    const now = await executableContent(root);
    if (now.hash !== contentHash)
      throw new ProtocolError(
        'changed-on-disk',
        'The bundle changed while its commands were shown. Look at them again.',
      );
    await this.#put(root, contentHash, environments);
  }

  /** Whether these hashes of environment templates from elsewhere were agreed to for a bundle. */
  async knows(root: string, environments: readonly string[]): Promise<boolean> {
    const agreed = await this.#agreed(root);
    return environments.every((hash) => agreed?.environments.includes(hash));
  }

  async revoke(root: string): Promise<void> {
    const key = await realOrResolved(root);
    this.#revoked.add(key);
    await this.#store.update((file) => ({
      trusted: Object.fromEntries(Object.entries(file.trusted).filter(([path]) => path !== key)),
    }));
  }

  /** After a save from inside the application: what was trusted before stays so with its new content. */
  async keepAfterEdit(root: string): Promise<void> {
    await this.#put(root, (await executableContent(root)).hash);
  }

  async #agreed(root: string) {
    const key = await realOrResolved(root);
    const { trusted } = await this.#store.read();
    return this.#revoked.has(key) ? undefined : trusted[key];
  }

  async #put(root: string, contentHash: string, added: readonly string[] = []): Promise<void> {
    const key = await realOrResolved(root);
    await this.#store.update((file) => {
      const known = file.trusted[key]?.environments ?? [];
      const environments = [...new Set([...added, ...known])].slice(0, MAX_ENVIRONMENTS);
      return {
        trusted: { ...file.trusted, [key]: { contentHash, at: Date.now(), environments } },
      };
    });
    this.#revoked.delete(key);
  }
}

/**
 * The environment templates of a request that the bundle's own content does not cover: files from
 * elsewhere, and texts that its files do not hold (any more).
 */
export async function foreignEnvironments(
  root: string,
  files: readonly string[],
  environments: readonly { readonly path: string; readonly text: string }[],
): Promise<{ path: string; hash: string }[]> {
  const foreign: { path: string; hash: string }[] = [];
  for (const { path, text } of environments) {
    const own = relative(root, path).split(sep).join('/');
    if (text !== '' && files.includes(own) && (await holds(path, text))) continue;
    const hash = createHash('sha256').update(`${path}\0${text}`).digest('hex');
    foreign.push({ path, hash });
  }
  return foreign;
}

async function holds(path: string, text: string): Promise<boolean> {
  const wanted = Buffer.from(text);
  const head = await readHead(path, wanted.length).catch(() => undefined);
  return head?.size === wanted.length && head.bytes.equals(wanted);
}

/** The files of a bundle that execute, and one hash over their names and bytes. */
export interface ExecutableContent {
  readonly hash: string;
  readonly files: string[];
  /** Of each of these files what it holds. */
  readonly marks: ReadonlyMap<string, string>;
}

/** Reads all of it; each file is hashed in a turn of its own, which for the largest takes 8 ms. */
export async function executableContent(root: string): Promise<ExecutableContent> {
  const { files } = await listBundleFiles(root);
  const executing = files.filter((file) => file.kind !== 'other' && file.kind !== 'values');
  const hash = createHash('sha256');
  const marks = new Map<string, string>();
  for (const file of executing) {
    const mark = await contentMark(join(root, file.path));
    marks.set(file.path, mark);
    hash.update(`${file.path}\0${mark}\0`);
  }
  return { hash: hash.digest('hex'), files: executing.map((file) => file.path), marks };
}

/** What a file holds, in few characters. */
export async function contentMark(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  if (!info) return 'missing';
  if (info.size > MAX_HASHED_BYTES) return `large:${info.size}:${info.mtimeMs}`;
  const bytes = await readFile(path).catch(() => Buffer.from('unreadable'));
  return createHash('sha256').update(bytes).digest('hex');
}
