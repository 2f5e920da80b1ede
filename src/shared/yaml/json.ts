import type { Diagnostic } from '../text/diagnostic.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import type { MapEntry, Node, ScalarNode, SourceText } from './nodes.ts';
import { problem } from './problems.ts';

interface JsonResult {
  readonly root?: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/** A strict JSON document (ECMA-404) as positioned nodes. Stops at the first error of syntax. */
export function parseJson(source: SourceText): JsonResult {
  const reader = new JsonReader(source);
  try {
    const root = reader.readDocument();
    return { root, diagnostics: reader.diagnostics };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { diagnostics: [...reader.diagnostics, error.diagnostic] };
  }
}

class JsonSyntaxError extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SourceText;
  readonly #text: string;
  #at = 0;

  constructor(source: SourceText) {
    this.#source = source;
    this.#text = source.text;
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  readDocument(): Node {
    this.#skipSpace();
    const root = this.#readValue(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) {
      this.#fail('json-trailing', 'The document ends here; nothing may follow its last bracket.');
    }
    return root;
  }

  #readValue(depth: number): Node {
    if (depth > DOCUMENT_LIMITS.depth) {
      this.#fail('document-too-deep', tooDeep());
    }
    const unit = this.#text.charAt(this.#at);
    if (unit === '{') return this.#readObject(depth);
    if (unit === '[') return this.#readArray(depth);
    if (unit === '"') return this.#readString();
    if (unit === '-' || (unit >= '0' && unit <= '9')) return this.#readNumber();
    return this.#readWord();
  }

  #readObject(depth: number): Node {
    const start = this.#at++;
    const entries: MapEntry[] = [];
    const seen = new Set<string>();
    this.#skipSpace();
    while (this.#text[this.#at] !== '}') {
      if (this.#text[this.#at] !== '"') {
        this.#fail('json-key', 'A key in double quotes or "}" is expected here.');
      }
      const key = this.#readString();
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') {
        this.#fail('json-colon', `":" is expected after the key "${key.text}".`);
      }
      this.#at++;
      this.#skipSpace();
      const value = this.#readValue(depth + 1);
      if (seen.has(key.text)) {
        this.diagnostics.push(
          problem('duplicate-key', `"${key.text}" stands in this object twice.`, key.range),
        );
      } else entries.push({ key, value });
      seen.add(key.text);
      this.#separator('}');
    }
    this.#at++;
    return { kind: 'map', entries, range: { start, end: this.#at }, flow: true };
  }

  #readArray(depth: number): Node {
    const start = this.#at++;
    const items: Node[] = [];
    this.#skipSpace();
    while (this.#text[this.#at] !== ']') {
      items.push(this.#readValue(depth + 1));
      this.#separator(']');
    }
    this.#at++;
    return { kind: 'seq', items, range: { start, end: this.#at }, flow: true };
  }

  #separator(close: '}' | ']'): void {
    this.#skipSpace();
    const unit = this.#text[this.#at];
    if (unit === close) return;
    if (unit !== ',') {
      if (this.#at >= this.#text.length) {
        this.#fail('json-end', `The document ends before "${close}" closes what was opened.`);
      }
      this.#fail('json-separator', `"," or "${close}" is expected here.`);
    }
    const comma = this.#at++;
    this.#skipSpace();
    if (this.#text[this.#at] === close) {
      this.#at = comma;
      this.#fail('json-trailing-comma', `JSON allows no comma before "${close}".`);
    }
  }

  #readString(): ScalarNode {
    const start = this.#at++;
    let text = '';
    let from = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 34) break;
      if (Number.isNaN(code) || code === 10 || code === 13) {
        this.#at = start;
        this.#fail('json-string-end', 'The closing quote of this text is missing.');
      }
      if (code < 32) {
        this.#fail('json-control', 'A control character in a text must be written as an escape.');
      }
      if (code === 92) {
        text += this.#text.slice(from, this.#at);
        text += this.#readEscape();
        from = this.#at;
      } else this.#at++;
    }
    text += this.#text.slice(from, this.#at);
    this.#at++;
    const range = { start, end: this.#at };
    return this.#scalar('string', text, text, 'double', range);
  }

  #readEscape(): string {
    const letter = this.#text.charAt(this.#at + 1);
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
        this.#fail('json-escape', 'Four hexadecimal digits are expected after "\\u".');
      }
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const text = ESCAPED[letter];
    if (text === undefined) {
      this.#fail(
        'json-escape',
        `JSON knows no escape "\\${letter}". Write "\\\\" for a backslash.`,
      );
    }
    this.#at += 2;
    return text;
  }

  #readNumber(): ScalarNode {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) this.#fail('json-number', 'This is not a number of JSON.');
    const [text, fraction, exponent] = match;
    const range = { start: this.#at, end: this.#at + text.length };
    this.#at = range.end;
    if (/[0-9A-Za-z_.]/.test(this.#text.charAt(this.#at))) {
      this.#at = range.start;
      this.#fail(
        'json-number',
        'This is not a number of JSON: no leading zeros, digits around the point.',
      );
    }
    if (fraction !== undefined || exponent !== undefined) {
      return this.#scalar('float', text, Number(text), 'plain', range);
    }
    const value = text.length > 1000 ? (text.startsWith('-') ? -1n : 1n) << 1000n : BigInt(text);
    return this.#scalar('int', text, value, 'plain', range);
  }

  #readWord(): ScalarNode {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    const range = { start: this.#at, end: this.#at + word.length };
    if (word === 'true' || word === 'false' || word === 'null') {
      this.#at = range.end;
      if (word === 'null') return this.#scalar('null', word, null, 'plain', range);
      return this.#scalar('bool', word, word === 'true', 'plain', range);
    }
    if (this.#at >= this.#text.length) {
      this.#fail('json-end', 'The document ends where a value is expected.');
    }
    this.#fail(
      'json-value',
      'A value is expected here: text in double quotes, a number, true, false, null, [ or {.',
    );
  }

  #scalar(
    type: ScalarNode['type'],
    text: string,
    value: ScalarNode['value'],
    style: ScalarNode['style'],
    range: ScalarNode['range'],
  ): ScalarNode {
    return { kind: 'scalar', type, text, value, style, range, source: this.#source };
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  #fail(code: string, message: string): never {
    const end = Math.min(this.#at + 1, this.#text.length);
    throw new JsonSyntaxError(problem(code, message, { start: Math.min(this.#at, end), end }));
  }
}

export function tooDeep(): string {
  return `The document is nested more than ${DOCUMENT_LIMITS.depth} levels deep.`;
}
