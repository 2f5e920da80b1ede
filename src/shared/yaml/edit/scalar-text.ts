import { resolvePlain } from '../resolve-plain.ts';

/** What a plain scalar of YAML 1.1 or 1.2 would be taken for, besides a text. */
const OLD_WORDS = /^(?:yes|no|on|off|=|<<)$/i;
const OLD_NUMBERS =
  /^[-+]?(?:0[bx]?[\da-f_]+|[\d_,]+(?::[0-5]?\d)+(?:\.\d*)?|\d[\d_]*(?:\.[\d_]*)?)$/i;
const DATE = /^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$/;
/** Outside of quotes these mean something else, or cannot be seen. */
const SPECIAL = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ud800-\udfff]/;
const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/g;
const INDICATOR = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^---|^\.\.\.(?:\s|$)/;

/** True when a text stands for itself without quotes, for readers of YAML 1.1 as well. */
export function isPlainText(text: string, inFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || text.length > 1000) return false;
  if (SPECIAL.test(text.replace(ASTRAL, '')) || INDICATOR.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  if (inFlow && /[,[\]{}]|^[-?:]|:$/.test(text)) return false;
  if (OLD_WORDS.test(text) || OLD_NUMBERS.test(text) || DATE.test(text)) return false;
  return resolvePlain(text).type === 'string';
}

const SHORT: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** The inside of a text in double quotes, in escapes that YAML and JSON share where `json` is set. */
export function escapeDouble(text: string, json: boolean): string {
  return text
    .replace(/["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => {
      const short = character === '\0' && json ? undefined : SHORT[character];
      return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    })
    .replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
    );
}

export function doubleQuoted(text: string, json = false): string {
  return `"${escapeDouble(text, json)}"`;
}

/** Nothing when the text holds what single quotes cannot express in one line. */
export function singleQuoted(text: string): string | undefined {
  if (SPECIAL.test(text.replace(ASTRAL, ''))) return undefined;
  return `'${text.replaceAll("'", "''")}'`;
}

/** A text in quotes of the wanted kind; in double quotes when it holds what others cannot. */
export function quoted(text: string, quote: '"' | "'"): string {
  const single = singleQuoted(text);
  if (single === undefined) return doubleQuoted(text);
  // A backslash or a quote inside reads better without escapes.
  if (quote === "'" || (/["\\]/.test(text) && !text.includes("'"))) return single;
  return doubleQuoted(text);
}

/**
 * Header and lines of a literal block scalar, or nothing when it cannot hold the text as it is, or need not:
 * a single line stands in one only where it did before.
 */
export function literalLines(
  text: string,
  isLiteral = false,
): { header: string; lines: string[] } | undefined {
  if (
    (!text.includes('\n') && !isLiteral) ||
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)
  )
    return undefined;
  if (/[\ud800-\udfff]/.test(text.replace(ASTRAL, ''))) return undefined;
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  // Trailing blank lines need "|+", which would also claim the blank lines that follow in the file.
  if (body === '' || body.endsWith('\n')) return undefined;
  const lines = body.split('\n');
  // The first line sets the indentation, and blank lines at the end count by it.
  if (/^[ \t]/.test(lines.find((line) => line !== '') ?? ' ')) return undefined;
  if (lines.some((line) => line !== '' && line.trim() === '')) return undefined;
  return { header: text.endsWith('\n') ? '|' : '|-', lines };
}

/** A number, boolean or null as both formats write it. */
export function plainWord(value: number | bigint | boolean | null, json: boolean): string {
  if (typeof value !== 'number' || Number.isFinite(value)) {
    return Object.is(value, -0) ? '-0.0' : String(value);
  }
  if (json) return 'null';
  return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
}
