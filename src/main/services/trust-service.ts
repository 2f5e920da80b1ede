import { createHash } from 'node:crypto';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { ProtocolError, type TrustState } from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { contentMark } from './content-mark.ts';
import { realOrResolved } from './directories.ts';
import { type BeyondLimit, findExecutingFiles, findNearFiles } from './executing-files.ts';
import { JsonStore, type TellDamaged } from './json-store.ts';
import { readHead } from './text-files.ts';

const agreed = z.object({
  contentHash: z.string(),
  at: z.number(),
  /** Hashes of environment templates from elsewhere that were agreed to for this bundle. */
  environments: z.array(z.string()).default([]),
});
type Agreed = z.infer<typeof agreed>;

const trustFile = z.object({
  /** Real path of a bundle's folder → the content that was agreed to. */
  trusted: z.record(z.string(), agreed),
});

const MAX_ENVIRONMENTS = 500;

/**
 * Who may run here. Trust binds to a bundle's real path and to the content that executes (templates,
 * environment templates, scripts): edits made inside Jobwright keep it, changes from outside revoke it.
 */
export class TrustService {
  readonly #store: JsonStore<z.infer<typeof trustFile>>;
  /** What was agreed to of bundles of which not all can be looked at: nothing is kept of it. */
  readonly #untilEnd = new Map<string, Agreed>();
  /** Bundles whose trust was taken back, whether that could be written or not. */
  readonly #revoked = new Set<string>();

  constructor(paths: AppPaths, tellDamaged?: TellDamaged) {
    this.#store = new JsonStore(
      join(paths.stateDirectory, 'trust.json'),
      trustFile,
      () => ({ trusted: {} }),
      tellDamaged,
    );
  }

  /** `content` where it was read already. */
  async stateOf(root: string, content?: ExecutableContent): Promise<TrustState> {
    const known = await this.#agreed(root);
    if (!known) return 'untrusted';
    const now = content ?? (await executableContent(root));
    return now.hash === known.contentHash ? 'trusted' : 'changed';
  }

  /**
   * Agrees to what was shown: for good where all that may execute was looked at, else until the application ends.
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
    await this.#put(root, now, environments);
  }

  /** Whether these hashes of environment templates from elsewhere were agreed to for a bundle. */
  async knows(root: string, environments: readonly string[]): Promise<boolean> {
    const known = await this.#agreed(root);
    return environments.every((hash) => known?.environments.includes(hash));
  }

  async revoke(root: string): Promise<void> {
    const key = await realOrResolved(root);
    this.#revoked.add(key);
    this.#untilEnd.delete(key);
    await this.#store.update((file) => ({
      trusted: Object.fromEntries(Object.entries(file.trusted).filter(([path]) => path !== key)),
    }));
  }

  /** After a save from inside the application: what was trusted before stays so with its new content. */
  async keepAfterEdit(root: string): Promise<void> {
    await this.#put(root, await executableContent(root));
  }

  async #agreed(root: string) {
    const key = await realOrResolved(root);
    const { trusted } = await this.#store.read();
    return this.#revoked.has(key) ? undefined : (this.#untilEnd.get(key) ?? trusted[key]);
  }

  async #put(
    root: string,
    { hash: contentHash, beyond }: ExecutableContent,
    added: readonly string[] = [],
  ): Promise<void> {
    const key = await realOrResolved(root);
    const entry = (known: readonly string[] = []): Agreed => ({
      contentHash,
      at: Date.now(),
      environments: [...new Set([...added, ...known])].slice(0, MAX_ENVIRONMENTS),
    });
    if (beyond) this.#untilEnd.set(key, entry(this.#untilEnd.get(key)?.environments));
    else {
      await this.#store.update((file) => ({
        trusted: { ...file.trusted, [key]: entry(file.trusted[key]?.environments) },
      }));
      this.#untilEnd.delete(key);
    }
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
  /** They could not all be looked at: these are the ones near the template. */
  readonly beyond?: BeyondLimit;
}

/** Files that are read at the same time. */
const AT_ONCE = 4;
/** So long (ms) a folder that was too much is not walked through again. */
const BEYOND_MS = 60_000;
const knownBeyond = new Map<string, { readonly at: number; readonly found: BeyondLimit }>();

/** Reads all of it, in pieces; what is known of files that did not change since is not read again. */
export async function executableContent(root: string): Promise<ExecutableContent> {
  const known = knownBeyond.get(root);
  const found =
    known && Date.now() - known.at < BEYOND_MS ? known.found : await findExecutingFiles(root);
  if (Array.isArray(found)) {
    knownBeyond.delete(root);
    return contentOf(found);
  }
  if (found !== known?.found) knownBeyond.set(root, { at: Date.now(), found });
  const near = await contentOf(await findNearFiles(root));
  return { ...near, hash: `near:${near.hash}`, beyond: found };
}

async function contentOf(
  found: Awaited<ReturnType<typeof findNearFiles>>,
): Promise<ExecutableContent> {
  const marks: string[] = [];
  const read = found.entries();
  const work = async (): Promise<void> => {
    for (const [number, { at }] of read)
      marks[number] = at ? await contentMark(at.place, at.info) : 'folder';
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const hash = createHash('sha256');
  for (const [number, { path, target }] of found.entries())
    hash.update(`${path}\0${marks[number]}\0${target ?? ''}\0`);
  const files = found.map(({ path }) => path);
  return {
    hash: hash.digest('hex'),
    files,
    marks: new Map(files.map((path, number) => [path, marks[number] as string])),
  };
}
