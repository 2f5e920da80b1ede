import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { SampleBundle } from '../../shared/protocol/index.ts';
import type { AppPaths } from './app-paths.ts';
import { isInside } from './bundle-paths.ts';
import { findTemplate } from './directories.ts';

/**
 * The bundles that come with the application. They are opened as working copies in the user's own
 * folder, so that an installed application is never written to and a reset is one deleted folder.
 */
export class SampleService {
  readonly #shipped: string;
  readonly #copies: string;

  constructor(paths: AppPaths, shippedDirectory: string) {
    this.#shipped = resolve(shippedDirectory);
    this.#copies = resolve(paths.samplesDirectory);
  }

  async list(): Promise<SampleBundle[]> {
    const folders = await readdir(this.#shipped, { withFileTypes: true }).catch(() => []);
    const samples: SampleBundle[] = [];
    for (const folder of folders.sort((a, b) => place(a.name) - place(b.name))) {
      const path = join(this.#shipped, folder.name);
      const template = folder.isDirectory() ? await findTemplate(path) : undefined;
      if (!template) continue;
      const about = await readAbout(template);
      samples.push({ path, name: about.name ?? folder.name, description: about.description });
    }
    return samples;
  }

  /** Whether a bundle came with the application, as it is or as a working copy. */
  isSample(path: string): boolean {
    const full = resolve(path);
    return isInside(this.#shipped, full) || isInside(this.#copies, full);
  }

  /** The working copy of a shipped sample (made now if it is missing); any other path as it is. */
  async workingCopy(path: string): Promise<string> {
    if (!isInside(this.#shipped, resolve(path)) || path === this.#shipped) return path;
    const inside = relative(this.#shipped, path);
    const name = inside.split(sep)[0] ?? inside;
    const copy = join(this.#copies, name);
    if (!(await exists(copy))) await this.#copy(join(this.#shipped, name), copy);
    return join(this.#copies, inside);
  }

  async #copy(from: string, to: string): Promise<void> {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const temporary = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
    try {
      await cp(from, temporary, {
        recursive: true,
        filter: (source) => basename(source) !== 'out' || dirname(source) !== from,
      });
      await makeWritable(temporary);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      throw error;
    }
    // Two windows may make the copy at once; the second finds it made.
    await rename(temporary, to).catch(() => rm(temporary, { recursive: true, force: true }));
  }
}

/** What a read-only installation ships is the user's own once it is copied: to be changed, and to be deleted. */
async function makeWritable(path: string): Promise<void> {
  const { mode } = await stat(path);
  await chmod(path, mode | 0o200);
  const inside = await readdir(path, { withFileTypes: true });
  for (const entry of inside) {
    const each = join(path, entry.name);
    if (entry.isDirectory()) await makeWritable(each);
    else if (entry.isFile()) await chmod(each, (await stat(each)).mode | 0o200);
  }
}

/** The order in which they teach; one that is not named comes last. */
const ORDER = [
  'turntable',
  'form-controls',
  'environments',
  'path-mapping',
  'dependencies',
  'failing',
  'expressions',
  'blender-render',
];

function place(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Name and description from the first lines, so that the start page does not wait for six parses. */
async function readAbout(template: string): Promise<{ name?: string; description: string }> {
  const text = await readFile(template, 'utf8').catch(() => '');
  // What depends on a parameter is left out: the sample is called the same whatever the values.
  const name = /^name:\s*["']?([^"'#\n]+?)["']?\s*(?:#.*)?$/m
    .exec(text)?.[1]
    ?.replace(/\{\{.*?\}\}/g, '')
    .trim();
  const described =
    /^description:\s*(?:[>|][-+]?\s*\n((?:[ ]{2,}.*\n)+)|["']?(.*?)["']?\s*$)/m.exec(text);
  const description = (described?.[1] ?? described?.[2] ?? '').replace(/\s+/g, ' ').trim();
  return { ...(name ? { name } : {}), description };
}
