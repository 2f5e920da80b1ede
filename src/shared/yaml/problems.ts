import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';

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

/** Our words for what people meet most often; the parser's own sentence serves for the rest. */
const MESSAGES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'YAML is indented with spaces. Replace the tab.',
  BLOCK_AS_IMPLICIT_KEY:
    'A second ": " on this line would start a mapping inside a mapping. Put the text in quotes if it is meant as text.',
  DUPLICATE_KEY: 'This key stands in the mapping twice.',
  MULTIPLE_DOCS:
    'The file holds more than one document. A template is one document: remove the "---".',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  BAD_DIRECTIVE: 'This line starts with "%" and is not a directive that is known.',
};

/** A finding of the YAML parser as a diagnostic. */
export function fromParser(error: ParserError, textLength: number): Diagnostic {
  const start = Math.min(error.pos[0], textLength);
  const end = Math.max(start, Math.min(error.pos[1], textLength));
  const sentence = MESSAGES[error.code] ?? sentenceOf(error.message);
  return {
    code: `yaml-${error.code.toLowerCase().replaceAll('_', '-')}`,
    severity: error.name === 'YAMLWarning' ? 'warning' : 'error',
    message: sentence,
    range: { start, end },
    path: [],
  };
}

function sentenceOf(message: string): string {
  if (message.startsWith('Implicit map keys need'))
    return 'After a key there must be ": " and a value.';
  const text = message.replace('"quote', '" quote').replace("'quote", "' quote");
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
