import { wildmatch } from './wildmatch.ts';

interface Rule {
  readonly isNegated: boolean;
  /** Ends with a slash: files of that name are not meant. */
  readonly onlyFolders: boolean;
  /** Without a slash before its end it is matched with the name alone, in every folder below. */
  readonly byName: boolean;
  readonly matches: (path: string) => boolean;
}

/** The rules of one `.gitignore`; names and text are bytes, each a character. */
export class IgnoreRules {
  readonly #rules: readonly Rule[];

  constructor(text: string) {
    this.#rules = text
      .replace(/^\xef\xbb\xbf/, '')
      .split('\n')
      .flatMap((line) => ruleOf(line.replace(/\r$/, '')) ?? [])
      .reverse();
  }

  /**
   * What the last rule says that speaks of a file or folder: whether it is left out, undefined where none does. What
   * is left out with a folder that it lies in is not told here.
   *
   * @param path Relative to the folder of the rules.
   */
  ignores(path: string, isFolder: boolean): boolean | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = this.#rules.find(
      (rule) => (isFolder || !rule.onlyFolders) && rule.matches(rule.byName ? name : path),
    );
    return found && !found.isNegated;
  }
}

/** No path is longer. */
const MAX_PATTERN = 4096;

function ruleOf(line: string): Rule | undefined {
  if (line.startsWith('#')) return undefined;
  let pattern = withoutSpaces(line);
  const isNegated = pattern.startsWith('!');
  if (isNegated) pattern = pattern.slice(1);
  const onlyFolders = pattern.endsWith('/');
  if (onlyFolders) pattern = pattern.slice(0, -1);
  if (pattern === '' || pattern.length > MAX_PATTERN) return undefined;
  const byName = !pattern.includes('/');
  const matches = byName ? wildmatch(pattern) : pathMatch(pattern.replace(/^\//, ''));
  return { isNegated, onlyFolders, byName, matches };
}

/** As git does: what begins literally is compared first, so that `**` counts as a whole name also after `a` in `a**`. */
function pathMatch(pattern: string): (path: string) => boolean {
  const literal = /^[^*?[\\]*/.exec(pattern)?.[0] ?? '';
  const rest = wildmatch(pattern.slice(literal.length));
  return (path) => path.startsWith(literal) && rest(path.slice(literal.length));
}

/** Spaces at the end do not count, those after an escaped one neither. */
function withoutSpaces(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end--;
  const [escapes = ''] = /\\{0,9}$/.exec(line.slice(Math.max(0, end - 9), end)) ?? [];
  return end < line.length && escapes.length % 2 === 1
    ? line.slice(0, end + 1)
    : line.slice(0, end);
}
