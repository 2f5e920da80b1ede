import { dirname, join, resolve, sep } from 'node:path';
import { READ_NO_LINK } from '../open-flags.ts';
import { IgnoreRules } from './ignore-rules.ts';
import { readSmall } from './small-file.ts';

/** A `.gitignore` larger than this is no list of patterns. */
const MAX_BYTES = 128 * 1024;
const MAX_POINTER_BYTES = 4096;

interface Rules {
  /** The folder that the patterns are relative to, with the slash at its end. */
  readonly prefix: string;
  readonly rules: IgnoreRules;
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

  /** The rules that hold for a bundle's folder from above; undefined where it is left out itself. */
  static async above(root: string): Promise<GitIgnored | undefined> {
    const folders = await repositoryFolders(dirname(root));
    const [repository] = folders;
    if (!repository) return new GitIgnored([]);
    let ignored = new GitIgnored(
      await rulesOf(repository.folder, join(repository.git, 'info', 'exclude')),
    );
    for (const [index, { folder }] of folders.entries()) {
      ignored = await ignored.within(Buffer.from(folder));
      if (ignored.has(Buffer.from(folders[index + 1]?.folder ?? root), true)) return undefined;
    }
    return ignored;
  }

  /** These rules and those of a folder's own `.gitignore`. */
  async within(folder: Buffer): Promise<GitIgnored> {
    const own = await rulesOf(folder, Buffer.concat([folder, Buffer.from('/.gitignore')]));
    return own.length > 0 ? new GitIgnored([...this.#rules, ...own]) : this;
  }

  /** Whether git leaves a file or folder out whose folder it does not leave out; the innermost rules come first. */
  has(path: Buffer, isFolder: boolean): boolean {
    const bytes = bytesOf(path);
    return (
      this.#rules
        .map(({ prefix, rules }) => rules.ignores(bytes.slice(prefix.length), isFolder))
        .findLast((found) => found !== undefined) ?? false
    );
  }
}

/** None where there is no file. git does not follow a link here either: it would lead to rules nobody signed. */
async function rulesOf(folder: string | Buffer, file: string | Buffer): Promise<Rules[]> {
  const text = await readSmall(file, MAX_BYTES, READ_NO_LINK).catch(() => undefined);
  if (!text) return [];
  const prefix = bytesOf(Buffer.from(folder)).replace(/\/?$/, '/');
  return [{ prefix, rules: new IgnoreRules(text) }];
}

/** Each byte a character, folders parted by `/`. */
function bytesOf(path: Buffer): string {
  const bytes = path.toString('latin1');
  return sep === '/' ? bytes : bytes.replaceAll(sep, '/');
}

interface Folder {
  readonly folder: string;
  /** Where its repository has what it knows, in the outermost folder. */
  readonly git: string;
}

/** A folder and those it lies in, from the root of its repository down; none where it lies in no repository. */
async function repositoryFolders(folder: string): Promise<Folder[]> {
  const inner: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    inner.unshift(at);
    const git = await gitFolder(at);
    if (git !== undefined) return inner.map((each) => ({ folder: each, git }));
    if (dirname(at) === at) return [];
  }
}

/** A root has a `.git` with a HEAD; in a linked work tree or a submodule it is a file that says where that is. */
async function gitFolder(folder: string): Promise<string | undefined> {
  const own = join(folder, '.git');
  if ((await firstLine(join(own, 'HEAD'))) !== undefined) return own;
  const target = /^gitdir: (.+)$/.exec((await firstLine(own)) ?? '')?.[1];
  if (target === undefined) return undefined;
  const git = resolve(folder, target);
  const common = await firstLine(join(git, 'commondir'));
  return common === undefined ? git : resolve(git, common);
}

async function firstLine(path: string): Promise<string | undefined> {
  const bytes = await readSmall(path, MAX_POINTER_BYTES).catch(() => undefined);
  return bytes === undefined
    ? undefined
    : Buffer.from(bytes, 'latin1').toString().split(/\r?\n/)[0];
}
