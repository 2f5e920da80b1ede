import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import { syntaxWords } from './syntax-words.ts';

/** A syntax error of a document; syntax errors have no path, the tree is not there yet. */
export function problem(
  code: string,
  message: string,
  range: Range,
  data?: Diagnostic['data'],
): Diagnostic {
  return { code, severity: 'error', message, range, path: [], ...(data ? { data } : {}) };
}

interface ParserError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** How much of a line the words of a finding go by. */
const LINE = 500;

/** A finding of the YAML parser as a diagnostic. */
export function fromParser(error: ParserError, text: string): Diagnostic {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.max(start, Math.min(error.pos[1], text.length));
  const finding = {
    code: error.code,
    message: error.message,
    before:
      text
        .slice(Math.max(0, start - LINE), start)
        .split(/[\r\n]/)
        .at(-1) ?? '',
    after: text.slice(start, start + LINE).split(/[\r\n]/, 1)[0] ?? '',
  };
  return {
    code: `yaml-${error.code.toLowerCase().replaceAll('_', '-')}`,
    severity: error.name === 'YAMLWarning' ? 'warning' : 'error',
    message: syntaxWords(finding) ?? sentence(error.message),
    range: { start, end },
    path: [],
  };
}

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);
