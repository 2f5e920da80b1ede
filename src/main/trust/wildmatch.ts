type Token =
  /** One character of these; `**` alone reaches beyond a folder. */
  | { readonly kind: 'char'; readonly is: (char: string) => boolean }
  /** `*`: any number of characters of a name. */
  | { readonly kind: 'name' }
  /** `**`: any number of characters. */
  | { readonly kind: 'path' }
  /** `**` and a slash follow, which may both be absent. */
  | { readonly kind: 'maybe' };

/**
 * Compiles a pattern as git matches paths with it (gitignore(5)); each character is a byte. All ways to match are
 * followed at once: a stranger's pattern takes no longer than its length times the path's.
 */
export function wildmatch(pattern: string): (path: string) => boolean {
  const tokens = tokensOf(pattern);
  if (!tokens) return () => false;
  return (path) => {
    let at = reachable(tokens, [0]);
    for (const char of path) {
      const next: number[] = [];
      for (const index of at) {
        const token = tokens[index];
        if (token?.kind === 'char' && token.is(char)) next.push(index + 1);
        else if (token?.kind === 'path' || (token?.kind === 'name' && char !== '/'))
          next.push(index);
      }
      at = reachable(tokens, next);
    }
    return at.has(tokens.length);
  };
}

/** The places in a pattern that are reached without another character. */
function reachable(tokens: readonly Token[], from: readonly number[]): Set<number> {
  const all = new Set(from);
  // A set hands out what is added while it is walked.
  for (const index of all) {
    const kind = tokens[index]?.kind;
    if (kind !== undefined && kind !== 'char') all.add(index + 1);
    if (kind === 'maybe') all.add(index + 3);
  }
  return all;
}

/** Undefined where a class or an escape is not ended: such a pattern matches nothing. */
function tokensOf(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const char = pattern.charAt(at);
    if (char === '*') {
      const end = at + (/^\*+/.exec(pattern.slice(at))?.[0].length ?? 1);
      const isWhole = end - at > 1 && (at === 0 || pattern[at - 1] === '/');
      if (isWhole && pattern[end] === '/') tokens.push({ kind: 'maybe' }, { kind: 'path' });
      else if (isWhole && (end === pattern.length || pattern.startsWith('\\/', end)))
        tokens.push({ kind: 'path' });
      else tokens.push({ kind: 'name' });
      at = end;
    } else if (char === '?') {
      tokens.push({ kind: 'char', is: (other) => other !== '/' });
      at++;
    } else if (char === '[') {
      const found = classAt(pattern, at);
      if (!found) return undefined;
      tokens.push({ kind: 'char', is: found.is });
      at = found.end;
    } else {
      const literal = char === '\\' ? pattern.charAt(at + 1) : char;
      if (literal === '') return undefined;
      tokens.push({ kind: 'char', is: (other) => other === literal });
      at += char === '\\' ? 2 : 1;
    }
  }
  return tokens;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f0-9]/,
};

/** A class in brackets that begins at a place; its first character never ends it. */
function classAt(
  pattern: string,
  start: number,
): { readonly is: (char: string) => boolean; readonly end: number } | undefined {
  const members: ((char: string) => boolean)[] = [];
  let at = start + 1;
  const isNegated = pattern[at] === '!' || pattern[at] === '^';
  if (isNegated) at++;
  const first = at;
  let before = '';
  for (; at === first || pattern[at] !== ']'; at++) {
    let char = pattern.charAt(at);
    if (char === '') return undefined;
    const named = /^\[:([^\]]*):\]/.exec(pattern.slice(at))?.[1];
    if (named !== undefined) {
      const known = CLASSES[named];
      if (!known) return undefined;
      members.push((other) => known.test(other));
      at += named.length + 3;
      before = '';
    } else if (char === '-' && before !== '' && ![undefined, ']'].includes(pattern[at + 1])) {
      if (pattern[++at] === '\\') at++;
      const [from, to] = [before, pattern.charAt(at)];
      if (to === '') return undefined;
      members.push((other) => from <= other && other <= to);
      before = '';
    } else {
      if (char === '\\') char = pattern.charAt(++at);
      if (char === '') return undefined;
      const member = char;
      members.push((other) => other === member);
      before = char;
    }
  }
  return {
    is: (char) => char !== '/' && members.some((has) => has(char)) !== isNegated,
    end: at + 1,
  };
}
