import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** A `.gitignore` larger than this is no list of patterns. */
const MAX_BYTES = 1 << 20;

interface Rules {
  /** The folder that the patterns are relative to. */
  readonly folder: string;
  readonly patterns: Ignore;
}

/**
 * What git leaves out of a folder: patterns of the repository's `info/exclude`, of each `.gitignore` from the
 * repository's root down, and of those met on the way. What someone has in their own global list plays no part: a
 * signature must say the same for everybody.
 */
export class GitIgnored {
  readonly #rules: readonly Rules[];

  private constructor(rules: readonly Rules[]) {
    this.#rules = rules;
  }

  /** The rules that hold for a bundle's folder from above. */
  static async above(root: string): Promise<GitIgnored> {
    const repository = await enclosingRepository(dirname(root));
    if (repository === undefined) return new GitIgnored([]);
    const folders = [repository];
    for (const part of relative(repository, dirname(root)).split(sep).filter(Boolean))
      folders.push(join(folders.at(-1) ?? repository, part));
    const own = await rulesOf(repository, join(repository, '.git', 'info', 'exclude'));
    let ignored = new GitIgnored(own ? [own] : []);
    for (const folder of folders) ignored = await ignored.within(folder);
    return ignored;
  }

  /** These rules and those of a folder's own `.gitignore`. */
  async within(folder: string): Promise<GitIgnored> {
    const own = await rulesOf(folder, join(folder, '.gitignore'));
    return own ? new GitIgnored([...this.#rules, own]) : this;
  }

  /** Whether git leaves a file or folder out; what the innermost rules say counts. */
  has(path: string, isFolder: boolean): boolean {
    let ignored = false;
    for (const { folder, patterns } of this.#rules) {
      const name = relative(folder, path).split(sep).join('/');
      const found = patterns.test(isFolder ? `${name}/` : name);
      if (found.ignored) ignored = true;
      else if (found.unignored) ignored = false;
    }
    return ignored;
  }
}

async function rulesOf(folder: string, file: string): Promise<Rules | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text === '' || text.length > MAX_BYTES) return undefined;
  return { folder, patterns: ignore({ ignorecase: false }).add(text) };
}

async function enclosingRepository(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await isRepository(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Its root has a `.git` with a HEAD; in a linked work tree `.git` is a file. */
async function isRepository(folder: string): Promise<boolean> {
  const head = await readFile(join(folder, '.git', 'HEAD'), 'utf8').catch(() => undefined);
  if (head !== undefined) return true;
  const link = await readFile(join(folder, '.git'), 'utf8').catch(() => '');
  return link.startsWith('gitdir:');
}
