import { floatToText } from './float-text.ts';

const JSON_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

export function isJsonNumber(text: string): boolean {
  return JSON_NUMBER.test(text);
}

/** A float for JSON: in the form it was written in, if JSON knows that form (`.5` it does not). */
export function floatToJson(value: number, text: string | undefined): string {
  return text !== undefined && isJsonNumber(text) ? text : floatToText(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as JSON with ASCII characters only (§2.2.6). */
export function textToAsciiJson(text: string): string {
  const escaped = text.replace(/["\\]|[^ -~]/g, (unit) => {
    return ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
