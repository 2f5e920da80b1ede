/** A node of a combination expression (§3.4.3), with its place in the text. */
export type CombinationNode =
  | { readonly kind: 'name'; readonly name: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'product' | 'association';
      readonly parts: readonly CombinationNode[];
      readonly start: number;
      readonly end: number;
    };

interface CombinationIssue {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly kind: 'name' | '*' | '(' | ')' | ',' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Brackets inside each other; a template has 16 task parameters at most. */
const MAX_DEPTH = 32;

const TOKEN = /([A-Za-z_][A-Za-z0-9_]*)|([*(),])/y;

/** Parses `A * (B, C)`; stops at the first error of syntax. */
export function parseCombination(
  text: string,
): { readonly root: CombinationNode } | { readonly issue: CombinationIssue } {
  try {
    return { root: new CombinationParser(tokenize(text)).parse() };
  } catch (error) {
    if (error instanceof CombinationError) return { issue: error.issue };
    throw error;
  }
}

class CombinationError extends Error {
  readonly issue: CombinationIssue;
  constructor(message: string, start: number, end: number) {
    super(message);
    this.issue = { code: 'invalid-combination', message, start, end };
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const message = `${JSON.stringify(found)} cannot stand in a combination. It is made of parameter names, "*", "," and brackets.`;
      throw new CombinationError(message, at, at + found.length);
    }
    const kind = match[1] === undefined ? (match[0] as Token['kind']) : 'name';
    tokens.push({ kind, text: match[0], start: at, end: at + match[0].length });
    at += match[0].length;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

class CombinationParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): CombinationNode {
    const root = this.#product(0);
    const next = this.#peek();
    if (next.kind === 'end') return root;
    if (next.kind === 'name' || next.kind === '(') {
      throw this.#error(
        'An operator is missing here: "*" for all combinations, or a pair in brackets, (A, B).',
        next,
      );
    }
    if (next.kind === ',') throw this.#error('"," stands between brackets only: (A, B).', next);
    throw this.#error('")" without "(".', next);
  }

  #product(depth: number): CombinationNode {
    const parts = [this.#element(depth)];
    while (this.#peek().kind === '*') {
      this.#at++;
      parts.push(this.#element(depth));
    }
    return join('product', parts);
  }

  #element(depth: number): CombinationNode {
    const token = this.#peek();
    if (token.kind === 'name') {
      this.#at++;
      return { kind: 'name', name: token.text, start: token.start, end: token.end };
    }
    if (token.kind !== '(') {
      throw this.#error('The name of a task parameter or "(" is expected here.', token);
    }
    if (depth >= MAX_DEPTH) throw this.#error('The brackets are nested too deep.', token);
    this.#at++;
    const parts = [this.#product(depth + 1)];
    while (this.#peek().kind === ',') {
      this.#at++;
      parts.push(this.#product(depth + 1));
    }
    const close = this.#peek();
    if (close.kind !== ')') {
      const missing = close.kind === 'name' || close.kind === '(';
      throw this.#error(missing ? '"*" or "," is missing here.' : '")" is missing here.', close);
    }
    this.#at++;
    const node = join('association', parts);
    return node.kind === 'association' ? { ...node, start: token.start, end: close.end } : node;
  }

  #peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #error(message: string, token: Token): CombinationError {
    return new CombinationError(message, token.start, token.end);
  }
}

/** One part stands for itself: `(A)` is `A`. */
function join(kind: 'product' | 'association', parts: readonly CombinationNode[]): CombinationNode {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw new TypeError('A combination has parts');
  return parts.length === 1 ? first : { kind, parts, start: first.start, end: last.end };
}

/** Every name of an expression, in the order of the text. */
export function* namesIn(
  node: CombinationNode,
): Iterable<CombinationNode & { readonly kind: 'name' }> {
  if (node.kind === 'name') yield node;
  else for (const part of node.parts) yield* namesIn(part);
}
