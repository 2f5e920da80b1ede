import { type CharacterTest, CLASSES, exactly, ignoringCase } from './characters.ts';
import { readClass } from './class-syntax.ts';
import { regexError } from './error.ts';
import { readEscapedCharacter } from './escapes.ts';

export type Assertion =
  | 'start'
  | 'end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

export type RegexNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly content: RegexNode }
  | {
      readonly kind: 'repeat';
      readonly content: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

interface RegexSyntax {
  readonly root: RegexNode;
  readonly groups: number;
}

const MAX_NESTING = 100;

/** Constructs of one of the two dialects that the other lacks (§2.2.5). */
const UNSUPPORTED_GROUPS: readonly (readonly [start: string, name: string])[] = [
  ['(?=', 'lookahead'],
  ['(?!', 'lookahead'],
  ['(?<=', 'lookbehind'],
  ['(?<!', 'lookbehind'],
  ['(?P=', 'a named backreference'],
  ['(?(', 'a conditional pattern'],
  ['(?>', 'an atomic group'],
  ['(?#', 'a comment'],
];

/** Parses a regular expression of the supported syntax (§2.2.5); throws an ExprError. */
export function parseRegex(pattern: string): RegexSyntax {
  if (pattern === '') throw regexError('The regular expression must not be empty');
  return new RegexParser(pattern).parse();
}

class RegexParser {
  readonly #source: readonly string[];
  #at = 0;
  #groups = 0;
  #depth = 0;
  #flags = '';

  constructor(pattern: string) {
    this.#source = [...pattern];
  }

  parse(): RegexSyntax {
    const flags = /^\(\?([ims]+)\)/.exec(this.#source.slice(0, 8).join(''));
    if (flags !== null) {
      this.#flags = flags[1] ?? '';
      this.#at = flags[0].length;
    }
    const root = this.#choice();
    if (this.#at < this.#source.length)
      throw regexError("The regular expression has an unmatched ')'");
    return { root, groups: this.#groups };
  }

  #choice(): RegexNode {
    if (++this.#depth > MAX_NESTING)
      throw regexError('The regular expression is nested too deeply');
    const options = [this.#sequence()];
    while (this.#accept('|')) options.push(this.#sequence());
    this.#depth--;
    return options.length === 1 ? (options[0] as RegexNode) : { kind: 'choice', options };
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (
      let next = this.#peek();
      next !== undefined && next !== '|' && next !== ')';
      next = this.#peek()
    ) {
      items.push(this.#quantified(this.#atom(next)));
    }
    return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items };
  }

  #quantified(content: RegexNode): RegexNode {
    const bounds = this.#quantifier();
    if (bounds === undefined) return content;
    if (content.kind === 'assertion') throw regexError('A repetition needs something to repeat');
    const greedy = !this.#accept('?');
    const following = this.#peek();
    if (following === '*' || following === '+' || following === '?' || following === '{') {
      throw regexError('A repetition cannot be repeated');
    }
    return { kind: 'repeat', content, min: bounds[0], max: bounds[1], greedy };
  }

  #quantifier(): readonly [min: number, max: number] | undefined {
    if (this.#accept('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#accept('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#accept('?')) return [0, 1];
    if (this.#peek() !== '{') return undefined;
    const close = this.#source.indexOf('}', this.#at);
    const text = this.#source.slice(this.#at, close + 1).join('');
    const match = /^\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}$/.exec(text);
    if (match === null)
      throw regexError(
        "A '{' begins a repetition like {2} or {2,3}; write '\\{' for the character",
      );
    this.#at = close + 1;
    const min = Number(match[1]);
    const max =
      match[2] === undefined
        ? min
        : match[3] === undefined
          ? Number.POSITIVE_INFINITY
          : Number(match[3]);
    if (max < min) throw regexError(`The repetition ${text} has a maximum below its minimum`);
    return [min, max];
  }

  #atom(next: string): RegexNode {
    switch (next) {
      case '(':
        return this.#group();
      case '[': {
        const { test, end } = readClass(this.#source, this.#at);
        this.#at = end;
        return this.#character(test);
      }
      case '\\':
        return this.#escape();
      case '^':
        this.#at++;
        return { kind: 'assertion', assertion: this.#flags.includes('m') ? 'line-start' : 'start' };
      case '$':
        this.#at++;
        return { kind: 'assertion', assertion: this.#flags.includes('m') ? 'line-end' : 'end' };
      case '.':
        this.#at++;
        return {
          kind: 'character',
          test: this.#flags.includes('s') ? () => true : (character) => character !== '\n',
        };
      case '*':
      case '+':
      case '?':
      case '{':
        throw regexError(`Nothing stands before '${next}' to be repeated`);
      default:
        this.#at++;
        return this.#character(exactly(next));
    }
  }

  #group(): RegexNode {
    const ahead = this.#source.slice(this.#at, this.#at + 4).join('');
    const unsupported = UNSUPPORTED_GROUPS.find(([start]) => ahead.startsWith(start));
    if (unsupported !== undefined)
      throw regexError(`Regular expressions with ${unsupported[1]} are not supported`);
    let capture = true;
    if (ahead.startsWith('(?:')) {
      this.#at += 3;
      capture = false;
    } else if (ahead === '(?P<') {
      const close = this.#source.indexOf('>', this.#at);
      const name = this.#source.slice(this.#at + 4, close).join('');
      if (close < 0 || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw regexError(`'${name}' is no name of a group`);
      this.#at = close + 1;
    } else if (ahead.startsWith('(?')) {
      throw regexError(`The group '${ahead}' is not supported`);
    } else {
      this.#at++;
    }
    const index = capture ? ++this.#groups : 0;
    const content = this.#choice();
    if (!this.#accept(')')) throw regexError("The regular expression has an unclosed '('");
    return capture ? { kind: 'group', index, content } : content;
  }

  #escape(): RegexNode {
    const letter = this.#source[this.#at + 1] ?? '';
    const known = Object.hasOwn(CLASSES, letter) ? CLASSES[letter] : undefined;
    const assertion = ESCAPED_ASSERTIONS[letter];
    if (known !== undefined || assertion !== undefined) this.#at += 2;
    if (known !== undefined) return { kind: 'character', test: known };
    if (assertion !== undefined) return { kind: 'assertion', assertion };
    const { character, end } = readEscapedCharacter(this.#source, this.#at);
    this.#at = end;
    return this.#character(exactly(character));
  }

  #character(test: CharacterTest): RegexNode {
    return { kind: 'character', test: this.#flags.includes('i') ? ignoringCase(test) : test };
  }

  #peek(): string | undefined {
    return this.#source[this.#at];
  }

  #accept(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }
}

const ESCAPED_ASSERTIONS: Readonly<Record<string, Assertion | undefined>> = {
  b: 'word-boundary',
  B: 'no-word-boundary',
  A: 'start',
};
